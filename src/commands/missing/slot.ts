import { capabilitiesOf, nearestSize } from '../../images/models.ts';
import type { ImageType } from '../../images/picture.ts';
import type { ImageParameters } from '../../images/request.ts';
import { without, type Slot as RunSlot } from '../../images/run.ts';
import { nearestLegalSize, type FreeSizeRules, type Size } from '../../images/size.ts';
import type { ImageExtension } from '../../project/references/filePath.ts';
import type { SlotSize, SlotType } from '../services.ts';

/** A picture's place in the code: what goes there. */
export interface Slot {
  readonly size: SlotSize;
  readonly type: SlotType;
}

/** The place as a run keeps it, so that the sheet shows what fits there; nothing where the code leaves an edge open. */
export function slotOfRun(
  { size: { width, height }, type }: Slot,
  { path, label }: Pick<RunSlot, 'path' | 'label'>,
): { readonly slot?: RunSlot } {
  const fits = width !== undefined && height !== undefined && isDrawn(type);
  return fits ? { slot: { width, height, path, label } } : {};
}

/** Who is asked, as far as it decides what can be asked for. */
export interface Asked {
  readonly offline: boolean;
  readonly lacksFormats: readonly ImageType[];
}

/** What servers that nobody knows usually make, by the practice of diffusion models. */
const usual: FreeSizeRules = {
  step: 64,
  maxRatio: 3,
  maxEdge: 1536,
  minPixels: 512 * 512,
  maxPixels: 1536 * 1024,
};

/** The type that a file's extension promises; undefined for what nobody here can make. */
export function slotTypeOf(extension: ImageExtension): SlotType | undefined {
  if (extension === 'avif') return undefined;
  return extension === 'jpg' ? 'jpeg' : extension;
}

/** Whether a placeholder can be drawn in that type. */
export function isDrawn(type: SlotType): type is 'png' | 'jpeg' | 'webp' {
  return type === 'png' || type === 'jpeg' || type === 'webp';
}

/** What is asked for so that the answer fits its place best: the nearest size that is made, and the type where it is made. */
export function parametersFor(slot: Slot, parameters: ImageParameters, asked: Asked): ImageParameters {
  const size = sizeFor(slot.size, parameters.model, asked);
  return withFormat(slot.type, size === undefined ? parameters : { ...parameters, size }, asked);
}

/** The same for the type alone; what would contradict it is left out. */
export function withFormat(
  type: SlotType,
  parameters: ImageParameters,
  { lacksFormats, offline }: Asked,
): ImageParameters {
  const format = type === 'ico' ? 'png' : type;
  const { formats } = capabilitiesOf(parameters.model);
  // A server nobody knows is asked for what only it can make, and else left to what it does.
  const isMade = formats?.includes(format) ?? (offline || format === 'gif' || format === 'svg');
  const plain = without(without(parameters, 'outputFormat'), 'outputCompression');
  const kept = format === 'jpeg' && plain.background === 'transparent' ? without(plain, 'background') : plain;
  if (!isMade || lacksFormats.includes(format)) return kept;
  const compression = format === 'jpeg' || format === 'webp' ? parameters.outputCompression : undefined;
  return {
    ...kept,
    outputFormat: format,
    ...(compression === undefined ? {} : { outputCompression: compression }),
  };
}

function sizeFor(
  { width, height }: SlotSize,
  model: string | undefined,
  { offline }: Asked,
): string | undefined {
  // Of one edge alone no shape follows: what the user set is asked for, and scaled.
  if (width === undefined || height === undefined) return undefined;
  const isKnown = offline || capabilitiesOf(model).sizes.kind !== 'any';
  return isKnown
    ? nearestSize(width, height, model)
    : nearestLegalSize({ width, height }, { kind: 'free', rules: usual });
}

/** The size a placeholder is drawn in, px: what the code leaves open is filled in at 3 to 2. */
export function placeholderSize({ width, height }: SlotSize): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  if (width !== undefined) return { width, height: Math.max(1, Math.round((width * 2) / 3)) };
  if (height !== undefined) return { width: Math.round((height * 3) / 2), height };
  return { width: 960, height: 640 };
}

/** `640 × 360`, or what of it the code says; empty when it says nothing. */
export function sizeText({ width, height }: SlotSize): string {
  if (width === undefined && height === undefined) return '';
  return `${width ?? '…'} × ${height ?? '…'}`;
}
