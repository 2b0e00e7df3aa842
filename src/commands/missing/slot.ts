import type { Problem } from '../../images/errors.ts';
import { capabilitiesOf, modelMaking, nearestSize } from '../../images/models.ts';
import type { ImageType } from '../../images/picture.ts';
import type { ImageParameters } from '../../images/request.ts';
import { without, type NamedPlace, type Slot as RunSlot } from '../../images/run.ts';
import { isPlaceable, nearestLegalSize, type FreeSizeRules, type Size } from '../../images/size.ts';
import type { Connection, SlotSize, SlotType } from '../services.ts';
import { isDrawn, isWritten } from './slotType.ts';

/** A picture's place in the code: what goes there. */
export interface Slot {
  readonly size: SlotSize;
  readonly type: SlotType;
}

/** The place as a run keeps it, and what the sheet shows as fitting there, unless the code leaves an edge open. */
export function placeOfRun(
  { size: { width, height }, type }: Slot,
  { root, path, label }: Pick<NamedPlace, 'root' | 'path' | 'label'>,
): { readonly place: NamedPlace; readonly slot?: RunSlot } {
  const place = {
    root,
    path,
    label,
    type,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
  const fits = width !== undefined && height !== undefined && isWritten(type);
  return fits ? { place, slot: { width, height, path, label } } : { place };
}

/** Who is asked, as far as it decides what can be asked for. */
export interface Asked {
  readonly offline: boolean;
  readonly lacksFormats: readonly ImageType[];
}

/** The same of a connection. */
export function askedOf({ provider, api }: Pick<Connection, 'provider' | 'api'>): Asked {
  return { offline: provider === 'offline', lacksFormats: api.lacksFormats };
}

/** What servers that nobody knows usually make, by the practice of diffusion models. */
const usual: FreeSizeRules = {
  step: 64,
  maxRatio: 3,
  maxEdge: 1536,
  minPixels: 512 * 512,
  maxPixels: 1536 * 1024,
};

/**
 * Whether what a model answers with can be put into a place of that type: nobody here can make a drawing or an
 * animation of a picture. A model nobody knows is believed to make what it is asked for.
 */
export function canBeMade(
  type: SlotType,
  model: string | undefined,
  { offline, lacksFormats }: Asked,
): boolean {
  if (type !== 'gif' && type !== 'svg') return true;
  if (offline || lacksFormats.includes(type)) return false;
  return capabilitiesOf(model).formats?.includes(type) ?? true;
}

/** Why nothing is to be paid for a place: what came could not be put there. */
export function slotProblem(slot: Slot, model: string | undefined, asked: Asked): Problem | undefined {
  const { type } = slot;
  if (type === 'ico' || canBeMade(type, model, asked)) return sizeProblem(slot);
  const args = { value: type.toUpperCase(), model: model ?? '' };
  if (asked.offline || asked.lacksFormats.includes(type))
    return { code: 'slot.provider', field: 'provider', args };
  return { code: 'slot.model', field: 'model', args: { ...args, other: modelMaking(type) ?? '' } };
}

/** Why no placeholder can be drawn for a place. */
export function drawProblem(slot: Slot): Problem | undefined {
  if (isDrawn(slot.type)) return sizeProblem(slot);
  return { code: 'slot.notDrawn', field: 'place', args: { value: slot.type.toUpperCase() } };
}

function sizeProblem({ size }: Slot): Problem | undefined {
  const pixels = placeholderSize(size);
  if (isPlaceable(pixels)) return undefined;
  return { code: 'slot.tooLarge', field: 'place', args: { size: sizeText(pixels) } };
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
