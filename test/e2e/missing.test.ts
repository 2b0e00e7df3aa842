import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { probe } from '../../src/raster/probe.ts';
import { until } from '../support/until.ts';
import { act, generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

/** A small site made with Vite: all its pictures are still to be made. */
const site: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "hut", "dependencies": { "react": "19", "vite": "8" } }\n',
  'index.html': [
    '<!doctype html>',
    '<title>A hut</title>',
    '<h1>The hut</h1>',
    '<img src="/hut.webp" alt="The hut in snow" width="320" height="180">',
    '<p>Soup at six.</p>',
    '',
  ].join('\n'),
  'README.md': ['# The hut', '', '![An iron stove, lit](images/stove.png)', '', 'It is warm.', ''].join('\n'),
  'src/hut.tsx': [
    "import bed from './bed.jpg';",
    '',
    'export function Hut() {',
    '  return (',
    '    <main>',
    '      <img src={bed} alt="Four beds" width={96} height={64} />',
    '    </main>',
    '  );',
    '}',
    '',
  ].join('\n'),
};

describe('missing images', () => {
  let folder = '';
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-site-'));
    for (const [path, text] of Object.entries(site)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    workbench = await Workbench.open({
      workspace: folder,
      settings: { 'easel.size': '256x256', 'editor.autoClosingBrackets': 'never' },
    });
  });
  after(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a file with the cursor in the line that has these words. */
  async function goTo(path: string, words: string): Promise<void> {
    await (await workbench.explorerItem(path)).dblclick();
    const name = path.split('/').at(-1) ?? path;
    await workbench.page.getByRole('tab', { name, selected: true }).waitFor();
    await workbench.page.locator('.monaco-editor .view-line').filter({ hasText: words }).click();
  }

  /** Opens the menu of quick fixes at the cursor and takes one. */
  async function quickFix(title: string): Promise<void> {
    const entry = workbench.page.locator('.action-widget .monaco-list-row').filter({ hasText: title });
    await until(`"${title}" is offered`, async () => {
      if (!(await entry.first().isVisible())) await workbench.page.keyboard.press('ControlOrMeta+.');
      return await entry
        .first()
        .waitFor({ timeout: 1500 })
        .then(
          () => true,
          () => false,
        );
    });
    await entry.first().click();
  }

  async function factsOf(path: string): Promise<readonly unknown[]> {
    const read = (): Promise<Buffer | undefined> =>
      readFile(join(workbench.folder, path)).catch(() => undefined);
    await until(`${path} is there`, async () => (await read()) !== undefined);
    const facts = probe((await read()) ?? Buffer.alloc(0));
    return [facts?.type, facts?.width, facts?.height];
  }

  async function saved(path: string): Promise<string> {
    await workbench.page.keyboard.press('ControlOrMeta+S');
    let text = '';
    await until(`${path} is saved`, async () => {
      text = await readFile(join(workbench.folder, path), 'utf8');
      // For a moment a file that is being saved is empty.
      return text !== '' && text !== site[path];
    });
    return text;
  }

  it('are made from Markdown by a quick fix: prompt drafted, path shown, nothing sent before Enter', async () => {
    await goTo('README.md', 'An iron stove');
    await quickFix('Generate missing image…');
    await workbench.quickInput.row('Generate images/stove.png').waitFor();
    assert.equal(await workbench.quickInput.input.inputValue(), 'An iron stove, lit (The hut)');
    assert.equal(await workbench.panelFrame().getByRole('article').count(), 0);
    await workbench.quickInput.input.press('Enter');
    await workbench.toast('Saved images/stove.png').waitFor();
    assert.deepEqual(await factsOf('images/stove.png'), ['png', 256, 256]);
    await newestRun(workbench).getByText('Saved to images/stove.png').waitFor();
  });

  it('are drawn for HTML by a quick fix, at once, in the size that the code says', async () => {
    await goTo('index.html', 'The hut in snow');
    await quickFix('Draw placeholder');
    assert.deepEqual(await factsOf('public/hut.webp'), ['webp', 320, 180]);
  });

  it('of TSX are made in the size and the type that the code says', async () => {
    await goTo('src/hut.tsx', 'import bed');
    await quickFix('Generate missing image…');
    await workbench.quickInput.row('Generate src/bed.jpg (96 × 64)').waitFor();
    await workbench.quickInput.input.press('Enter');
    await newestRun(workbench).getByText('Saved to src/bed.jpg').waitFor();
    assert.deepEqual(await factsOf('src/bed.jpg'), ['jpeg', 96, 64]);
  });

  it('of the whole workspace are offered together, placeholders by name', async () => {
    await rm(join(workbench.folder, 'images/stove.png'));
    await workbench.runCommand('Easel: Generate Missing Images…');
    await workbench.quickInput.row('public/hut.webp').waitFor();
    await workbench.quickInput.row('placeholder').waitFor();
    await workbench.quickInput.root.getByText('1 of 3 chosen').waitFor();
    const row = workbench.quickInput.row('images/stove.png');
    await row.hover();
    await row.getByRole('button', { name: 'Edit the prompt' }).click();
    await workbench.quickInput.root.getByText('Prompt for images/stove.png').waitFor();
    await workbench.quickInput.enter('a stove of clay');
    await workbench.quickInput.row('a stove of clay').waitFor();
    await workbench.quickInput.input.press('Enter');
    assert.deepEqual(await factsOf('images/stove.png'), ['png', 256, 256]);
    await newestRun(workbench).getByRole('heading', { name: 'a stove of clay' }).waitFor();
    await newestRun(workbench).getByText('Saved to images/stove.png').waitFor();
  });

  for (const [path, words, expected] of [
    ['README.md', 'It is warm.', '![a bowl of soup](public/a-bowl-of-soup.png)'],
    [
      'index.html',
      'Soup at six',
      '<img src="/a-bowl-of-soup.png" alt="a bowl of soup" width="256" height="256">',
    ],
    [
      'src/hut.tsx',
      '</main>',
      '<img src="/a-bowl-of-soup.png" alt="a bowl of soup" width={256} height={256} />',
    ],
  ] as const) {
    it(`a picture of the sheet is referred to in ${path} as that file writes it`, async () => {
      await goTo(path, words);
      await workbench.page.keyboard.press('Home');
      await generate(workbench, 'a bowl of soup');
      await picturesOf(newestRun(workbench)).waitFor();
      await act(newestRun(workbench), 1, 'Insert Reference');
      const name = path.split('/').at(-1) ?? path;
      await workbench.page.getByRole('tab', { name, selected: true }).waitFor();
      const line = workbench.page.locator('.monaco-editor .view-line').filter({ hasText: 'bowl' });
      await line.first().waitFor();
      const text = await saved(path);
      assert.ok(text.replace(/-\d\.png/, '.png').includes(expected), text);
    });
  }
});
