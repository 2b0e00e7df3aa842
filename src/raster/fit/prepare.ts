import type {
  Prepared,
  PrepareNote,
  PrepareWant,
  SquareWant,
  Transform,
  WholeWant,
} from '../../images/transform.ts';
import type { Size } from '../../images/size.ts';
import { usesAlpha } from '../alpha/alphaTruth.ts';
import { resizeTo } from '../codecs.ts';
import { isCarried, meanTheSame, profileOf, type Profile } from '../formats/colourProfile.ts';
import { isLosslessWebp } from '../formats/webpFrames.ts';
import { isEncodable, type EncodableType, type Pixels } from '../pixels.ts';
import { read, unpack, type FileInput, type ReadableFile } from '../unpack.ts';
import { upright } from '../upright.ts';
import { write } from '../write.ts';
import { inside, scaledTo, squareIn, whole } from './geometry.ts';
import { cut, edgeColour, place } from './parts.ts';

/** Of what has to be written anew with loss. */
const quality = 92;

/** Makes a source ready for a route, changing as little as its limits ask. Rejects as read() and unpack() do. */
export async function prepare(input: FileInput, want: PrepareWant): Promise<Prepared> {
  const file = await read(input);
  if (mayStay(file, want)) {
    // Unpacked also to know that it can be: a damaged file would be paid for in vain.
    const seen = alphaOf(file, await unpack(file));
    return { type: file.facts.type, transform: identity(file.facts), notes: [], ...seen };
  }
  const image = upright(await unpack(file), file.facts.orientation);
  const seen = alphaOf(file, image);
  const made = want.kind === 'square' ? square(file, image, want) : scaled(file, image, want);
  return { ...(await made), ...seen };
}

function alphaOf({ facts }: ReadableFile, image: Pixels): Pick<Prepared, 'seeThrough'> {
  return facts.alpha && usesAlpha(image) ? { seeThrough: true } : {};
}

function mayStay({ bytes, facts }: ReadableFile, want: PrepareWant): boolean {
  const { type, width, height, orientation, animated = false } = facts;
  if (orientation !== undefined || animated || bytes.length >= want.maxBytes) return false;
  if (Math.max(width, height) > want.maxEdge) return false;
  if (want.kind === 'square') return type === 'png' && width === height && !narrows(want, facts);
  return want.types.includes(type) && width * height <= want.maxPixels;
}

/** Whether a crop frame leaves anything out. */
function narrows({ fit, crop }: SquareWant, size: Size): boolean {
  if (fit === 'pad' || crop === undefined) return false;
  return Math.min(crop.width, crop.height) < size.width;
}

function identity({ width, height }: Size): Transform {
  const size = { width, height };
  return { source: size, crop: whole(size), frame: whole(size), sent: size };
}

async function square(file: ReadableFile, image: Pixels, want: SquareWant): Promise<Prepared> {
  const source = { width: image.width, height: image.height };
  const crop = want.fit === 'pad' ? whole(source) : squareIn(inside(source, want.crop ?? whole(source)));
  const part = cut(image, crop);
  const fill = want.fill === 'edge' ? edgeColour(part) : undefined;
  const profile = profileToSend(file, want);
  const make = async (edge: number): Promise<Prepared & { readonly bytes: Uint8Array<ArrayBuffer> }> => {
    const inner = scaledTo(crop, edge);
    const side = Math.max(inner.width, inner.height);
    const frame = {
      x: Math.floor((side - inner.width) / 2),
      y: Math.floor((side - inner.height) / 2),
      ...inner,
    };
    const sent = { width: side, height: side };
    const small = await resizeTo(part, inner.width, inner.height);
    const padded = inner.width === inner.height ? small : place(small, frame, sent, fill);
    const bytes = await write(padded, { type: 'png', alpha: true, profile });
    const transform = { source, crop, frame, sent };
    return { bytes, type: 'png', transform, notes: notesOf(file, transform, 'png', false, profile) };
  };
  return within(want.maxBytes, Math.min(want.maxEdge, Math.max(crop.width, crop.height)), make);
}

async function scaled(file: ReadableFile, image: Pixels, want: WholeWant): Promise<Prepared> {
  const source = { width: image.width, height: image.height };
  const type = typeFor(file.facts.type, want);
  const profile = profileToSend(file, want);
  const lossless = type === 'webp' && (file.facts.type === 'png' || isLosslessWebp(file.bytes));
  const make = async (edge: number): Promise<Prepared & { readonly bytes: Uint8Array<ArrayBuffer> }> => {
    const sent = scaledTo(source, Math.min(want.maxEdge, edge), want.maxPixels);
    const small = await resizeTo(image, sent.width, sent.height);
    const { alpha } = file.facts;
    const bytes = await write(small, { type, alpha, quality, lossless, profile });
    const transform = { source, crop: whole(source), frame: whole(sent), sent };
    return {
      bytes,
      type,
      transform,
      notes: notesOf(file, transform, type, !lossless && type !== 'png', profile),
    };
  };
  return within(want.maxBytes, Math.max(source.width, source.height), make);
}

/** Its own where the server takes it, else the best the server takes. */
function typeFor(own: EncodableType, { types }: WholeWant): EncodableType {
  return types.includes(own) ? own : (types.find(isEncodable) ?? 'png');
}

/** Made smaller until the file is small enough. */
async function within<T extends { readonly bytes: Uint8Array }>(
  maxBytes: number,
  firstEdge: number,
  make: (edge: number) => Promise<T>,
): Promise<T> {
  let edge = firstEdge;
  for (;;) {
    const made = await make(edge);
    const share = maxBytes / made.bytes.length;
    if (share > 1 || edge === 1) return made;
    // Bytes grow with the area; a little less, since small details grow in weight.
    edge = Math.max(1, Math.floor(edge * Math.min(0.9, Math.sqrt(share) * 0.96)));
  }
}

/** What the numbers mean, unless that would take too much of what a file may weigh. */
function profileToSend({ bytes }: ReadableFile, { maxBytes }: PrepareWant): Profile | undefined {
  const profile = profileOf(bytes);
  return profile && isCarried(profile) && profile.length < maxBytes / 8 ? profile : undefined;
}

function notesOf(
  { bytes, facts }: ReadableFile,
  { source, crop, frame, sent }: Transform,
  type: EncodableType,
  lossy: boolean,
  profile: Profile | undefined,
): readonly PrepareNote[] {
  const happened: readonly (readonly [PrepareNote, boolean])[] = [
    ['turned', facts.orientation !== undefined],
    ['firstFrame', facts.animated === true],
    ['cropped', crop.width < source.width || crop.height < source.height],
    ['padded', frame.width < sent.width || frame.height < sent.height],
    ['scaled', frame.width < crop.width || frame.height < crop.height],
    ['reencoded', lossy || type !== facts.type],
    ['unsigned', facts.signed === true],
    ['noProfile', profile === undefined && !meanTheSame(profileOf(bytes), undefined)],
  ];
  return happened.filter(([, did]) => did).map(([note]) => note);
}
