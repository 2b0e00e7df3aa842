import type * as vscode from 'vscode';
import type { DerivedFile } from '../images/derive.ts';
import { derive as texts } from '../platform/messages/vary.ts';
import { projectFolder } from '../platform/projectFiles.ts';
import { choose } from '../platform/show.ts';
import { freeNames } from '../project/setNames.ts';

/** A set by the names it is saved under. */
export interface Placed {
  readonly files: readonly DerivedFile[];
  readonly overwrite: boolean;
}

/**
 * Names for a set in a folder: its own where they are free, else what the user says. Undefined: nothing is saved.
 * @param master name of the picture it is made of, which is never written over: the next free names are taken
 */
export async function placeFor(
  uri: vscode.Uri,
  files: readonly DerivedFile[],
  master: string,
): Promise<Placed | undefined> {
  const folder = projectFolder(uri);
  const there = await Promise.all(files.map(({ name }) => folder.exists(name)));
  const taken = files.filter((_, index) => there[index]).map(({ name }) => name);
  if (taken.length === 0) return { files, overwrite: false };
  const keepBoth = async (): Promise<Placed> => ({
    files: await freeNames(files, name => folder.exists(name)),
    overwrite: false,
  });
  if (taken.includes(master)) return keepBoth();
  const answer = await choose(texts.takenQuestion(taken.join(', ')), texts.takenDetail(), [
    texts.keepBoth(),
    texts.replaceThem(),
  ]);
  if (answer === texts.replaceThem()) return { files, overwrite: true };
  return answer === texts.keepBoth() ? keepBoth() : undefined;
}
