import assert from 'node:assert/strict';
import type { DerivedFile } from '../../../src/images/derive.ts';
import { codeFor } from '../../../src/project/deriveCode.ts';
import { freeNames } from '../../../src/project/setNames.ts';

const bytes = new Uint8Array(0);
const scale = (name: string, factor: number, width: number): DerivedFile => ({
  role: 'scale',
  name,
  type: 'png',
  width,
  height: width / 2,
  factor,
  bytes,
});
const webp = (name: string, factor: number, width: number): DerivedFile => ({
  ...scale(name, factor, width),
  role: 'webp',
  type: 'webp',
});
const favicon: DerivedFile = {
  role: 'favicon',
  name: 'favicon.ico',
  type: 'ico',
  width: 256,
  height: 256,
  bytes,
};

describe('the code of a set', () => {
  it('is an image with its scales', () => {
    const files = [scale('my logo.png', 1, 100), scale('my logo@2x.png', 2, 200)];
    assert.equal(
      codeFor(files, 'a "logo"'),
      '<img src="my%20logo.png" srcset="my%20logo.png 1x, my%20logo@2x.png 2x" width="100" height="50" alt="a &quot;logo&quot;">',
    );
  });

  it('is a picture where each scale has its WebP, and not where one is missing', () => {
    const scales = [scale('a.png', 1, 10), scale('a@2x.png', 2, 20)];
    const whole = codeFor([...scales, webp('a.webp', 1, 10), webp('a@2x.webp', 2, 20)], 'a');
    assert.match(whole, /^<picture>\n {2}<source type="image\/webp" srcset="a\.webp 1x, a@2x\.webp 2x">\n/);
    assert.doesNotMatch(codeFor([...scales, webp('a.webp', 1, 10)], 'a'), /picture/);
  });

  it('links icons, and is empty for nothing', () => {
    assert.equal(codeFor([favicon], ''), '<link rel="icon" href="favicon.ico" sizes="any">');
    assert.equal(codeFor([], ''), '');
  });
});

describe('names of a set', () => {
  it('take one number that is free for all of them', async () => {
    const taken = new Set(['a-2@2x.png']);
    const named = await freeNames([scale('a.png', 1, 1), scale('a@2x.png', 2, 2), favicon], async name =>
      taken.has(name),
    );
    assert.deepEqual(
      named.map(({ name }) => name),
      ['a-3.png', 'a-3@2x.png', 'favicon-3.ico'],
    );
  });
});
