import type { ImageFacts, ImageType } from '../../images/picture.ts';
import type { Colours, DropInTarget, Rect, Transform } from '../../images/transform.ts';
import { usesAlpha } from '../alpha/alphaTruth.ts';
import { resizeTo } from '../codecs.ts';
import { isCarried, meanTheSame, profileOf, type Profile } from '../formats/colourProfile.ts';
import { isLosslessWebp } from '../formats/webpFrames.ts';
import { isEncodable, RasterError, type EncodableType, type Pixels } from '../pixels.ts';
import { probe } from '../probe.ts';
import { read, unpackUpright, type FileInput } from '../unpack.ts';
import { write, type WriteOptions } from '../write.ts';
import { inside, middleOf, whole } from './geometry.ts';
import { cut, edgeColour, isSeeThrough, place, putInto, type Rgb } from './parts.ts';

/** How a derived picture is written; absent is as its source is. */
export interface DropInOptions {
  readonly type?: EncodableType | undefined;
  readonly quality?: number | undefined;
  /** Of WebP; default: as the source is, and with loss where that is not given. */
  readonly lossless?: boolean | undefined;
  /**
   * The source: what was not sent of it stays as it is, and what shines through is laid on the colour of its edge, where
   * it had no alpha. Default white.
   */
  readonly source?: FileInput | undefined;
}

/** A file that was made, and what its bytes say of it. */
export interface WrittenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly facts: ImageFacts;
  /** What shone through was laid on a colour. */
  readonly flattened?: true;
  /** Absent where the colours are what they were. */
  readonly colours?: Colours;
}

/** An answer in the size, the format and the alpha kind of its source. Rejects as read() and unpack() do. */
export async function dropIn(
  answer: FileInput,
  target: DropInTarget,
  transform: Transform,
  options: DropInOptions = {},
): Promise<WrittenFile> {
  const { source } = options;
  const before = source && (() => unpackUpright(source));
  const image = await broughtBack(await unpackUpright(answer), transform, before);
  return finish(image, target, options, await profilesOf(answer, isPart(transform) ? source : undefined));
}

/** The profile of a picture, and that of another one parts of it are from. */
export interface Profiles {
  readonly own: Profile | undefined;
  readonly other: Profile | undefined;
}

/** An answer's own profile counts, unless it lies in a source: then that one's, which the user knows. */
export async function profilesOf(answer: FileInput, source: FileInput | undefined): Promise<Profiles> {
  const own = profileOf((await read(answer)).bytes);
  if (source === undefined) return { own, other: own };
  return { own: profileOf((await read(source)).bytes), other: own };
}

/** Writes pixels as a target asks. */
export async function finish(
  image: Pixels,
  target: DropInTarget,
  { type = writableType(target.type), source, quality, lossless }: DropInOptions,
  profiles: Profiles,
): Promise<WrittenFile> {
  const alpha = target.alpha && type !== 'jpeg';
  const matte = !alpha && source !== undefined && isSeeThrough(image) ? await edgeOf(source) : undefined;
  const exact = lossless ?? (type === 'webp' && source !== undefined && (await isLossless(source)));
  const file = await written(image, { type, alpha, quality, lossless: exact, matte, profile: profiles.own });
  const same = file.colours !== undefined || meanTheSame(profiles.own, profiles.other);
  return same ? file : { ...file, colours: 'mixed' };
}

async function isLossless(source: FileInput): Promise<boolean> {
  const { bytes, facts } = await read(source);
  return facts.type === 'png' || (facts.type === 'webp' && isLosslessWebp(bytes));
}

/** Writes pixels and looks at what was written. */
export async function written(image: Pixels, options: WriteOptions): Promise<WrittenFile> {
  const flattened = (!options.alpha || options.type === 'jpeg') && usesAlpha(image);
  const bytes = await write(image, options);
  const facts = probe(bytes);
  if (facts === undefined) throw new RasterError('failed', `the ${options.type} that was written is none`);
  const { profile } = options;
  const untagged = profile !== undefined && !isCarried(profile);
  return { bytes, facts, ...(flattened ? { flattened } : {}), ...(untagged ? { colours: 'untagged' } : {}) };
}

function writableType(type: ImageType): EncodableType {
  return isEncodable(type) ? type : 'png';
}

async function edgeOf(source: FileInput): Promise<Rgb | undefined> {
  return edgeColour(await unpackUpright(source));
}

/**
 * An answer in the size of the source: in the place of what was sent, with the rest of the source round it. A server
 * may answer in another size or shape than it was sent: then the largest middle part of the shape that was sent counts.
 * @param before the source upright, where only a part of it was sent; without it there is nothing round that part
 */
export async function broughtBack(
  answer: Pixels,
  transform: Transform,
  before?: () => Promise<Pixels>,
): Promise<Pixels> {
  const { source, crop } = transform;
  const part = cut(answer, inside(answer, partOf(answer, transform)));
  const image = await resizeTo(part, crop.width, crop.height);
  if (!isPart(transform)) return image;
  return before ? putInto(await before(), image, crop) : place(image, crop, source);
}

/** Whether only a part of the source was sent. */
function isPart({ source, crop }: Transform): boolean {
  return crop.width !== source.width || crop.height !== source.height;
}

function partOf(answer: Pixels, { crop, frame, sent }: Transform): Rect {
  const region = middleOf(whole(answer), sent);
  const scale = region.width / sent.width;
  const part = {
    x: region.x + frame.x * scale,
    y: region.y + frame.y * scale,
    width: frame.width * scale,
    height: frame.height * scale,
  };
  // A frame was rounded to whole pixels: only a real difference in shape is cut.
  const stretch = part.width / part.height / (crop.width / crop.height);
  return Math.abs(stretch - 1) < 2 / Math.min(frame.width, frame.height) ? part : middleOf(part, crop);
}
