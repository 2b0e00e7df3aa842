import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Replacement } from '../images/run.ts';
import type { Memory, ReplacedSet } from '../platform/memory.ts';
import { replace as texts } from '../platform/messages/vary.ts';
import { replaceFiles } from '../platform/projectFiles.ts';
import { confirm, showMessage } from '../platform/show.ts';
import { isUntouched, putBack } from '../studio/replace.ts';
import type { OldFiles } from '../studio/writeSet.ts';
import type { Archive } from './services.ts';

/** What undoing sets needs. */
interface Undoing {
  readonly archive: Pick<Archive, 'asideFolder' | 'keepAside'>;
  readonly memory: Pick<Memory, 'replacedSets'>;
}

/** Keeps old files in the library, beside the runs, and remembers what a set takes the place of. */
export function oldFilesOf({ archive, memory }: Undoing): OldFiles {
  const { replacedSets } = memory;
  const setOf = (files: readonly Replacement[]): ReplacedSet => ({ folder: archive.asideFolder, files });
  return {
    keep: (bytes, name) => archive.keepAside(bytes, /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? 'bin'),
    record: async files => replacedSets.set([...replacedSets.get(), setOf(files)]),
    forget: files => forget(memory, setOf(files)),
  };
}

async function forget({ replacedSets }: Undoing['memory'], set: ReplacedSet): Promise<void> {
  await replacedSets.set(replacedSets.get().filter(one => !isSame(one, set)));
  await Promise.allSettled(set.files.map(({ file }) => rm(join(set.folder, file), { force: true })));
}

/** The newest set of this workspace that can be undone. */
export function newestSet({ archive, memory }: Undoing): ReplacedSet | undefined {
  return memory.replacedSets.get().findLast(({ folder }) => folder === archive.asideFolder);
}

/** Puts all the old files of a set back. */
export async function undoSet({ memory }: Undoing, set: ReplacedSet): Promise<void> {
  if (!memory.replacedSets.get().some(one => isSame(one, set)))
    return void showMessage('info', texts.nothing());
  const log = { folderOf: () => set.folder };
  const of = set.files.map(replacement => ({ runId: '', tileId: '', replacement }));
  const untouched = await Promise.all(of.map(one => isUntouched(log, replaceFiles, one)));
  const changed = set.files.filter((_, index) => !untouched[index]).map(({ label }) => label);
  if (changed.length > 0) {
    const question = texts.changedQuestion(changed.join(', '));
    if (!(await confirm(question, texts.changedDetail(), texts.putBack()))) return;
  }
  for (const replacement of set.files) await putBack(set.folder, replaceFiles, replacement);
  await forget(memory, set);
  void showMessage('info', texts.restored(set.files.map(({ label }) => label).join(', ')));
}

function isSame(one: ReplacedSet, other: ReplacedSet): boolean {
  return one.folder === other.folder && one.files[0]?.file === other.files[0]?.file;
}
