import type { ErrorRecord } from './errors.ts';
import type { Mask } from './mask.ts';
import type { AlphaTruth, ImageType, Picture } from './picture.ts';
import type { ImageParameters } from './request.ts';
import type { AnswerEcho, Usage } from './result.ts';
import type { Colours, PrepareNote, Rect, Transform } from './transform.ts';

/** What the user asked for: one gesture, one run, one row of the contact sheet. */
export type RunKind = 'generate' | 'variations' | 'edit';

/** Where a run stands. `interrupted`: its window went away while it ran; it may have been billed. */
export type RunState = 'running' | 'done' | 'cancelled' | 'interrupted';

/** A picture of the user's project that a run started from. */
export interface Source {
  /** Uri of the file as a string. */
  readonly uri: string;
  /** Path for people: relative to the workspace folder where there is one. */
  readonly label: string;
  /** Copy kept in the run's folder, so that a retry sends the same bytes. */
  readonly file: string;
  readonly type: ImageType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** Whether its format carries alpha; absent in runs of before it was looked at. */
  readonly alpha?: boolean;
  /** The file that is sent instead of the copy, where a route does not take that as it is; in the run's folder. */
  readonly prepared?: PreparedFile;
  /** How what is sent lies in the source, so that an answer can be brought back into its place. */
  readonly transform?: Transform;
  /** It lets something shine through: what takes its place should too. */
  readonly seeThrough?: true;
  /** What happened to it on its way; empty or absent where it goes as it is. */
  readonly notes?: readonly PrepareNote[];
}

/** A source as it is sent, kept so that a retry sends the same bytes. */
export interface PreparedFile {
  /** File name inside the run's folder. */
  readonly file: string;
  readonly type: ImageType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The place in the project that a picture is made for. The request asks for the nearest size the model makes, and each
 * picture that comes gets a `fitted` one of exactly the slot's size beside it.
 */
export interface Slot {
  /** px. */
  readonly width: number;
  /** px. */
  readonly height: number;
  /** Path inside the workspace folder; its extension says the format. */
  readonly path: string;
  /** The same for people. */
  readonly label: string;
}

/** Where code names the picture that a run makes, so that it can be put there whenever it comes. */
export interface NamedPlace {
  /** Uri of the workspace folder as a string. */
  readonly root: string;
  /** Below it, with `/`. */
  readonly path: string;
  /** The same for people. */
  readonly label: string;
  /** By the extension of the path. */
  readonly type: ImageType | 'ico';
  /** px, as far as the code says. */
  readonly width?: number;
  /** px, as far as the code says. */
  readonly height?: number;
}

/** A file of the user's that a picture was put in place of; its old bytes are in the library. */
export interface Replacement {
  /** Uri of the file as a string. */
  readonly uri: string;
  /** Path for people. */
  readonly label: string;
  /** The old bytes: file name inside the run's folder. */
  readonly file: string;
  /** SHA-256 of what was written, hex: while the file has it, nobody has changed it since. */
  readonly hash: string;
  /** Epoch ms. */
  readonly at: number;
  /** The part of the picture that the old bytes show, where moving it replaced them: both come back together. */
  readonly crop?: Rect;
  /** The old bytes were put back. */
  readonly undone?: true;
}

/** Who answered, kept with the run so that it is true later too. */
export interface ProviderLabel {
  readonly id: string;
  /** For people, for example `OpenAI` or `localhost:8080`. */
  readonly label: string;
  /** Pictures of the offline provider are labelled placeholders wherever they show. */
  readonly offline: boolean;
  /** Host and port that were asked; absent offline, where the port is another one each time. */
  readonly host?: string;
}

/** Where one picture of a run stands. */
export type TileState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

/** What the user thinks of a picture; absent until said. */
export type Verdict = 'kept' | 'rejected';

/** One picture of a run, asked for, arriving or there. */
export interface Tile {
  /** Unique within its run: `1`, `2`, … */
  readonly id: string;
  readonly state: TileState;
  /** Index into the run's sources, where one of several is this tile's own. */
  readonly source?: number;
  /** What this one was asked to be, in words of its own: its caption, and part of its prompt. */
  readonly direction?: string;
  /** What the names of its files start with, from the moment it is asked for. */
  readonly stem?: string;
  /** The newest whole preview; kept when the final never came. */
  readonly partial?: Picture;
  /** The server's own bytes, never touched. */
  readonly picture?: Picture;
  /** After an edit with a mask: the picture with the source's pixels outside of it. */
  readonly locked?: LockedPicture;
  /** The picture brought to the size, format and alpha kind of its source, or of the run's slot. */
  readonly fitted?: Picture;
  /** What shone through in `picture` was laid on a colour in `fitted`. */
  readonly flattened?: true;
  /** Of `fitted` or `locked`; absent where its colours are what they were. */
  readonly colours?: Colours;
  /** `fitted` or `locked` is being made: until it is there nothing is put in place of anything. */
  readonly fitting?: true;
  /** Why there is no `fitted` or `locked` although there should be one. */
  readonly unfitted?: ErrorRecord;
  /** The part of `picture` that `fitted` shows, where that can be moved: px of the upright picture. */
  readonly fittedRect?: Rect;
  readonly revisedPrompt?: string;
  /** Of its own request, where it had one to itself. */
  readonly usage?: Usage;
  /** The request it was last asked for with has said what it used. */
  readonly counted?: true;
  readonly error?: ErrorRecord;
  /** A safe retry is being waited for: until when, epoch ms. */
  readonly retryAt?: number;
  /** Where it was saved, newest last: uris as strings with a path for people. */
  readonly saved?: readonly SavedPlace[];
  /** Files it was put in place of, oldest first. */
  readonly replaced?: readonly Replacement[];
  readonly verdict?: Verdict;
  /** Taken out of sight by the user; its bytes are still there. */
  readonly discarded?: true;
  /** Only where transparency was asked for, or its source has it, and the pixels have been looked at. */
  readonly alphaTruth?: AlphaTruth;
}

/** A picture whose pixels outside the mask are the source's. */
export interface LockedPicture {
  readonly picture: Picture;
  /** Share of the protected pixels that the server had changed, 0 to 1. */
  readonly changedShare: number;
}

/** The mask of a run, as drawn and as it was sent: a retry sends the same bytes. */
export interface SentMask {
  /** PNG inside the run's folder, of the size of the first picture as that is sent. */
  readonly file: string;
  readonly bytes: number;
  /** px of the upright first source. */
  readonly drawn: Mask;
}

/** A place in the user's project that a picture was saved to. */
export interface SavedPlace {
  /** Uri as a string. */
  readonly uri: string;
  /** Path for people. */
  readonly label: string;
}

/** One gesture of the user and all that came of it. Plain data: it is the library's file and the webview's row. */
export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: RunState;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** When a picture of it was last asked for again, epoch ms. */
  readonly resumedAt?: number;
  /** How long it worked in all, ms; retries are counted, the time between is not. */
  readonly tookMs?: number;
  /** The user's words; empty for plain variations. */
  readonly prompt: string;
  readonly sources: readonly Source[];
  /** Of an edit: where the first source may change. */
  readonly mask?: SentMask;
  readonly provider: ProviderLabel;
  /** As asked for, without `n` and streaming. */
  readonly parameters: ImageParameters;
  /** Pictures asked for: of the whole run, or of each source for variations. More may have come, and some may be gone. */
  readonly count?: number;
  /** Of variations: what each of them was to be, in words; empty for the same again. */
  readonly directions?: readonly string[];
  readonly echo?: AnswerEcho;
  readonly tiles: readonly Tile[];
  /** Sum over the run's requests that have said what they used; `counted` of the tiles tells which. */
  readonly usage?: Usage;
  /** Estimated price in USD before it ran, where a formula exists. */
  readonly estimateUsd?: { readonly low: number; readonly high: number };
  /** Folder uri the user asked to save into ("Generate Image Here…"). */
  readonly saveTo?: string;
  /** The place it is made for, where that has a size of its own. */
  readonly slot?: Slot;
  /** Where code names its picture; it is put there when it comes, where nothing else is by then. */
  readonly place?: NamedPlace;
}

/** Pictures that asking again for all of a run asks for: of the whole run, or of each source for variations. */
export function askedCount({ count, kind, sources, tiles }: Run): number {
  if (count !== undefined) return count;
  // What came beyond what was asked for has an id of two parts.
  const asked = tiles.filter(({ id }) => /^\d+$/.test(id)).length;
  const perSource = kind === 'variations' ? Math.max(1, sources.length) : 1;
  return Math.max(1, Math.ceil(asked / perSource));
}

/** What was made of a tile's picture: with the source's pixels outside a mask, or so that it fits its place. */
export function madePicture({ locked, fitted }: Pick<Tile, 'locked' | 'fitted'>): Picture | undefined {
  return locked?.picture ?? fitted;
}

/** The picture of a tile that is shown and acted on: what was made of it, unless the server's own is wanted. */
export function shownPicture(
  tile: Pick<Tile, 'picture' | 'locked' | 'fitted'>,
  original = false,
): Picture | undefined {
  return original ? tile.picture : (madePicture(tile) ?? tile.picture);
}

/** The tile with what is shown as its only picture, so that all that is done with it is done with that one. */
export function asShown(tile: Tile, original = false): Tile {
  const picture = shownPicture(tile, original);
  return picture ? { ...without(without(tile, 'fitted'), 'locked'), picture } : tile;
}

/** All pictures of a tile that are files: its own, its preview, and what was made of it. */
function picturesOf({ picture, partial, fitted, locked }: Tile): readonly Picture[] {
  return [picture, partial, fitted, locked?.picture].filter(one => one !== undefined);
}

/** Names of all files of a tile: its pictures, and the old bytes of files it took the place of. */
export function filesOf(tile: Tile): readonly string[] {
  return [...picturesOf(tile), ...(tile.replaced ?? [])].map(({ file }) => file);
}

/** Bytes of a tile's pictures. */
export function bytesOfTile(tile: Tile): number {
  return picturesOf(tile).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Whether the picture that is shown was written anew, so that the signature stays with the original. */
export function losesSignature({ picture, fitted }: Pick<Tile, 'picture' | 'fitted'>): boolean {
  return picture?.signed === true && fitted !== undefined && fitted.signed !== true;
}

/** An entry of the library that cannot be shown; it can be removed, and harms nothing else. */
export interface DamagedEntry {
  readonly id: string;
  /** Epoch ms, from the id, where it tells. */
  readonly startedAt?: number;
  /** `newer`: written by a later version of Easel than this one. */
  readonly reason: 'unreadable' | 'newer';
}

/** A copy without one optional field. */
export function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const copy = { ...value };
  delete copy[key];
  return copy;
}
