import type { Remedy } from '../images/errors.ts';
import type { Run, Tile } from '../images/run.ts';
import type { ComposerHostMessage, ComposerWebviewMessage } from './composer.ts';
import type { SheetStrings } from './strings.ts';
import type { ViewerWebviewMessage } from './viewer.ts';

/** One picture of one run. */
export interface TileRef {
  readonly runId: string;
  readonly tileId: string;
  /** The server's own picture is meant, where another one was made of it. */
  readonly original?: true;
}

/** An error as it is shown: a localised sentence of ours, and the server's own words as plain text. */
export interface FailureView {
  readonly sentence: string;
  readonly serverMessage?: string;
  readonly remedies: readonly Remedy[];
  /** The provider may bill it all the same. */
  readonly mayBeBilled?: true;
  /** Model that the remedy `useReplacement` offers. */
  readonly replacement?: string;
}

/** A picture of a run as the webview gets it: its error is a sentence already. */
export interface TileView extends Omit<Tile, 'error' | 'unfitted'> {
  readonly failure?: FailureView;
  /** Why nothing was made of the picture although it should have been: a sentence. */
  readonly unfitted?: string;
  /** Webview uri of a small copy of the picture; absent while there is none. */
  readonly thumbnail?: string;
  /** Webview uri of a small copy of what was made of the picture. */
  readonly madeThumbnail?: string;
  /** Its source is a file of the user's, which it may replace: not before the picture that fits is there. */
  readonly replaceable?: true;
  /** Its source lets something shine through. */
  readonly seeThroughSource?: true;
  /** Model that gives transparency, where the pixels say that this one did not; absent where none is known. */
  readonly retryModel?: string;
  /** What asking that model is estimated to cost, in words; absent where nobody knows. */
  readonly againPrice?: string;
}

/** A run as the webview gets it. */
export interface RunView extends Omit<Run, 'tiles' | 'mask'> {
  /** It was an edit with a mask. */
  readonly masked?: true;
  readonly tiles: readonly TileView[];
  /** Webview uri of the folder that holds its pictures, without a slash at the end. */
  readonly base: string;
  /** What asking for all of it again is estimated to cost, in words; absent where nobody knows. */
  readonly againPrice?: string;
}

/** An entry of the library that cannot be read. */
export interface DamagedView {
  readonly id: string;
  /** When it was made, epoch ms; 0 where nobody can tell. */
  readonly startedAt: number;
  readonly sentence: string;
}

/** The newest runs: the answer to `ready`. Older ones follow as `runs`. */
export interface StateMessage {
  readonly type: 'state';
  /** Newest first. */
  readonly runs: readonly RunView[];
  /** Whether older runs follow. */
  readonly more: boolean;
  readonly strings: SheetStrings;
}

/** Older runs, newest first; one that is known already stays as it is. */
export interface RunsMessage {
  readonly type: 'runs';
  readonly runs: readonly RunView[];
  readonly more: boolean;
}

/** The library as a whole: what it takes on disk, and what in it cannot be read. */
export interface LibraryMessage {
  readonly type: 'library';
  readonly bytes: number;
  /** 0: no limit. */
  readonly limitBytes: number;
  readonly damaged: readonly DamagedView[];
}

/** The library could not be read: shown in place of the runs. */
export interface UnavailableMessage {
  readonly type: 'unavailable';
  readonly text: string;
}

/** A run is new, or something about it is. */
export interface RunChangedMessage {
  readonly type: 'runChanged';
  readonly run: RunView;
}

/** A run is gone, and its pictures with it. */
export interface RunRemovedMessage {
  readonly type: 'runRemoved';
  readonly runId: string;
}

/** A sentence for the live region; nothing is shown. */
export interface AnnounceMessage {
  readonly type: 'announce';
  readonly text: string;
}

/** What the host says. */
export type HostMessage =
  | StateMessage
  | RunsMessage
  | LibraryMessage
  | UnavailableMessage
  | RunChangedMessage
  | RunRemovedMessage
  | AnnounceMessage
  | ComposerHostMessage;

/** The page is loaded, or loaded again after it was hidden: it has nothing yet. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** What the user can do with a picture that is there. */
export type PictureAction =
  | 'save'
  | 'saveAs'
  | 'saveBeside'
  | 'replace'
  | 'undoReplace'
  | 'open'
  | 'openSaved'
  | 'variations'
  | 'edit'
  | 'deriveSet'
  | 'insert'
  | 'reveal'
  | 'retryAlpha';

/**
 * Do it with this picture; `openSaved` opens the file it was last saved to, `retryAlpha` asks a model that can,
 * `replace` and `saveBeside` are about the file it was made from.
 */
export interface PictureActionMessage extends TileRef {
  readonly type: PictureAction;
}

/** What the user can do with a whole run: ask the same again, take its settings over, stop it. */
export type RunAction = 'cancel' | 'runAgain' | 'useSettings';

/** Do it with this run. */
export interface RunActionMessage {
  readonly type: RunAction;
  readonly runId: string;
}

/** Save several pictures by the rules, one after the other. */
export interface SaveManyMessage {
  readonly type: 'saveMany';
  readonly of: readonly TileRef[];
}

/** Say something about pictures that is kept: a verdict, or out of sight and back. */
export interface MarkMessage {
  readonly type: 'mark';
  readonly of: readonly TileRef[];
  readonly mark: { readonly verdict: 'kept' | 'rejected' | 'none' } | { readonly discarded: boolean };
}

/** Ask, then really delete the bytes of these pictures, or of a damaged entry. */
export type DeleteMessage =
  | { readonly type: 'delete'; readonly of: readonly TileRef[] }
  | { readonly type: 'deleteRun'; readonly runId: string };

/** These pictures are in sight and have no small copy yet. */
export interface ThumbnailsMessage {
  readonly type: 'thumbnails';
  readonly of: readonly TileRef[];
}

/** Open the setting of the library's limit. */
export interface LimitMessage {
  readonly type: 'libraryLimit';
}

/** A way out of an error, or of a picture that was stopped; `retry` is the only way anything is sent twice. */
export interface RemedyMessage {
  readonly type: 'remedy';
  readonly runId: string;
  /** Pictures of the run that it is for: several where they share one end. */
  readonly tileIds: readonly string[];
  readonly remedy: Remedy;
}

/** The clipboard did not take the picture; the host tells the user. */
export interface CopyFailedMessage {
  readonly type: 'copyFailed';
  readonly reason: string;
}

/** What the sheet's buttons say. */
export type SheetWebviewMessage =
  | PictureActionMessage
  | RunActionMessage
  | SaveManyMessage
  | MarkMessage
  | DeleteMessage
  | LimitMessage
  | RemedyMessage
  | CopyFailedMessage;

/** What the webview says. Buttons are requests and wait for the answer; `ready`, `thumbnails` and `copyFailed` are not. */
export type WebviewMessage =
  ReadyMessage | ThumbnailsMessage | SheetWebviewMessage | ComposerWebviewMessage | ViewerWebviewMessage;
