import { join } from 'node:path';
import { capabilitiesOf } from '../images/models.ts';
import { extensionOf } from '../images/picture.ts';
import type { ImageParameters, ImageRequest, Upload } from '../images/request.ts';
import type { RunKind, SentMask, Source, Tile } from '../images/run.ts';
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

/** Consecutive parts of at most `size` items. */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** A source's copy as the wire sends it: under the name people know, with the extension of its bytes. */
export function uploadOf(source: Source, folder: string): Upload {
  const name =
    source.label
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? 'image';
  return {
    path: join(folder, source.file),
    fileName: `${name}.${extensionOf[source.type]}`,
    type: source.type,
    bytes: source.bytes,
  };
}
