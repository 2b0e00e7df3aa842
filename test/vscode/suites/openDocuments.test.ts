import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OpenDocuments } from '../../../src/commands/missing/documents.ts';
import { Projects } from '../../../src/platform/projectPort.ts';
import { Placeholders } from '../../../src/services/placeholders.ts';

/** Counts what is asked of the files. */
class Counting extends Placeholders {
  asked = 0;

  override async isOne(uri: vscode.Uri): Promise<boolean> {
    this.asked++;
    return super.isOne(uri);
  }
}

describe('open documents', () => {
  const projects = new Projects();
  after(async () => {
    projects.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('are asked about at every move of the cursor, their files once a version or when files changed', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'many.md').with({ scheme: 'untitled' });
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit(edit =>
      edit.insert(new vscode.Position(0, 0), '![a](images/logo.png) ![b](images/none.png)\n'),
    );
    const placeholders = new Counting();
    const changes = { count: 0 };
    const documents = new OpenDocuments({ projects, placeholders }, changes);
    const paths = async (): Promise<readonly string[]> =>
      (await documents.wanting(document, true)).map(({ path }) => path);
    for (let moves = 0; moves < 5; moves++) assert.deepEqual(await paths(), ['images/none.png']);
    assert.equal(placeholders.asked, 1);
    changes.count++;
    await paths();
    assert.equal(placeholders.asked, 2);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'More. '));
    await paths();
    assert.equal(placeholders.asked, 3);
    await documents.wantingNow(document, true);
    assert.equal(placeholders.asked, 4, 'who acts on it asks anew');
  });
});
