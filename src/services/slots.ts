import { readFile } from 'node:fs/promises';
import { sizeText } from '../commands/missing/slot.ts';
import { canBecome } from '../commands/missing/slotType.ts';
import type { SlotSize, SlotType } from '../commands/services.ts';
import { ImageError, type Problem } from '../images/errors.ts';
import { uprightSize } from '../images/picture.ts';
import { faviconEdges } from '../images/derive.ts';
import { isPlaceable, placeLimits, type Size } from '../images/size.ts';
import { middleOf, scaledTo, whole } from '../raster/fit/geometry.ts';
import { RasterError } from '../raster/pixels.ts';
import { probeFile } from '../raster/probeFile.ts';
import type { Raster } from '../raster/raster.ts';

/**
 * The bytes of a picture as the code wants it: the middle of it in the shape and size that are asked for, in that
 * type. A picture that is so already keeps its own bytes.
 * @throws ImageError `badPicture` for what cannot be read, `invalid` for what cannot be made of it
 */
export async function fitToSlot(
  raster: () => Promise<Pick<Raster, 'cropTo' | 'deriveSet'>>,
  path: string,
  size: SlotSize,
  type: SlotType,
): Promise<Uint8Array> {
  const { facts, looksLike } = await probeFile(path);
  if (!facts) throw new ImageError({ kind: 'badPicture', detail: looksLike });
  const own = uprightSize(facts);
  const wanted = wantedSize(own, size);
  if (facts.type === type && wanted.width === own.width && wanted.height === own.height)
    return readFile(path);
  if (!canBecome(facts.type, type)) {
    const args = { from: facts.type.toUpperCase(), value: type.toUpperCase() };
    throw refusal({ code: 'slot.unwritable', field: 'place', args });
  }
  if (type === 'gif' || type === 'svg') return readFile(path);
  if (!isPlaceable(wanted) && !isPart(wanted, own))
    throw refusal({ code: 'slot.tooLarge', field: 'place', args: { size: sizeText(wanted) } });
  try {
    return await written(await raster(), path, own, wanted, type);
  } catch (cause) {
    if (!(cause instanceof RasterError)) throw cause;
    throw new ImageError({ kind: 'badPicture', detail: cause.message }, { cause });
  }
}

function refusal(problem: Problem): ImageError {
  return new ImageError({ kind: 'invalid', problems: [problem] });
}

async function written(
  raster: Pick<Raster, 'cropTo' | 'deriveSet'>,
  path: string,
  own: Size,
  wanted: Size,
  type: 'png' | 'jpeg' | 'webp' | 'ico',
): Promise<Uint8Array> {
  if (type === 'ico') {
    const edge = Math.min(wanted.width, wanted.height);
    const edges = faviconEdges.filter(one => one <= Math.max(edge, 48));
    const { files } = await raster.deriveSet(path, { stem: 'icon', favicon: edges });
    const icon = files.find(({ role }) => role === 'favicon');
    if (!icon) throw new RasterError('failed', 'the picture is smaller than an icon');
    return icon.bytes;
  }
  const rect = middleOf(whole(own), wanted);
  return (await raster.cropTo(path, rect, { ...wanted, type })).bytes;
}

/** What the code leaves open follows from the picture, as far as the limits let it. */
function wantedSize(own: Size, { width, height }: SlotSize): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  if (width !== undefined) return limited({ width, height: atLeastOne((own.height * width) / own.width) });
  if (height !== undefined) return limited({ width: atLeastOne((own.width * height) / own.height), height });
  return own;
}

/** What is not enlarged is no work to speak of. */
function isPart(wanted: Size, own: Size): boolean {
  return wanted.width <= own.width && wanted.height <= own.height;
}

function limited(size: Size): Size {
  return isPlaceable(size) ? size : scaledTo(size, placeLimits.edge, placeLimits.pixels);
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length));
}
