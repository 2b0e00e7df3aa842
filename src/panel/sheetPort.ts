import type { ErrorRecord, Remedy } from '../images/errors.ts';
import type { DamagedEntry, Run } from '../images/run.ts';
import type { Disposable } from '../protocol/channel.ts';
import type { SheetStrings } from '../protocol/strings.ts';

/** What changed in the library or in a run under way. */
export type RunChange =
  { readonly run: Run } | { readonly removed: string } | { readonly damaged: DamagedEntry };

/**
 * All the contact sheet needs of the rest of the house. Actions resolve when they are over, also when the
 * user backed out, and keep their button busy until then; a rejection's sentence is announced in the sheet,
 * so failures that were already shown to the user must not reject. Ids come from the webview: an unknown
 * one is not a reason to fail.
 */
export interface SheetPort {
  /** Newest first. */
  runs(): Promise<readonly Run[]>;
  onDidChange(listener: (change: RunChange) => void): Disposable;
  /** Absolute path of the folder that holds the run's pictures, below `root`. */
  folderOf(runId: string): string;
  /** Absolute path of the library; the webview may read below it and nowhere else. */
  readonly root: string;

  generate(): Promise<void>;
  save(runId: string, tileId: string): Promise<void>;
  saveAs(runId: string, tileId: string): Promise<void>;
  open(runId: string, tileId: string): Promise<void>;
  /** Opens the file the picture was last saved to. */
  openSaved(runId: string, tileId: string): Promise<void>;
  variations(runId: string, tileId: string): Promise<void>;
  edit(runId: string, tileId: string): Promise<void>;
  cancel(runId: string): Promise<void>;
  /** A way out of an error for the pictures that share it; `retry` is the only way anything is sent twice. */
  remedy(runId: string, tileIds: readonly string[], remedy: Remedy): Promise<void>;
  /** The clipboard did not take a picture; `reason` is the browser's, for the log. */
  copyFailed(reason: string): void;

  /** All texts of the webview, localised. */
  strings(): SheetStrings;
  /** Sentence for an error, localised plain text. */
  sentence(error: ErrorRecord): string;
}
