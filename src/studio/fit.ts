import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cropFor } from '../images/crop.ts';
import { ImageError } from '../images/errors.ts';
import { extensionOf, isDrawable, uprightSize, type ImageType, type Picture } from '../images/picture.ts';
import type { Run, Slot, Source, Tile } from '../images/run.ts';
import type { Size } from '../images/size.ts';
import type { Rect } from '../images/transform.ts';
import type { DerivedPicture, Pixels, RunStore } from './ports.ts';
import { withFitted } from './reduce.ts';

/** What fitting needs. */
export interface Fitting {
  readonly store: RunStore;
  readonly pixels: Pixels;
}

/**
 * Puts a picture that fits beside the one that came: of exactly the slot's size where the run is for a place, else as
 * its source was. Nothing happens where it fits as it is, or where its pixels cannot be read.
 * @param rect the part to show of a picture for a slot, px of the upright picture; absent: the middle
 * @throws ImageError `disk`
 */
export async function fitTile(
  { store, pixels }: Fitting,
  runId: string,
  tileId: string,
  rect?: Rect,
): Promise<void> {
  const run = store.get(runId);
  const tile = run?.tiles.find(({ id }) => id === tileId);
  // With a mask it has its source's size already: what is locked stands for it.
  if (!run || run.mask || !tile?.picture || !isDrawable(tile.picture)) return;
  const folder = store.folderOf(runId);
  const made = await ifReadable(make(run, tile, tile.picture, folder, pixels, rect));
  if (!made) return;
  const fitted = await keep(made.derived, folder, `${tile.stem ?? tile.id}-fitted`);
  const { rect: shown, derived } = made;
  const { flattened, colours } = derived;
  store.change(runId, before => withFitted(before, tileId, { fitted, rect: shown, flattened, colours }));
  const old = tile.fitted?.file;
  if (old !== undefined && old !== fitted.file) await rm(join(folder, old), { force: true });
}

/** Whether something is to be made of a tile's picture: so that it fits, or with what a mask protects put back. */
export function isToFit(run: Run, tileId: string): boolean {
  const tile = run.tiles.find(({ id }) => id === tileId);
  if (!tile?.picture || !isDrawable(tile.picture)) return false;
  return run.mask !== undefined || run.slot !== undefined || sourceOfTile(run, tile)?.transform !== undefined;
}

/** The source that a tile's picture takes the place of: its own of several, or the only one. */
export function sourceOfTile(
  { kind, sources }: Pick<Run, 'kind' | 'sources'>,
  { source }: Pick<Tile, 'source'>,
): Source | undefined {
  if (kind === 'generate') return undefined;
  if (source !== undefined) return sources[source];
  return sources.length === 1 ? sources[0] : undefined;
}

/** Size of a source as it is seen, px. */
export function sizeOfSource({ transform, width, height }: Source): Size {
  return transform?.source ?? { width, height };
}

interface Made {
  readonly derived: DerivedPicture;
  readonly rect?: Rect;
}

async function make(
  run: Run,
  tile: Tile,
  picture: Picture,
  folder: string,
  pixels: Pixels,
  rect: Rect | undefined,
): Promise<Made | undefined> {
  const file = join(folder, picture.file);
  const { slot } = run;
  if (slot) {
    const size = uprightSize(picture);
    const part = rect ?? cropFor(size, slot);
    const type = typeOfSlot(slot, picture.type);
    if (isSame(picture, { ...slot, type }) && rect === undefined) return undefined;
    const { width, height } = slot;
    return { derived: await pixels.cropTo(file, part, { width, height, type }), rect: part };
  }
  const source = sourceOfTile(run, tile);
  if (!source?.transform) return undefined;
  const { type, alpha = picture.alpha, transform } = source;
  if (isSame(picture, { ...transform.source, type, alpha }) && isWhole(transform)) return undefined;
  return { derived: await pixels.dropIn(file, { type, alpha }, transform, join(folder, source.file)) };
}

function isSame(
  picture: Picture,
  wanted: Size & { readonly type: ImageType; readonly alpha?: boolean },
): boolean {
  const { width, height } = uprightSize(picture);
  const { alpha = picture.alpha } = wanted;
  return (
    picture.type === wanted.type &&
    width === wanted.width &&
    height === wanted.height &&
    alpha === picture.alpha &&
    picture.orientation === undefined
  );
}

/** Whether all of the source was sent, and nothing was put round it. */
function isWhole({ source, crop, frame, sent }: NonNullable<Source['transform']>): boolean {
  return (
    crop.width === source.width &&
    crop.height === source.height &&
    frame.width === sent.width &&
    frame.height === sent.height
  );
}

function typeOfSlot({ path }: Slot, own: ImageType): 'png' | 'jpeg' | 'webp' {
  const extension = /\.(png|jpe?g|webp)$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return own === 'jpeg' || own === 'webp' ? own : 'png';
  return extension === 'png' || extension === 'webp' ? extension : 'jpeg';
}

/** Whole or not at all; a name of its own each time, since pages keep what they have seen under a name. */
async function keep({ bytes, facts }: DerivedPicture, folder: string, stem: string): Promise<Picture> {
  const name = `${stem}.${extensionOf[facts.type]}`;
  const taken = await stat(join(folder, name)).catch(() => undefined);
  const file = taken ? `${stem}-${Date.now().toString(36)}.${extensionOf[facts.type]}` : name;
  const part = join(folder, `${file}.part`);
  try {
    await writeFile(part, bytes, { flush: true });
    await rename(part, join(folder, file));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
  return { ...facts, file, bytes: bytes.length };
}

/** Undefined for what cannot be unpacked: the picture that came is there all the same. */
async function ifReadable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ImageError && error.kind === 'invalid') return undefined;
    throw error;
  }
}
