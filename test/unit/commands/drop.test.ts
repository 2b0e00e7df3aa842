import assert from 'node:assert/strict';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { Services } from '../../../src/commands/services.ts';
import { tileDragText } from '../../../src/protocol/tileDrag.ts';
import { files, happened, pressing, Uri, withFakeVscode } from '../../support/fakeVscode.ts';

const { referenceForDrop } = await withFakeVscode(() => import('../../../src/commands/drop.ts'));
const { isWritable } = await withFakeVscode(() => import('../../../src/commands/writable.ts'));
const { saveSeveral } = await withFakeVscode(() => import('../../../src/commands/save.ts'));

const picture = { file: '1.png', type: 'png', width: 8, height: 8, alpha: false, bytes: 3 } as const;
const run = { id: 'r', tiles: [{ id: '1', state: 'done', picture }] };
/** Nothing may be saved: there is nothing to save with. */
const services = v.parse(
  v.custom<Services>(() => true),
  { archive: { get: () => run, folderOf: () => '/library/r' }, log: { warn: () => undefined } },
);
const position = v.parse(
  v.custom<vscode.Position>(() => true),
  {},
);
const transfer = v.parse(
  v.custom<vscode.DataTransfer>(() => true),
  { get: () => ({ asString: async () => tileDragText({ runId: 'r', tileId: '1' }) }) },
);

function documentAt(uri: string): vscode.TextDocument {
  const document = { uri: Uri.parse(uri), isUntitled: uri.startsWith('untitled:') };
  return v.parse(
    v.custom<vscode.TextDocument>(() => true),
    document,
  );
}

const drop = (uri: string, signal = new AbortController().signal) =>
  referenceForDrop(services, documentAt(uri), position, transfer, signal);

describe('A picture dropped into a document', () => {
  beforeEach(() => {
    happened.messages.splice(0);
    happened.commands.splice(0);
    happened.questions.splice(0);
    pressing.label = '';
    files.folders.splice(0);
  });

  it('that takes no text is not saved, and that is said', async () => {
    for (const uri of ['output:log', 'readonlyfs:/a.html', 'file:///w/locked.html']) {
      assert.equal(await drop(uri), undefined);
      assert.match(happened.messages.splice(0).join(), / is read-only/);
    }
  });

  it('that takes text may be a file, a draft or a cell of a notebook', async () => {
    for (const uri of ['file:///w/a.html', 'untitled:Untitled-1', 'vscode-notebook-cell:/w/a.ipynb'])
      assert.ok(await isWritable(documentAt(uri)), uri);
    for (const uri of ['git:/w/a.html', 'vscode-settings:/a', 'output:a'])
      assert.ok(!(await isWritable(documentAt(uri))), uri);
  });

  it('is not saved for a drop that was given up', async () => {
    assert.equal(await drop('file:///w/a.html', AbortSignal.abort()), undefined);
    assert.deepEqual(happened.messages, []);
  });

  it('says what to do where no folder is open', async () => {
    pressing.label = 'Open Folder…';
    assert.equal(await drop('file:///w/a.html'), undefined);
    assert.match(happened.messages.join(), /no folder is open/);
    await new Promise(setImmediate);
    assert.deepEqual(happened.commands, ['vscode.openFolder']);
  });
});

describe('Saving several pictures', () => {
  it('asks for a folder once where none is open', async () => {
    const [tile] = run.tiles;
    const wanted = v.parse(
      v.custom<Parameters<typeof saveSeveral>[1]>(() => true),
      [tile, tile].map(one => ({ run, tile: one })),
    );
    await saveSeveral(services, wanted);
    assert.deepEqual(happened.questions, ['Save in Which Folder?']);
  });
});
