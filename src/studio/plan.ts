import { join } from 'node:path';
import { capabilitiesOf, nearestSize } from '../images/models.ts';
import { extensionOf } from '../images/picture.ts';
import type { ImageParameters, ImageRequest, Upload } from '../images/request.ts';
import type { RunKind, SentMask, Slot, Source, Tile } from '../images/run.ts';
import type { Size } from '../images/size.ts';
import type { ApiTraits } from './ports.ts';

/** One gesture of the user, ready to be carried out. */
export interface Order {
  readonly kind: RunKind;
  /** The user's words; empty for plain variations. */
  readonly prompt: string;
  /** Without `n` and streaming, which the plan decides. */
  readonly parameters: ImageParameters;
  /** Pictures wanted: of the whole run, or of each source for variations. */
  readonly count: number;
  /** Of variations: what each of the `count` pictures of a source is to be, in words; empty for the same again. */
  readonly directions?: readonly string[];
  /** The place the pictures are for, where that has a size. */
  readonly slot?: Slot;
  readonly sources: readonly Source[];
  /** Of an edit: where the first source may change. */
  readonly mask?: SentMask;
  /** Folder that holds the sources' copies. */
  readonly folder: string;
}

/** One request and the tiles it fills, by the order of its pictures. */
export interface Job {
  readonly request: ImageRequest;
  readonly tiles: readonly string[];
  /** What to do instead when the route does not exist there. */
  readonly otherwise?: () => readonly Job[];
}

/** Tiles and jobs of a run before it starts. */
export interface Plan {
  readonly tiles: readonly Tile[];
  readonly jobs: readonly Job[];
}

/** Pictures of one request, at most, also where a server might make more (api-contract, generations). */
export const perRequest = 10;

/** Family whose sizes the offline provider is asked for: free ones, and none too small to be looked at. */
const offlineSizes = 'gpt-image-2';

/** Whether partial pictures are asked for, which means one request a picture. */
function wantsStream({ parameters }: Order): boolean {
  const { partialImages = 0, outputFormat, model } = parameters;
  const streamable = outputFormat !== 'gif' && outputFormat !== 'svg';
  return partialImages > 0 && streamable && capabilitiesOf(model).stream !== false;
}

/**
 * Jobs for a route that takes a prompt: one streamed request a picture, or as few requests as the model allows.
 */
export function planPrompted(
  order: Order,
  api: ApiTraits,
  tiles: readonly string[],
  request: (parameters: ImageParameters) => ImageRequest,
): readonly Job[] {
  const { partialImages, ...rest } = { ...api.defaults, ...order.parameters };
  if (wantsStream(order)) {
    const parameters = { ...rest, stream: true, ...(partialImages ? { partialImages } : {}) };
    return tiles.map(tile => ({ tiles: [tile], request: request(parameters) }));
  }
  const { maxCount } = capabilitiesOf(rest.model);
  const most = rest.outputFormat === 'svg' ? 1 : Math.min(maxCount, perRequest);
  return chunks(tiles, most).map(chunk => ({
    tiles: chunk,
    request: request(withCount(rest, chunk.length)),
  }));
}

/** `n` goes out only when it says something. */
export function withCount(parameters: ImageParameters, count: number): ImageParameters {
  return count > 1 ? { ...parameters, n: count } : parameters;
}

/**
 * The order with the legal size that is nearest to its slot or source, where the user set none. A model nobody knows is
 * asked for none, since nobody knows which it makes; the offline one makes any.
 */
export function withSize(order: Order, source: Source | undefined, { label }: ApiTraits): Order {
  const { parameters, slot } = order;
  const wanted: Size | undefined = slot ?? source?.transform?.sent ?? source?.prepared;
  if (parameters.size !== undefined || !wanted) return order;
  const known = capabilitiesOf(parameters.model).sizes.kind !== 'any';
  if (!known && !label.offline) return order;
  const size = nearestSize(wanted.width, wanted.height, known ? parameters.model : offlineSizes);
  return { ...order, parameters: { ...parameters, size } };
}

/**
 * The order with a see-through background where its only source has one and the user said nothing of it. What nobody
 * knows to make one is not asked: not a model nobody knows, nor a format without alpha.
 */
export function withBackground(order: Order, { label }: ApiTraits): Order {
  const { parameters, sources } = order;
  const [source, ...others] = sources;
  const { background, outputFormat = 'png', model } = parameters;
  if (background !== undefined || !source?.seeThrough || others.length > 0) return order;
  const knows = capabilitiesOf(model).backgrounds?.includes('transparent') ?? label.offline;
  if (!knows || (outputFormat !== 'png' && outputFormat !== 'webp')) return order;
  return { ...order, parameters: { ...parameters, background: 'transparent' } };
}

/** Consecutive parts of at most `size` items. */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** A source as the wire sends it, prepared where that was needed: under the name people know, with the extension of its bytes. */
export function uploadOf(source: Source, folder: string): Upload {
  const name =
    source.label
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? 'image';
  const { file, type, bytes } = source.prepared ?? source;
  return { path: join(folder, file), fileName: `${name}.${extensionOf[type]}`, type, bytes };
}
