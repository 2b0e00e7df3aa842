import { isDrawable, type Picture } from '../../images/picture.ts';
import { madePicture, shownPicture } from '../../images/run.ts';
import type { RunView, TileRef, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import type { ComparedFile } from '../../protocol/viewer.ts';
import { frameBox, pictureUri, seenSize, smallOf, type Box } from '../derive.ts';
import { shorten } from '../format.ts';
import { runTitle } from '../labels.ts';
import { shownRef } from '../refs.ts';
import type { ReadyState } from '../state.ts';
import { isSame, type Listed, type OpenViewer, type Other } from './state.ts';

/** A picture that can be looked at, of two the one that the sheet shows; a preview where the final is not there. */
export interface Shown {
  readonly of: TileRef;
  /** The same for the host: what is done by this name is done with exactly the bytes that are shown. */
  readonly ref: TileRef;
  readonly run: RunView;
  readonly tile: TileView;
  readonly picture: Picture;
  readonly uri: string;
  readonly size: Box;
}

/** The picture by its name, whatever the filter; undefined when there is nothing to show. */
export function shownOf(state: Pick<ReadyState, 'runs' | 'originals'>, of: TileRef): Shown | undefined {
  const run = state.runs.find(({ id }) => id === of.runId);
  const tile = run?.tiles.find(({ id }) => id === of.tileId);
  return run && tile && shown(state, run, tile);
}

function shown(state: Pick<ReadyState, 'originals'>, run: RunView, tile: TileView): Shown | undefined {
  const of = { runId: run.id, tileId: tile.id };
  const ref = shownRef(state, of);
  const picture = shownPicture(tile, ref.original) ?? tile.partial;
  if (!picture) return undefined;
  const size = seenSize(picture) ?? unsized(run);
  return { of, ref, run, tile, picture, uri: pictureUri(run, picture), size };
}

/** An SVG may have no size of its own: it gets the shape that was asked for. */
function unsized(run: RunView): Box {
  const { width, height } = frameBox(run);
  return { width: 1024, height: Math.round((1024 * height) / width) };
}

/** The pictures of the sheet in its order, as filtered: what previous and next go through. */
export function listed(state: ReadyState): readonly Shown[] {
  return state.listing.shown.flatMap(({ run, tiles }) =>
    tiles.flatMap(tile => {
      const one = shown(state, run, tile);
      return one && canBeSeen(state, one) ? [one] : [];
    }),
  );
}

/** Whether a picture has a file that may be decoded. */
function canBeSeen(state: ReadyState, { picture, uri }: Shown): boolean {
  return isDrawable(picture) && !state.missing.has(uri);
}

/** How to name a picture to the reducer. */
export function inList(list: readonly Shown[], { of, size }: Shown): Listed {
  return { of, size, at: list.findIndex(one => isSame(one.of, of)) };
}

/** The picture before (-1) or after (1); where the shown one has left the list, from where it was. */
export function neighbour(list: readonly Shown[], open: OpenViewer, by: 1 | -1): Shown | undefined {
  const at = list.findIndex(one => isSame(one.of, open.of));
  if (at >= 0) return list[at + by];
  const was = Math.max(0, open.at);
  return list[by > 0 ? was : was - 1];
}

/** Something a picture is compared with. */
export interface Counterpart extends Pick<ComparedFile, 'type' | 'bytes' | 'alpha'> {
  readonly other: Other;
  readonly uri: string;
  /** What is drawn where it is small. */
  readonly thumbnail: string;
  readonly label: string;
  /** What it is, in two words or a number, on its button. */
  readonly short: string;
  readonly size: Box;
}

/** All that is at hand to compare the open picture with: its source, its twin, its run's other
 * pictures, its neighbours, files. */
export function counterparts(state: ReadyState, open: OpenViewer): readonly Counterpart[] {
  const now = shownOf(state, open.of);
  if (!now) return [];
  const list = listed(state);
  const siblings = now.run.tiles.flatMap(tile => {
    const one = shown(state, now.run, tile);
    return one && canBeSeen(state, one) && !isSame(one.of, now.of) ? [one] : [];
  });
  const around = [neighbour(list, open, -1), neighbour(list, open, 1)].flatMap((one, index) =>
    one && one.run !== now.run && one.run.id !== now.run.id
      ? [ofTile(state, one, index === 0 ? 'viewer.neighbourBefore' : 'viewer.neighbourAfter')]
      : [],
  );
  const chosen = chosenTile(state, open);
  const near = [
    ...sourcesOf(state, now.run, now.tile),
    ...twinOf(state, now),
    ...siblings.map(one => sibling(state, one)),
    ...around,
  ];
  const known = chosen && near.some(({ other }) => isSameOther(other, chosen.other));
  return [...near, ...(chosen && !known ? [chosen] : []), ...open.files.map(ofFile)];
}

/** What the open picture is compared with; undefined while that is not there. */
export function counterpart(state: ReadyState, open: OpenViewer): Counterpart | undefined {
  const { other } = open;
  return other && counterparts(state, open).find(one => isSameOther(one.other, other));
}

/** What is natural to compare a picture with: what it came from, else the next candidate, else what is at hand. */
export function usualOther(state: ReadyState, open: OpenViewer): Other | undefined {
  const all = counterparts(state, open);
  const source = all.find(({ other }) => other.kind === 'source');
  const at = Number(open.of.tileId);
  const next = all.find(({ other }) => other.kind === 'tile' && Number(other.of.tileId) > at);
  return (source ?? next ?? all[0])?.other;
}

/** Whether two are the same choice. */
export function isSameOther(one: Other, other: Other): boolean {
  if (one.kind === 'tile') return other.kind === 'tile' && isSame(one.of, other.of);
  if (one.kind === 'source') return other.kind === 'source' && one.index === other.index;
  if (one.kind === 'twin') return other.kind === 'twin';
  return other.kind === 'file' && one.uri === other.uri;
}

function sourcesOf(state: ReadyState, run: RunView, tile: TileView): readonly Counterpart[] {
  return run.sources.flatMap((source, index) => {
    const uri = pictureUri(run, source);
    const isOwn = tile.source === undefined || tile.source === index;
    if (!isOwn || !isDrawable(source) || state.missing.has(uri)) return [];
    const { type, bytes, label } = source;
    const size = { width: source.width || 1024, height: source.height || 1024 };
    const other: Other = { kind: 'source', index };
    const long = fill(state.strings['viewer.source'], label);
    return [
      { other, uri, thumbnail: uri, label: long, short: nameOf(label), type, bytes, alpha: false, size },
    ];
  });
}

/** The other picture of a tile that has two: what came, beside what was made of it. */
function twinOf(
  { strings, missing }: ReadyState,
  { run, tile, picture: now }: Shown,
): readonly Counterpart[] {
  const made = madePicture(tile);
  const picture = now === made ? tile.picture : made;
  const uri = picture && pictureUri(run, picture);
  if (!tile.picture || !picture || !uri || !isDrawable(picture) || missing.has(uri)) return [];
  const names = twinNames[tile.locked ? 'locked' : 'fitted'][picture === made ? 'made' : 'own'];
  const { type, bytes, alpha } = picture;
  return [
    {
      other: { kind: 'twin' },
      uri,
      thumbnail: smallOf(tile, picture) ?? uri,
      label: strings[names.long],
      short: strings[names.short],
      type,
      bytes,
      alpha,
      size: seenSize(picture) ?? unsized(run),
    },
  ];
}

const twinNames = {
  locked: {
    made: { long: 'mask.locked', short: 'mask.locked' },
    own: { long: 'mask.raw', short: 'mask.raw' },
  },
  fitted: {
    made: { long: 'viewer.twinFits', short: 'fits' },
    own: { long: 'viewer.twinOriginal', short: 'original' },
  },
} as const;

function sibling(state: ReadyState, one: Shown): Counterpart {
  return ofTile(state, one, 'viewer.sibling');
}

function chosenTile(state: ReadyState, { other, of }: OpenViewer): Counterpart | undefined {
  if (other?.kind !== 'tile' || isSame(other.of, of)) return undefined;
  const one = shownOf(state, other.of);
  return one && ofTile(state, one, 'viewer.neighbourAfter');
}

type TileName = 'viewer.sibling' | 'viewer.neighbourBefore' | 'viewer.neighbourAfter';

function ofTile(state: ReadyState, one: Shown, name: TileName): Counterpart {
  const { strings } = state;
  const position = one.run.tiles.indexOf(one.tile) + 1;
  const words = shorten(runTitle(one.run, strings), 60);
  const isSibling = name === 'viewer.sibling';
  const { type, bytes, alpha } = one.picture;
  return {
    other: { kind: 'tile', of: one.of },
    uri: one.uri,
    thumbnail: smallOf(one.tile, one.picture) ?? one.uri,
    label: isSibling ? fill(strings[name], position) : fill(strings[name], words),
    short: isSibling ? String(position) : words,
    type,
    bytes,
    alpha,
    size: one.size,
  };
}

function ofFile(file: ComparedFile): Counterpart {
  const { uri, label, type, bytes, alpha } = file;
  const turned = (file.orientation ?? 1) >= 5;
  const [width, height] = turned ? [file.height, file.width] : [file.width, file.height];
  const size = { width: width || 1024, height: height || 1024 };
  return {
    other: { kind: 'file', uri },
    uri,
    thumbnail: uri,
    label,
    short: nameOf(label),
    type,
    bytes,
    alpha,
    size,
  };
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
