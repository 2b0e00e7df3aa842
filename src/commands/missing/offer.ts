import * as vscode from 'vscode';
import type { MissingPicture } from '../../project/references/missing.ts';
import { slotTypeOf, type Slot } from './slot.ts';

/** A picture that can be put where the code names one. */
export interface Offer extends Slot {
  /** The workspace folder. */
  readonly root: vscode.Uri;
  /** Below it, with `/`. */
  readonly path: string;
  /** For people: with the folder's name where there are several. */
  readonly label: string;
  /** Drafted, to be edited. */
  readonly prompt: string;
  /** Whether a placeholder is there, whose place it takes. */
  readonly placeholder: boolean;
}

/** What can be done about a picture that is wanting; undefined for types that nobody here can make. */
export function offerOf(root: vscode.Uri, picture: MissingPicture, placeholder: boolean): Offer | undefined {
  const type = slotTypeOf(picture.type);
  if (type === undefined) return undefined;
  const { path, prompt, size } = picture;
  const label = vscode.workspace.asRelativePath(
    vscode.Uri.joinPath(root, path),
    (vscode.workspace.workspaceFolders?.length ?? 0) > 1,
  );
  return {
    root,
    path,
    label,
    prompt,
    type,
    placeholder,
    size: { width: size?.width, height: size?.height },
  };
}
