import type { Remedy } from '../images/errors.ts';
import type { Run, Tile } from '../images/run.ts';
import type { SheetStrings } from './strings.ts';

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
export interface TileView extends Omit<Tile, 'error'> {
  readonly failure?: FailureView;
}

/** A run as the webview gets it. */
export interface RunView extends Omit<Run, 'tiles'> {
  readonly tiles: readonly TileView[];
  /** Webview uri of the folder that holds its pictures, without a slash at the end. */
  readonly base: string;
}

/** All there is: the answer to `ready`. */
export interface StateMessage {
  readonly type: 'state';
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly strings: SheetStrings;
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
  StateMessage | UnavailableMessage | RunChangedMessage | RunRemovedMessage | AnnounceMessage;

/** The page is loaded, or loaded again after it was hidden: it has nothing yet. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** Ask for a new picture. */
export interface GenerateMessage {
  readonly type: 'generate';
}

/** What the user can do with a picture that is there. */
export type PictureAction = 'save' | 'saveAs' | 'open' | 'openSaved' | 'variations' | 'edit';

/** Do it with this picture; `openSaved` opens the file it was last saved to. */
export interface PictureActionMessage {
  readonly type: PictureAction;
  readonly runId: string;
  readonly tileId: string;
}

/** Stop a run. */
export interface CancelMessage {
  readonly type: 'cancel';
  readonly runId: string;
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

/** What the webview says. All but `ready` and `copyFailed` are requests: their buttons wait for the answer. */
export type WebviewMessage =
  ReadyMessage | GenerateMessage | PictureActionMessage | CancelMessage | RemedyMessage | CopyFailedMessage;
