import type { ErrorRecord } from './errors.ts';
import type { Mask } from './mask.ts';
import type { AlphaTruth, ImageType, Picture } from './picture.ts';
import type { ImageParameters } from './request.ts';
import type { AnswerEcho, Usage } from './result.ts';
import type { Transform } from './transform.ts';

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
  /** What the names of its files start with, from the moment it is asked for. */
  readonly stem?: string;
  /** The newest whole preview; kept when the final never came. */
  readonly partial?: Picture;
  readonly picture?: Picture;
  /** After an edit with a mask: the picture with the source's pixels outside of it. */
  readonly locked?: LockedPicture;
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
  readonly verdict?: Verdict;
  /** Taken out of sight by the user; its bytes are still there. */
  readonly discarded?: true;
  /** Only where transparency was asked for and the pixels have been looked at. */
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
  /** The first source as it is sent, where that is not its copy; inside the run's folder. */
  readonly image?: Pick<Source, 'file' | 'type' | 'bytes'>;
  readonly transform: Transform;
}

/** The picture of a tile that is shown and acted on: the locked one, unless the server's own is wanted. */
export function shownPicture(
  { picture, locked }: Pick<Tile, 'picture' | 'locked'>,
  original = false,
): Picture | undefined {
  return original ? picture : (locked?.picture ?? picture);
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
  readonly echo?: AnswerEcho;
  readonly tiles: readonly Tile[];
  /** Sum over the run's requests that have said what they used; `counted` of the tiles tells which. */
  readonly usage?: Usage;
  /** Estimated price in USD before it ran, where a formula exists. */
  readonly estimateUsd?: { readonly low: number; readonly high: number };
  /** Folder uri the user asked to save into ("Generate Image Here…"). */
  readonly saveTo?: string;
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
