import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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
});
