import { uprightSize, type Picture } from '../images/picture.ts';
import { madePicture } from '../images/run.ts';
import { parseSize } from '../images/size.ts';
import type { RunView, TileView } from '../protocol/messages.ts';
import type { ShownRun } from './filter.ts';

/** Width and height in pixels, or any numbers of that ratio. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** How many of a run's pictures are there. */
export function progressOf(run: RunView): { readonly ready: number; readonly total: number } {
  return { ready: run.tiles.filter(tile => tile.state === 'done').length, total: run.tiles.length };
}

/** Size as it is seen: EXIF orientations 5 to 8 lie on their side. Undefined for an SVG without a size. */
export function seenSize(picture: Picture): Box | undefined {
  if (!picture.width || !picture.height) return undefined;
  return uprightSize(picture);
}

/**
 * The shape of all frames of a run: as asked, else as the first picture came, else as the source is, else square. One
 * shape for all keeps the pictures of a row aligned. `unshaped`: whatever came since, as it was before any picture.
 */
export function frameBox(run: RunView, unshaped = false): Box {
  // What fits has exactly the size of its place, known before any picture is there.
  const place = run.slot ?? run.sources[0]?.transform?.source;
  if (place && placeIsShown(run)) return place;
  const [source] = run.sources;
  const known = parseSize(run.parameters.size) ?? (unshaped ? undefined : shapeThatCame(run));
  return known ?? (source && source.width && source.height ? source : { width: 1, height: 1 });
}

function shapeThatCame({ echo, tiles }: RunView): Box | undefined {
  const echoed = parseSize(echo?.size);
  if (echoed) return echoed;
  for (const tile of tiles) {
    const picture = tile.picture ?? tile.partial;
    const size = picture && seenSize(picture);
    if (size) return size;
  }
  return undefined;
}

/** Whether the pictures of a run are brought to the size of one place. */
function placeIsShown({ kind, sources, slot, masked }: RunView): boolean {
  return slot !== undefined || masked === true || kind === 'variations' || sources.length === 1;
}

/** Webview uri of the small copy of one of a tile's pictures; undefined while there is none, and for a preview. */
export function smallOf(tile: TileView, picture: Picture): string | undefined {
  if (picture === madePicture(tile)) return tile.madeThumbnail;
  return picture === tile.picture ? tile.thumbnail : undefined;
}

/** Uri of a picture of this run, or of its copy of a source. */
export function pictureUri(run: RunView, picture: { readonly file: string }): string {
  return `${run.base}/${encodeURIComponent(picture.file)}`;
}

/** The tile that speaks for a run that left no picture behind for one reason, said once instead of per tile. */
export function sharedEnd(run: RunView): TileView | undefined {
  const [first, ...others] = run.tiles;
  if (!first || run.state === 'running' || !endedEmpty(first)) return undefined;
  return others.every(tile => endedEmpty(tile) && sameEnd(first, tile)) ? first : undefined;
}

function endedEmpty(tile: TileView): boolean {
  const ended = tile.state === 'failed' || tile.state === 'cancelled' || tile.state === 'interrupted';
  return ended && !tile.picture && !tile.partial;
}

function sameEnd(one: TileView, other: TileView): boolean {
  return (
    one.state === other.state &&
    one.failure?.sentence === other.failure?.sentence &&
    one.failure?.mayBeBilled === other.failure?.mayBeBilled &&
    one.failure?.serverMessage === other.failure?.serverMessage
  );
}

/** Columns of pictures by their number and the page's width in px, as the style sheet lays them out. */
function columnsOf(count: number, width: number): number {
  if (count === 1 || width < 340) return 1;
  if (count === 6 && width >= 1320) return 6;
  if ([5, 9, 10].includes(count) && width >= 1100) return 5;
  if ([4, 7, 8, 10].includes(count) && width >= 880) return 4;
  if ([3, 5, 6, 9].includes(count) && width >= 660) return 3;
  return 2;
}

/** About how high a run's row will be on a page of that width, px: so that scroll bars do not jump. */
export function guessHeight({ run, tiles }: ShownRun, width: number): number {
  if (sharedEnd(run)) return 190;
  const { width: w, height: h } = frameBox(run);
  const count = Math.max(1, tiles.length);
  const columns = columnsOf(Math.min(count, 10), width);
  const tile = Math.min((width - 40 - 12 * (columns - 1)) / columns, 400, (w / h) * 512);
  const rows = Math.ceil(count / columns);
  return Math.round(80 + rows * ((tile * h) / w + 34) + (rows - 1) * 16);
}
