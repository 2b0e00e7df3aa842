import * as vscode from 'vscode';
import { picturesOf, type MissingPicture } from '../../project/references/missing.ts';
import type { Wanting } from './documents.ts';
import type { MadePicture } from './madeBefore.ts';
import { type Slot } from './slot.ts';
import { slotTypeOf } from './slotType.ts';

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
  /** A picture of the library that was made for it: it only has to be put there. */
  readonly made?: MadePicture;
}

/** What can be done about all that is wanting, one offer a picture. */
export function offersOf(root: vscode.Uri, wanting: readonly Wanting[]): readonly Offer[] {
  const placeholders = new Set(wanting.filter(({ placeholder }) => placeholder).map(({ path }) => path));
  return picturesOf(wanting).flatMap(picture => {
    const offer = offerOf(root, picture, placeholders.has(picture.path));
    return offer ? [offer] : [];
  });
}

/** Undefined for types that nobody here can make. */
function offerOf(root: vscode.Uri, picture: MissingPicture, placeholder: boolean): Offer | undefined {
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
