import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlePath, bundleText } from '../support/l10nBundle.ts';
import { root } from '../support/paths.ts';

describe('translations', () => {
  it('have every sentence in their bundle (node test/support/l10nBundle.ts writes it)', async () => {
    assert.equal(await readFile(bundlePath, 'utf8'), await bundleText());
  });

  it('have every text of the manifest, and no more', async () => {
    const manifest = await readFile(join(root, 'package.json'), 'utf8');
    const texts: object = JSON.parse(await readFile(join(root, 'package.nls.json'), 'utf8'));
    const used = [...manifest.matchAll(/"%([^%]+)%"/g)].map(match => match[1]);
    assert.deepEqual(new Set(used), new Set(Object.keys(texts)));
  });
});
