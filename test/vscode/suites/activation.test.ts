import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';

const undiciSlots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'];
const fillings = (): unknown[] => undiciSlots.map(name => Reflect.get(globalThis, Symbol.for(name)));
// Taken while the files load: no suite has run yet, so nothing has activated the extension.
const before = fillings();

const manifest = v.object({
  contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }),
});

function easel(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('easel-images.easel');
  assert.ok(extension, 'VS Code does not know the extension');
  return extension;
}

describe('activation', () => {
  it('succeeds', async () => {
    await easel().activate();
    assert.equal(easel().isActive, true);
  });

  it('registers every command of the manifest', async () => {
    await easel().activate();
    const { contributes } = v.parse(manifest, easel().packageJSON);
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands
      .map(({ command }) => command)
      .filter(command => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it("leaves the process's fetch to the other extensions", async () => {
    await easel().activate();
    fillings().forEach((filling, index) => assert.equal(filling, before[index], undiciSlots[index]));
  });
});
