import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { droppedReference } from '../../../src/commands/drop.ts';
import type { Run } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';
import { tileDropProvider } from '../../../src/panel/dropProvider.ts';
import { Projects } from '../../../src/platform/projectPort.ts';
import { tileMime } from '../../../src/protocol/names.ts';
import { tileDragText } from '../../../src/protocol/tileDrag.ts';

const picture = { type: 'png', width: 256, height: 256, alpha: true, file: '1-0.png', bytes: 3 } as const;
const run: Run = {
  id: '20260101T000000-00000002',
  kind: 'generate',
  state: 'done',
  startedAt: 1,
  prompt: 'a logo',
  sources: [],
  provider: { id: 'offline', label: 'Offline', offline: true },
  parameters: {},
  tiles: [{ id: '1', state: 'done', picture }],
};

function inWorkspace(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

function dataOf(text: string): vscode.DataTransfer {
  const data = new vscode.DataTransfer();
  data.set(tileMime, new vscode.DataTransferItem(text));
  return data;
}

const dragged = (runId = run.id): vscode.DataTransfer => dataOf(tileDragText({ runId, tileId: '1' }));

describe('a picture of the sheet that is dropped', () => {
  const projects = new Projects();
  let folder = '';
  let library: Library;
  let documentUri: vscode.Uri;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-drop-'));
    library = new Library({
      root: folder,
      probeFile: async () => picture,
      onDamaged: (_, error) => assert.fail(String(error)),
    });
    const own = await library.prepare(run.id, 1);
    await copyFile(inWorkspace('images/logo.png').fsPath, join(own, picture.file));
    await library.start(run);
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await rm(folder, { recursive: true });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(inWorkspace('dropped').fsPath, { recursive: true, force: true });
  });
  after(() => projects.dispose());

  async function show(path: string, text: string): Promise<[vscode.TextEditor, vscode.Position]> {
    documentUri = inWorkspace(path);
    await vscode.workspace.fs.writeFile(documentUri, Buffer.from(text.replace('|', '')));
    const document = await vscode.workspace.openTextDocument(documentUri);
    return [await vscode.window.showTextDocument(document), document.positionAt(text.indexOf('|'))];
  }

  const services = () => ({
    archive: library,
    projects,
    lastActiveFile: () => documentUri,
    measure: async () => ({ width: 256, height: 256 }),
  });

  /** What VS Code does with what the provider gives: all of it as one edit. */
  async function drop(editor: vscode.TextEditor, at: vscode.Position): Promise<void> {
    const dropped = await droppedReference(
      services(),
      editor.document,
      at,
      dragged(),
      new AbortController().signal,
    );
    assert.ok(dropped);
    const whole = new vscode.WorkspaceEdit();
    whole.set(editor.document.uri, [vscode.SnippetTextEdit.insert(at, dropped.snippet), ...dropped.besides]);
    assert.equal(await vscode.workspace.applyEdit(whole), true);
  }

  it('is saved and becomes a reference in the language of the document', async () => {
    const [editor, at] = await show('dropped/page.md', '# A\n\n|\n');
    await drop(editor, at);
    const [saved] = library.get(run.id)?.tiles[0]?.saved ?? [];
    assert.ok(saved);
    assert.equal(editor.document.getText(), `# A\n\n![a logo](../${saved.label})\n`);
    await rm(vscode.Uri.parse(saved.uri).fsPath);
  });

  it('takes the place of the path it is dropped on, on both sides of the cursor', async () => {
    await library.markSaved(run.id, '1', { uri: inWorkspace('images/logo.png').toString(), label: 'x' });
    const [editor, at] = await show('dropped/page.html', '<img src="../old/na|me.png" alt="kept">\n');
    await drop(editor, at);
    assert.equal(editor.document.getText(), '<img src="../images/logo.png" alt="kept">\n');
  });

  it('brings its import along', async () => {
    await library.markSaved(run.id, '1', { uri: inWorkspace('images/logo.png').toString(), label: 'x' });
    const uri = inWorkspace('dropped/package.json');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('{"dependencies":{"vite":"1"}}'));
    const own = new Projects();
    const [editor, at] = await show('dropped/a.ts', "import b from './b';\nconst c = |;\n");
    const provider = tileDropProvider((...of) => droppedReference({ ...services(), projects: own }, ...of));
    const { token } = new vscode.CancellationTokenSource();
    const edit = await provider.provideDocumentDropEdits(editor.document, at, dragged(), token);
    own.dispose();
    assert.ok(edit && !Array.isArray(edit));
    assert.equal(edit.title, 'Insert Reference');
    assert.ok(edit.additionalEdit);
    assert.equal(await vscode.workspace.applyEdit(edit.additionalEdit), true);
    assert.equal(
      editor.document.getText(),
      "import b from './b';\nimport logo from '../images/logo.png';\nconst c = ;\n",
    );
  });

  it('is nothing where it is nothing of the sheet', async () => {
    const [editor, at] = await show('dropped/page.md', '|');
    const dropped = (data: vscode.DataTransfer): Promise<unknown> =>
      droppedReference(services(), editor.document, at, data, new AbortController().signal);
    assert.equal(await dropped(dataOf('not JSON')), undefined);
    assert.equal(await dropped(new vscode.DataTransfer()), undefined);
    assert.equal(await dropped(dragged('20260101T000000-99999999')), undefined);
    assert.equal(library.get(run.id)?.tiles[0]?.saved, undefined, 'and nothing is saved');
  });
});
