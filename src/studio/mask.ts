import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { marksSomething, scaledMask, type Mask } from '../images/mask.ts';
import { capabilitiesOf, nearestSize } from '../images/models.ts';
import { extensionOf, isDrawable } from '../images/picture.ts';
import type { Upload } from '../images/request.ts';
import type { SentMask, Source } from '../images/run.ts';
import { uploadOf, type Order } from './plan.ts';
import type { ApiTraits, MaskPixels, RunStore } from './ports.ts';
import { withLocked } from './reduce.ts';

/** Name of the mask in a run's folder, and for the server. */
const maskFile = 'mask.png';

/**
 * Makes the mask of an edit in the run's folder, of the exact size of the first picture as that is sent: a PNG, since
 * OpenAI wants both in one format.
 * @returns undefined where nothing is marked @throws ImageError `invalid` for a picture that cannot be read, `disk`
 */
export async function prepareMask(
  drawn: Mask | undefined,
  [first]: readonly Source[],
  model: string | undefined,
  folder: string,
  pixels: MaskPixels,
): Promise<SentMask | undefined> {
  if (!drawn || !first || !marksSomething(drawn)) return undefined;
  const { bytes, type, transform } = await pixels.prepare(join(folder, first.file), {
    kind: 'whole',
    types: ['png'],
    maxEdge: Infinity,
    maxPixels: Infinity,
    maxBytes: capabilitiesOf(model).maxReferenceBytes,
  });
  const image = bytes && { file: `sent-1.${extensionOf[type]}`, type, bytes: bytes.length };
  const { source, sent } = transform;
  const onSent = scaledMask(drawn, sent.width / source.width, sent.height / source.height);
  const png = await pixels.maskPng(sent.width, sent.height, onSent);
  await keep(join(folder, maskFile), png);
  if (image) await keep(join(folder, image.file), bytes);
  return { file: maskFile, bytes: png.length, drawn, transform, ...(image ? { image } : {}) };
}

/** The pictures of an edit as they are sent: the first as its mask needs it. */
export function editUploads({ sources, folder, mask }: Order): readonly Upload[] {
  return sources.map((source, index) =>
    uploadOf(index === 0 && mask?.image ? { ...source, ...mask.image } : source, folder),
  );
}

/** The mask as it is sent. */
export function maskUpload({ file, bytes }: SentMask, folder: string): Upload {
  return { path: join(folder, file), fileName: maskFile, type: 'png', bytes };
}

/** A model whose rules say which sizes the offline provider is asked for: it makes any. */
const offlineSizes = 'gpt-image-2';

/**
 * An edit with a mask asks for the size nearest to its picture's shape, unless one was chosen. A model nobody knows is
 * asked for none, since nobody knows which it makes.
 */
export function withMaskSize(order: Order, { label, defaults }: ApiTraits): Order {
  const { mask, parameters } = order;
  const { model, size } = { ...defaults, ...parameters };
  const known = capabilitiesOf(model).sizes.kind !== 'any';
  if (!mask || size !== undefined || (!known && !label.offline)) return order;
  const { width, height } = mask.transform.sent;
  const nearest = nearestSize(width, height, known ? model : offlineSizes);
  return { ...order, parameters: { ...parameters, size: nearest } };
}

/**
 * Puts the source's pixels back outside the mask of a picture that came; the server's own stays beside it. Nothing
 * happens in a run without a mask, or where the pixels cannot be read. @throws ImageError `disk`
 */
export async function lockTile(
  store: RunStore,
  pixels: MaskPixels,
  runId: string,
  tileId: string,
): Promise<void> {
  const run = store.get(runId);
  const tile = run?.tiles.find(({ id }) => id === tileId);
  const [source] = run?.sources ?? [];
  if (!run?.mask || !source || !tile?.picture || !isDrawable(tile.picture)) return;
  const folder = store.folderOf(runId);
  const { drawn: mask, transform } = run.mask;
  const paths = { source: join(folder, source.file), answer: join(folder, tile.picture.file) };
  // A JPEG would change all it was to keep.
  const type = source.type === 'webp' ? 'webp' : 'png';
  const made = await ifReadable(pixels.lockOutside({ ...paths, mask, transform, type }));
  if (!made) return;
  const { bytes, facts, changedShare } = made;
  const file = `${tile.stem ?? tile.id}-locked.${extensionOf[facts.type]}`;
  await keep(join(folder, file), bytes);
  const picture = { ...facts, file, bytes: bytes.length };
  store.change(runId, before => withLocked(before, tileId, { picture, changedShare }));
}

async function ifReadable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ImageError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

async function keep(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(`${path}.part`, bytes, { flush: true });
    await rename(`${path}.part`, path);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
}
