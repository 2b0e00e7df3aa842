import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { capabilitiesOf } from '../images/models.ts';
import { extensionOf } from '../images/picture.ts';
import type { PreparedFile, Source } from '../images/run.ts';
import { legacyUploadBytes } from '../images/validate.ts';
import type { PrepareWant, SquareFit, WholeWant } from '../images/transform.ts';
import type { Order } from './plan.ts';
import type { ApiTraits, Pixels } from './ports.ts';
import { usesLegacyRoute } from './vary.ts';

/** Longest edge worth sending where pictures of at most 1024 px come back, px. */
const squareEdge = 2048;

/** How sources are made square where nobody said it. */
export const usualSquare: SquareFit = { fit: 'pad', fill: 'transparent' };

/** What decides how a source has to look: the parts of an order that are known before it is sent. */
export type Routing = Pick<Order, 'kind' | 'prompt' | 'parameters' | 'directions'>;

/** How the sources of an order have to look for the routes they take; one of a run's pictures at most differs. */
export function wantFor(
  { kind, prompt, parameters, directions = [''] }: Routing,
  api: ApiTraits,
  square: SquareFit,
): PrepareWant {
  const model = capabilitiesOf(parameters.model);
  const byOwnRoute =
    kind === 'variations' && directions.some(direction => usesLegacyRoute(`${prompt}${direction}`, api));
  if (byOwnRoute || model.squareReferences)
    return { kind: 'square', ...square, maxEdge: squareEdge, maxBytes: legacyUploadBytes };
  const anything: WholeWant = {
    kind: 'whole',
    types: model.referenceTypes ?? ['png', 'jpeg', 'webp'],
    maxEdge: Infinity,
    maxPixels: Infinity,
    maxBytes: model.maxReferenceBytes,
  };
  return anything;
}

/** The first picture of an edit with a mask goes as a PNG, since OpenAI wants both in one format. */
function withMask(want: PrepareWant): PrepareWant {
  return want.kind === 'whole' ? { ...want, types: ['png'] } : want;
}

/** The order with its sources as they would be prepared, as far as their facts tell: nothing is read. */
export function foreseen(order: Order, api: ApiTraits, square: SquareFit = usualSquare): Order {
  const want = wantFor(order, api, square);
  const sources = order.sources.map((source, index) => {
    const own = order.mask && index === 0 ? withMask(want) : want;
    // What nobody can unpack is refused as it is.
    const stays = source.transform || source.type === 'gif' || source.type === 'svg';
    return stays ? source : { ...source, prepared: foreseenFile(source, own) };
  });
  return { ...order, sources };
}

function foreseenFile({ file, type, bytes, width, height }: Source, want: PrepareWant): PreparedFile {
  const small = Math.min(bytes, want.maxBytes - 1);
  if (want.kind === 'whole') {
    const sent = want.types.includes(type) ? type : (want.types[0] ?? 'png');
    return { file, type: sent, bytes: small, width, height };
  }
  const edge = want.fit === 'pad' ? Math.max(width, height) : Math.min(width, height);
  const side = Math.min(edge, want.maxEdge);
  return { file, type: 'png', bytes: small, width: side, height: side };
}

/**
 * Makes sources ready to be sent; what is sent is kept in the run's folder beside the copies of the sources.
 * @param masked a mask goes along with the first
 * @throws ImageError `invalid` with `source.unreadable` for what the codecs cannot do
 */
export function prepareSources(
  sources: readonly Source[],
  want: PrepareWant,
  folder: string,
  pixels: Pixels,
  masked = false,
): Promise<readonly Source[]> {
  return Promise.all(
    sources.map(async (source, index): Promise<Source> => {
      const { bytes, type, transform, notes, seeThrough } = await named(
        source.label,
        pixels.prepare(join(folder, source.file), masked && index === 0 ? withMask(want) : want),
      );
      const known = { ...source, transform, notes, ...(seeThrough ? { seeThrough } : {}) };
      if (bytes === undefined) return known;
      const file = `sent-${index + 1}.${extensionOf[type]}`;
      await writeFile(join(folder, file), bytes, { flush: true });
      return { ...known, prepared: { file, type, bytes: bytes.length, ...transform.sent } };
    }),
  );
}

/** Says which file it is that pixels could not be read of. */
async function named<T>(label: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ImageError) || error.kind !== 'invalid') throw error;
    const problems =
      error.record.problems?.map(one => ({ ...one, args: { ...one.args, file: label } })) ?? [];
    throw new ImageError({ ...error.record, problems }, { cause: error });
  }
}
