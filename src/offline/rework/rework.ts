import { resizeTo } from '../../raster/codecs.ts';
import type { Pixels } from '../../raster/pixels.ts';
import { render } from '../paint/canvas.ts';
import { choosePalette } from '../paint/palette.ts';
import { lettering } from '../paint/lettering.ts';
import { unitOf } from '../paint/paint.ts';
import { hashText, Random } from '../paint/random.ts';
import { wordsOf } from '../paint/words.ts';
import { crop, lay, middle, mirror } from './geometry.ts';
import { cutOut, flatten, looks, type Look } from './looks.ts';

/** What to make of given pictures; the same order makes the same picture. */
export interface ReworkOrder {
  /** At least one; the first is the one that changes, the others are laid on it as cards. */
  readonly images: readonly Pixels[];
  /** Of any size; where it is transparent the picture may change, elsewhere it stays byte for byte. */
  readonly mask?: Pixels | undefined;
  /** Drawn over the first picture. */
  readonly markup?: Pixels | undefined;
  /** Empty for variations. */
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly background: 'auto' | 'transparent' | 'opaque';
  readonly index: number;
}

const free: readonly Look[] = [looks.duotone, looks.turned, looks.hour, looks.print];
/** These follow the palette, and so the colour words of a prompt. */
const obedient: readonly Look[] = [looks.duotone, looks.hour, looks.print];

/** The first picture in another light, related to what it was; its alpha is kept. */
export async function rework({
  images,
  mask,
  markup,
  prompt,
  width,
  height,
  ...how
}: ReworkOrder): Promise<Pixels> {
  const [first, ...others] = images;
  if (first === undefined) throw new RangeError('no picture to rework');
  const random = new Random(hashText(prompt) + Math.imul(how.index + 1, 0x632be5ab));
  const palette = choosePalette(wordsOf(prompt), random.fork());
  // A mask says where: then nothing may move.
  const still = mask !== undefined || prompt !== '';
  const before = await fit(first, width, height, still ? 1 : 1 + 0.14 * (how.index % 3));
  const after = copy(before);
  if (!still && how.index % 2 === 1) mirror(after);
  if (markup !== undefined) lay(after, await fit(markup, width, height), 0, 0, 0.85);
  const choice = prompt === '' ? free : obedient;
  const look = choice[(hashText(prompt) + how.index) % choice.length] ?? looks.duotone;
  look(after, palette, random);
  for (const [at, other] of others.entries()) lay(after, ...(await card(other, width, height, at)));
  if (how.background === 'transparent' && mask === undefined) cutOut(after);
  if (how.background === 'opaque') flatten(after, palette.paper);
  const unit = unitOf(width, height);
  const stage = { width, height, unit, palette, random, detail: 1 };
  lay(
    after,
    render(width, height, lettering(stage, prompt === '' ? 'variation' : prompt, 0.86), { grain: 0 }),
    0,
    0,
  );
  return mask === undefined ? after : within(await fit(mask, width, height), before, after);
}

async function fit(image: Pixels, width: number, height: number, zoom = 1): Promise<Pixels> {
  if (image.width === width && image.height === height && zoom === 1) return image;
  return resizeTo(crop(image, middle(image, width, height, zoom)), width, height);
}

function copy(image: Pixels): Pixels {
  return { ...image, data: Uint8ClampedArray.from(image.data) };
}

/** Another picture as a small square in the upper right, one below the other. */
async function card(
  image: Pixels,
  width: number,
  height: number,
  at: number,
): Promise<readonly [card: Pixels, x: number, y: number]> {
  const edge = Math.max(8, Math.round(Math.min(width, height) * 0.2));
  const gap = Math.round(edge * 0.14);
  const down = Math.max(1, Math.floor((height - gap) / (edge + gap)));
  const [column, row] = [Math.floor(at / down), at % down];
  return [await fit(image, edge, edge), width - (column + 1) * (edge + gap), gap + row * (edge + gap)];
}

/** `after` where the mask is transparent, `before` elsewhere, and between them as much as the mask says. */
function within(mask: Pixels, before: Pixels, after: Pixels): Pixels {
  for (let at = 0; at < after.data.length; at += 4) {
    const keep = (mask.data[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 4; channel++)
      after.data[channel] = (before.data[channel] ?? 0) * keep + (after.data[channel] ?? 0) * (1 - keep);
  }
  return after;
}
