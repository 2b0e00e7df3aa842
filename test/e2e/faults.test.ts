// Ten rows of the table of faults as the user meets them: the sentence and the first button of test/faults/README.md.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFault } from '../faults/faults.ts';
import { root } from '../support/paths.ts';
import { generate, newestRun, picturesOf } from './support/sheet.ts';
import { startSwitchboard, type Switchboard } from './support/switchboard.ts';
import { Workbench } from './support/workbench.ts';

const rows = [
  '401',
  '403 verification',
  '404 empty',
  '400 moderation of the words',
  '429 quota',
  '502 with a page',
  'reset before the headers',
  'reset in the middle of the base64',
  'a page of a proxy',
  'a page as base64',
  'link: to a private address',
] as const;

/** What the generated table says of a fault. */
async function told(name: string): Promise<{ sentence: string; button: string }> {
  const table = await readFile(join(root, 'test/faults/README.md'), 'utf8');
  const row = table.split('\n').find(line => line.startsWith(`| ${name} |`));
  const [, , , sentence = '', buttons = ''] = (row ?? '').split('|').map(cell => cell.trim());
  assert.ok(sentence, `no row is called ${name}`);
  return { sentence, button: buttons.split(' · ')[0] ?? '' };
}

describe('faults in the window', () => {
  let workbench: Workbench;
  let switchboard: Switchboard;

  before(async () => {
    switchboard = await startSwitchboard();
    workbench = await Workbench.open({
      settings: {
        'easel.provider': 'compatible',
        'easel.baseUrl': switchboard.baseUrl,
        'easel.model': 'm',
      },
    });
  });
  after(async () => {
    await workbench?.close();
    switchboard?.close();
  });

  for (const name of rows) {
    it(`${name}: is said, with its button, and was sent once`, async () => {
      const { sentence, button } = await told(name);
      const fault = await startFault(name);
      try {
        switchboard.connectTo(fault.baseUrl);
        await generate(workbench, `fault ${name}`);
        const run = newestRun(workbench);
        await run.getByRole('heading', { name: `fault ${name}` }).waitFor();
        const host = new URL(switchboard.baseUrl).host;
        await run.getByText(sentence.replaceAll('HOST', host)).waitFor();
        await run.getByRole('button', { name: button, exact: true }).waitFor();
        assert.equal(await picturesOf(run).count(), 0);
        assert.equal(fault.seen().posts, 1);
      } finally {
        await fault.close();
      }
    });
  }
});
