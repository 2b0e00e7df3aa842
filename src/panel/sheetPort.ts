import type { PriceRange } from '../images/cost.ts';
import type { ErrorRecord, Remedy } from '../images/errors.ts';
import type { DamagedEntry, Run } from '../images/run.ts';
import type { Disposable } from '../protocol/channel.ts';
import type { MarkMessage, PictureAction, RunAction, TileRef } from '../protocol/messages.ts';
import type { SheetStrings } from '../protocol/strings.ts';
import type { ComposerPort } from './composerPort.ts';
import type { ViewerPort } from './viewerPort.ts';

/** What changed in the library or in a run under way. */
export type RunChange =
  { readonly run: Run } | { readonly removed: string } | { readonly damaged: DamagedEntry };

/** The library as the sheet sees it. */
export interface LibraryPort {
  /** All runs, newest first, in parts; the first is small and comes soon, empty when there are none. */
  pages(): AsyncIterable<{ readonly runs: readonly Run[]; readonly more: boolean }>;
  onDidChange(listener: (change: RunChange) => void): Disposable;
  /** Absolute path of the folder that holds the run's pictures, below `root`. */
  folderOf(runId: string): string;
  /** Absolute path of the library; the webview may read below it and nowhere else. */
  readonly root: string;
  /** Absolute path of a picture's small copy; undefined while there is none. */
  thumbnailOf(runId: string, file: string): string | undefined;
  /** Makes small copies soon, where there are none; a change of the run tells when one is there. */
  requestThumbnails(of: readonly TileRef[]): void;
  /** Entries that cannot be read, once the runs have been. */
  damaged(): readonly DamagedEntry[];
  /** Bytes on disk, and the limit the user set; 0: none. Reads all runs first when nobody has yet. */
  usage(): Promise<{ readonly bytes: number; readonly limitBytes: number }>;
}

/** What the sheet's buttons do, by their messages. */
export type SheetActions = {
  readonly [Action in PictureAction]: (
    runId: string,
    tileId: string,
    /** The server's own picture is meant, not the one that was made of it. */
    original?: boolean,
  ) => Promise<void>;
} & {
  readonly [Action in RunAction]: (runId: string) => Promise<void>;
} & {
  saveMany(of: readonly TileRef[]): Promise<void>;
  mark(of: readonly TileRef[], mark: MarkMessage['mark']): Promise<void>;
  /** Asks first. */
  delete(of: readonly TileRef[]): Promise<void>;
  /** Asks first; also for entries that cannot be read. */
  deleteRun(runId: string): Promise<void>;
  libraryLimit(): Promise<void>;
  /** A way out of an error for the pictures that share it; `retry` is the only way anything is sent twice. */
  remedy(runId: string, tileIds: readonly string[], remedy: Remedy): Promise<void>;
  /** The clipboard did not take a picture; `reason` is the browser's, for the log. */
  copyFailed(reason: string): void;
};

/**
 * All the contact sheet needs of the rest of the house. Actions resolve when they are over, also when the
 * user backed out, and keep their button busy until then; a rejection's sentence is announced in the sheet,
 * so failures that were already shown to the user must not reject. Ids come from the webview: an unknown
 * one is not a reason to fail.
 */
export interface SheetPort extends LibraryPort {
  /** What the buttons do, loaded when one is first pressed. */
  actions(): Promise<SheetActions>;
  readonly composer: ComposerPort;
  readonly viewer: ViewerPort;
  /** All texts of the webview, localised. */
  strings(): SheetStrings;
  /** Sentence for an error, localised plain text. */
  sentence(error: ErrorRecord): string;
  /** An estimate for people, localised; `sends`: pictures go along, which cost more. */
  price(estimate: PriceRange, sends: boolean): string;
  /** Sentence for an entry that cannot be read. */
  damagedSentence(entry: DamagedEntry): string;
}
