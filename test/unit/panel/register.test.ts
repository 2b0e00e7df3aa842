import assert from 'node:assert/strict';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { serializers, withFakeVscode } from '../../support/fakeVscode.ts';

const { registerRevival } = await withFakeVscode(() => import('../../../src/panel/register.ts'));
const { contactSheetType } = await import('../../../src/protocol/names.ts');

/** Brings a page back while the sheet is being loaded, and says what the sheet was given. */
async function revive(meanwhile: (close: () => void) => void): Promise<readonly vscode.WebviewPanel[]> {
  const adopted: vscode.WebviewPanel[] = [];
  const closing: (() => void)[] = [];
  const loading = Promise.withResolvers<void>();
  registerRevival(async () => {
    await loading.promise;
    return { adopt: panel => adopted.push(panel) };
  });
  const panel = v.parse(
    v.custom<vscode.WebviewPanel>(() => true),
    { onDidDispose: (listener: () => void) => closing.push(listener) },
  );
  const reviving = serializers.get(contactSheetType)?.deserializeWebviewPanel(panel, undefined);
  assert.ok(reviving);
  meanwhile(() => closing.forEach(listener => listener()));
  loading.resolve();
  await reviving;
  return adopted;
}

describe('A contact sheet after a reload', () => {
  it('is filled once the sheet is loaded', async () => {
    assert.equal((await revive(() => undefined)).length, 1);
  });

  it('is left alone when it was closed before that', async () => {
    assert.deepEqual(await revive(close => close()), []);
  });
});
