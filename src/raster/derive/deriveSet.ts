import type { DerivedFile, DerivedSet, DerivePlan, LeftOut } from '../../images/derive.ts';
import { extensionOf, type ImageFacts } from '../../images/picture.ts';
import { encodeAs, resizeTo } from '../codecs.ts';
import { scaledTo } from '../fit/geometry.ts';
import { flatten, place, type Rgb } from '../fit/parts.ts';
import { meanTheSame, profileOf, type Profile } from '../formats/colourProfile.ts';
import type { EncodableType, Pixels } from '../pixels.ts';
import { read, unpack, type FileInput } from '../unpack.ts';
import { upright } from '../upright.ts';
import { tagged, write } from '../write.ts';
import { writeIco } from './ico.ts';

const touchEdge = 180;
/** The format cannot say more. */
const longestWebpEdge = 16_383;
/** From this edge on an icon's entry is a PNG: as BMP it would weigh more than all others together. */
const pngEntryFrom = 128;

interface Master {
  readonly image: Pixels;
  readonly type: EncodableType;
  readonly alpha: boolean;
  readonly profile: Profile | undefined;
}

/** All files of a plan, made of one master. Rejects as read() and unpack() do. */
export async function deriveSet(input: FileInput, plan: DerivePlan): Promise<DerivedSet> {
  const file = await read(input);
  const { type, alpha } = file.facts;
  const image = upright(await unpack(file), file.facts.orientation);
  const profile = profileOf(file.bytes);
  const master = { type, alpha, image, profile };
  const parts = [
    await scales(master, file.bytes, file.facts, plan),
    await favicon(master, plan),
    await touchIcon(master, plan),
  ];
  const files = parts.flatMap(part => part.files);
  return { files, leftOut: [...parts.flatMap(part => part.leftOut), ...untagged(files, profile)] };
}

/** Files whose numbers mean other colours than the master's: nothing in an icon file says what they mean. */
function untagged(files: readonly DerivedFile[], profile: Profile | undefined): readonly LeftOut[] {
  if (profile === undefined || meanTheSame(profile, undefined)) return [];
  return files
    .filter(({ type, bytes }) => type === 'ico' || profileOf(bytes) === undefined)
    .map(({ name }) => ({ name, why: 'noProfile' }));
}

const nothing: DerivedSet = { files: [], leftOut: [] };

/** Each scale, and the WebP beside it; without scales the WebP beside the master. */
async function scales(
  master: Master,
  bytes: Uint8Array,
  facts: ImageFacts,
  plan: DerivePlan,
): Promise<DerivedSet> {
  const { width, height } = master.image;
  if (plan.scales === undefined)
    return plan.webp === undefined || master.type === 'webp'
      ? nothing
      : webpBeside(master, master.image, plan.stem, bytes.length, plan.webp);
  const [files, leftOut]: [DerivedFile[], LeftOut[]] = [[], []];
  for (const factor of plan.scales.factors) {
    const stem = factor === 1 ? plan.stem : `${plan.stem}@${factor}x`;
    const name = `${stem}.${extensionOf[master.type]}`;
    const wide = Math.round(plan.scales.width * factor);
    if (wide > width) leftOut.push({ name, why: 'masterTooSmall' });
    else {
      const size = { width: wide, height: Math.max(1, Math.round((height * wide) / width)) };
      const image = await resizeTo(master.image, size.width, size.height);
      // The master's own bytes, which may be signed, where nothing has to change.
      const same = wide === width && facts.orientation === undefined && facts.animated !== true;
      const scaled = same ? Uint8Array.from(bytes) : await write(image, master);
      files.push({ role: 'scale', name, type: master.type, factor, ...size, bytes: scaled });
      if (plan.webp !== undefined && master.type !== 'webp') {
        const beside = await webpBeside(master, image, stem, scaled.length, plan.webp, factor);
        files.push(...beside.files);
        leftOut.push(...beside.leftOut);
      }
    }
  }
  return { files, leftOut };
}

async function webpBeside(
  { profile }: Master,
  image: Pixels,
  stem: string,
  limit: number,
  { quality }: NonNullable<DerivePlan['webp']>,
  factor?: number,
): Promise<DerivedSet> {
  const { width, height } = image;
  const name = `${stem}.webp`;
  const refused: DerivedSet = { files: [], leftOut: [{ name, why: 'notSmaller' }] };
  if (Math.max(width, height) > longestWebpEdge) return refused;
  const how = quality === undefined ? { lossless: true } : { quality };
  const bytes = tagged(await encodeAs('webp', image, how), profile);
  if (bytes.length >= limit) return refused;
  const known = factor === undefined ? {} : { factor };
  return { files: [{ role: 'webp', name, type: 'webp', width, height, ...known, bytes }], leftOut: [] };
}

/** One icon file with the edges the master has pixels for; at least the smallest. */
async function favicon({ image }: Master, plan: DerivePlan): Promise<DerivedSet> {
  const edges = [...(plan.favicon ?? [])].toSorted((one, other) => one - other);
  const longest = Math.max(image.width, image.height);
  const fitting = edges.filter((edge, at) => at === 0 || edge <= longest);
  const largest = fitting.at(-1);
  if (largest === undefined) return nothing;
  const entries = [];
  for (const edge of fitting) {
    const small = await contained(image, edge);
    entries.push(
      edge < pngEntryFrom ? { image: small } : { image: small, png: await encodeAs('png', small) },
    );
  }
  const bytes = writeIco(entries);
  const size = { width: largest, height: largest };
  const name = 'favicon.ico';
  const lacking = edges.filter(edge => !fitting.includes(edge));
  return {
    files: [{ role: 'favicon', name, type: 'ico', ...size, bytes }],
    leftOut: lacking.length > 0 ? [{ name, edges: lacking, why: 'masterTooSmall' }] : [],
  };
}

async function touchIcon({ image, profile }: Master, plan: DerivePlan): Promise<DerivedSet> {
  if (plan.appleTouchIcon === undefined) return nothing;
  const name = 'apple-touch-icon.png';
  if (Math.max(image.width, image.height) < touchEdge)
    return { files: [], leftOut: [{ name, why: 'masterTooSmall' }] };
  const icon = flatten(await contained(image, touchEdge), parseColour(plan.appleTouchIcon.background));
  const bytes = await write(icon, { type: 'png', alpha: false, profile });
  const size = { width: touchEdge, height: touchEdge };
  return { files: [{ role: 'appleTouchIcon', name, type: 'png', ...size, bytes }], leftOut: [] };
}

/** The whole picture in the middle of a see-through square. */
async function contained(image: Pixels, edge: number): Promise<Pixels> {
  const scale = edge / Math.max(image.width, image.height);
  const inner = scaledTo({ width: image.width * scale, height: image.height * scale }, edge);
  const small = await resizeTo(image, inner.width, inner.height);
  const at = { x: (edge - inner.width) >> 1, y: (edge - inner.height) >> 1 };
  const same = small === image && inner.width === inner.height;
  // A copy where nothing was scaled: what follows may write into it.
  return same ? { ...image, data: image.data.slice() } : place(small, at, { width: edge, height: edge });
}

/** White for what is no `#rrggbb`. */
function parseColour(text: string): Rgb {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
  const channel = (at: number): number => Number.parseInt(match?.[at] ?? 'ff', 16);
  return [channel(1), channel(2), channel(3)];
}
