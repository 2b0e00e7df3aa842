import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DerivedSet, DerivePlan, LeftOut } from '../images/derive.ts';
import type { ReplacedSet } from '../platform/memory.ts';
import { derive as texts, replace as replaceTexts } from '../platform/messages/vary.ts';
import { lookupIn, setFolder, sourceFiles } from '../platform/projectFiles.ts';
import { saveSettings } from '../platform/settings.ts';
import { plain, showMessage, withProgress } from '../platform/show.ts';
import { codeFor } from '../project/deriveCode.ts';
import { chooseFolder } from '../project/folders.ts';
import { safeName } from '../project/names.ts';
import { writeSet } from '../studio/writeSet.ts';
import type { SourceReference } from '../studio/sources.ts';
import { parseArguments } from './arguments.ts';
import { askPlan } from './derivePlan.ts';
import { guarded } from './remedies.ts';
import { folderUri, refuseOutside } from './saveTo.ts';
import type { Services } from './services.ts';
import { sourcesOf } from './sources.ts';
import { placeFor } from './takenNames.ts';
import { oldFilesOf, undoSet } from './undoSet.ts';
import { workspaceFolderFor } from './workspaceFolder.ts';

/** Sizes, formats and icons of a picture of the workspace; gives the uris of what was saved. */
export function deriveSet(
  services: Services,
  args: readonly unknown[],
): Promise<readonly string[] | undefined> {
  return guarded(services, async () => {
    const [source, ...others] = (await sourcesOf(services, parseArguments(args))) ?? [];
    if (source && others.length > 0)
      void showMessage('info', texts.onlyFirst(source.label, others.length + 1));
    return source && make(services, source);
  });
}

/** The same of a picture of the contact sheet. */
export async function deriveFrom(services: Services, source: SourceReference): Promise<void> {
  await make(services, source);
}

async function make(services: Services, source: SourceReference): Promise<readonly string[] | undefined> {
  const name = source.label.split(/[\\/]/).at(-1) ?? source.label;
  const master = join(await services.scratch.folder(), 'master');
  await sourceFiles.copy(source.uri, master);
  const size = await services.measure(vscode.Uri.file(master));
  const asked = await askPlan(name, safeName(name.replace(/\.[^.]*$/, '')), size?.width ?? 1);
  if (!asked) return undefined;
  const folder = await folderOf(services, source);
  const set = folder && (await derive(services, master, name, asked));
  if (!folder || !set) return undefined;
  if (set.files.length === 0) {
    void showMessage('info', [texts.nothing(), ...leftOutTexts(set)].join(' '));
    return [];
  }
  const named = await placeFor(folder, set.files, name);
  if (!named) return undefined;
  const oldFiles = named.overwrite ? oldFilesOf(services) : undefined;
  const files = await writeSet(setFolder(folder), named.files, oldFiles);
  const replaced = files.length > 0 ? { folder: services.archive.asideFolder, files } : undefined;
  say(services, folder, { ...set, files: named.files }, asked.stem, replaced);
  return named.files.map(file => vscode.Uri.joinPath(folder, file.name).toString());
}

function derive(
  services: Services,
  master: string,
  name: string,
  plan: DerivePlan,
): Thenable<DerivedSet | undefined> {
  return withProgress(texts.working(name), async (_report, signal) => {
    const set = await services.pixels.deriveSet(master, plan);
    return signal.aborted ? undefined : set;
  });
}

/** Beside the picture where that is in the workspace, else by the save rules. */
async function folderOf(services: Services, source: SourceReference): Promise<vscode.Uri | undefined> {
  const uri = vscode.Uri.parse(source.uri, true);
  if (vscode.workspace.getWorkspaceFolder(uri)) return vscode.Uri.joinPath(uri, '..');
  const folder = await workspaceFolderFor(services);
  if (!folder) return undefined;
  const choice = await chooseFolder(saveSettings(folder.uri).folder, lookupIn(folder.uri));
  const chosen = folderUri(folder.uri, choice);
  refuseOutside(chosen);
  await vscode.workspace.fs.createDirectory(chosen);
  return chosen;
}

/** One message for all; the code is pasted, or looked at first. */
function say(
  services: Services,
  folder: vscode.Uri,
  set: DerivedSet,
  alt: string,
  replaced: ReplacedSet | undefined,
): void {
  const code = codeFor(set.files, alt.replaceAll('-', ' '));
  const where = vscode.workspace.asRelativePath(folder);
  const text = [texts.saved(set.files.length, where), ...leftOutTexts(set)].join(' ');
  void showMessage('info', plain(text), [
    ...(replaced
      ? [{ label: replaceTexts.undo(), run: () => guarded(services, () => undoSet(services, replaced)) }]
      : []),
    { label: texts.copyCode(), run: () => vscode.env.clipboard.writeText(code) },
    { label: texts.showCode(), run: () => showCode(code) },
  ]);
}

async function showCode(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'html', content: `${content}\n` });
  await vscode.window.showTextDocument(document);
}

function leftOutTexts({ leftOut }: DerivedSet): readonly string[] {
  const names = (why: LeftOut['why']): string =>
    leftOut.flatMap(one => (one.why === why ? leftOutName(one) : [])).join(', ');
  const [larger, small] = [names('notSmaller'), names('masterTooSmall')];
  const untagged = names('noProfile');
  return [
    ...(larger === '' ? [] : [texts.notSmaller(larger)]),
    ...(small === '' ? [] : [texts.masterTooSmall(small)]),
    ...(untagged === '' ? [] : [texts.noProfile(untagged)]),
  ];
}

function leftOutName({ name, edges }: LeftOut): string {
  return edges ? texts.iconEdges(name, edges.join(', ')) : name;
}
