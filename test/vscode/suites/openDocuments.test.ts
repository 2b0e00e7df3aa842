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

function inFolder(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, name);
}

describe('open documents', () => {
  const projects = new Projects();
  after(async () => {
    projects.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(inFolder('many.md'));
  });

  it('are asked about at every move of the cursor, their files once a version or when files changed', async () => {
    const uri = inFolder('many.md');
    await vscode.workspace.fs.writeFile(uri, new Uint8Array());
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit(edit =>
      edit.insert(new vscode.Position(0, 0), '![a](images/logo.png) ![b](images/none.png)\n'),
    );
    const placeholders = new Counting();
    const changes = { count: 0, pictures: 0 };
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
  });
});
