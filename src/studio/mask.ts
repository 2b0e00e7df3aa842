import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { marksSomething, movedMask, scaledMask, type Mask } from '../images/mask.ts';
import { extensionOf, isDrawable } from '../images/picture.ts';
import type { Upload } from '../images/request.ts';
import type { SentMask, Source } from '../images/run.ts';
import type { Transform } from '../images/transform.ts';
import type { MaskPixels, RunStore } from './ports.ts';
import { withLocked } from './reduce.ts';

/** What locking needs. */
export interface Locking {
  readonly store: RunStore;
  readonly pixels: MaskPixels;
}

/** Name of the mask in a run's folder, and for the server. */
const maskFile = 'mask.png';

/** A mask that marks something; undefined for one that says nothing. */
export function marked(mask: Mask): Mask | undefined {
  return marksSomething(mask) ? mask : undefined;
}

/**
 * Makes the mask of an edit in the run's folder, of the exact size of the first picture as that is sent.
 * @returns undefined where the first picture was not prepared @throws ImageError `disk`
 */
export async function prepareMask(
  drawn: Mask,
  [first]: readonly Source[],
  folder: string,
  pixels: MaskPixels,
): Promise<SentMask | undefined> {
  if (!first?.transform) return undefined;
  const { sent } = first.transform;
  const png = await pixels.maskPng(sent.width, sent.height, maskAsSent(drawn, first.transform));
  await keep(join(folder, maskFile), png);
  return { file: maskFile, bytes: png.length, drawn };
}

/** A mask in px of the source, as it lies on what is sent of that. */
function maskAsSent(drawn: Mask, { crop, frame }: Transform): Mask {
  const [x, y] = [frame.width / crop.width, frame.height / crop.height];
  return movedMask(scaledMask(drawn, x, y), frame.x - crop.x * x, frame.y - crop.y * y);
}

/** The mask as it is sent. */
export function maskUpload({ file, bytes }: SentMask, folder: string): Upload {
  return { path: join(folder, file), fileName: maskFile, type: 'png', bytes };
}

/**
 * Puts the source's pixels back outside the mask of a picture that came; the server's own stays beside it. Nothing
 * happens in a run without a mask, or where the pixels cannot be read. @throws ImageError `disk`
 */
export async function lockTile({ store, pixels }: Locking, runId: string, tileId: string): Promise<void> {
  const run = store.get(runId);
  const tile = run?.tiles.find(({ id }) => id === tileId);
  const [source] = run?.sources ?? [];
  if (!run?.mask || !source?.transform || !tile?.picture || !isDrawable(tile.picture)) return;
  const folder = store.folderOf(runId);
  const { transform } = source;
  const { drawn: mask } = run.mask;
  const paths = { source: join(folder, source.file), answer: join(folder, tile.picture.file) };
  // A JPEG would change all it was to keep.
  const type = source.type === 'webp' ? 'webp' : 'png';
  const made = await ifReadable(pixels.lockOutside({ ...paths, mask, transform, type }));
  if (!made) return;
  const { bytes, facts, changedShare, colours } = made;
  const file = `${tile.stem ?? tile.id}-locked.${extensionOf[facts.type]}`;
  await keep(join(folder, file), bytes);
  const picture = { ...facts, file, bytes: bytes.length };
  store.change(runId, before => withLocked(before, tileId, { picture, changedShare }, colours));
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
