import assert from 'node:assert/strict';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { withFakeVscode } from '../../support/fakeVscode.ts';

const { lazyServices } = await withFakeVscode(() => import('../../../src/services/lazyServices.ts'));

/** Nothing but what listens from the start finds anything here. */
const subscriptions: vscode.Disposable[] = [];
const context = v.parse(
  v.custom<vscode.ExtensionContext>(() => true),
  { subscriptions },
);

describe('The services before anybody needs them', () => {
  beforeEach(() => subscriptions.splice(0));

  it('are not built to be closed', async () => {
    await lazyServices(context).close();
    assert.equal(subscriptions.length, 2, 'the log and the file last worked in');
  });

  it('look at code without the library, and once for all who ask', async () => {
    const lazy = lazyServices(context);
    const [one, other] = await withFakeVscode(() => Promise.all([lazy.ofCode(), lazy.ofCode()]));
    assert.equal(one, other);
    assert.ok(subscriptions.includes(one.projects), 'ended with the extension');
    await lazy.close();
  });
});
