import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../support/paths.ts';

const ours = join(root, 'media/codicons');
const theirs = fileURLToPath(import.meta.resolve('@vscode/codicons/dist/'));

async function glyphs(folder: string): Promise<Map<string, string>> {
  const css = await readFile(join(folder, 'codicon.css'), 'utf8');
  const rules = css.matchAll(/\.codicon-([\w-]+):{1,2}before\s*\{\s*content:\s*["']\\([\da-f]+)["']/g);
  return new Map([...rules].map(([, name = '', code = '']) => [name, code]));
}

/** The words in quotes of the sheet's code that can be names of icons: not the list of them, and no types or looks. */
async function wordsOfSheet(): Promise<Set<string>> {
  const words = new Set<string>();
  for await (const file of glob('src/webview/**/*.ts', { cwd: root })) {
    const code = await readFile(join(root, file), 'utf8');
    const said = code
      .replace(/export type IconName =[^;]*;/, '')
      .replaceAll(/\b(type|look|kind): '[\w-]+'/g, '');
    for (const [, word = ''] of said.matchAll(/'([a-z-]+)'/g)) words.add(word);
  }
  return words;
}

async function listed(): Promise<string[]> {
  const code = await readFile(join(root, 'src/webview/views/controls.ts'), 'utf8');
  const list = /export type IconName =([^;]*);/.exec(code)?.[1] ?? '';
  return [...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
}

describe('the icons of the sheet', () => {
  it('are those of the package, as published', async () => {
    const [font, published] = await Promise.all(
      [ours, theirs].map(folder => readFile(join(folder, 'codicon.ttf'))),
    );
    assert.ok(font && published && font.equals(published));
  });

  it('stand for what their names say', async () => {
    const [used, known] = [await glyphs(ours), await glyphs(theirs)];
    assert.ok(used.size > 10);
    for (const [name, code] of used) assert.equal(code, known.get(name), name);
  });

  it('are those the sheet shows, each of them and no others', async () => {
    const [known, names, words] = await Promise.all([glyphs(ours), listed(), wordsOfSheet()]);
    assert.deepEqual([...known.keys()].toSorted(), names.toSorted());
    assert.deepEqual(
      names.filter(name => !words.has(name)),
      [],
    );
  });
});
