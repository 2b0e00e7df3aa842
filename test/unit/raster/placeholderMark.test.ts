import assert from 'node:assert/strict';
import sharp from 'sharp';
import { drawPlaceholder } from '../../../src/offline/painter.ts';
import { svgPlaceholder } from '../../../src/offline/svgPlaceholder.ts';
import {
  isMarkedPlaceholder,
  markPlaceholder,
  mayBePlaceholder,
} from '../../../src/raster/placeholderMark.ts';
import { isWhole, probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';

describe('the mark of a placeholder', () => {
  const raster = new Raster();
  after(() => raster.close());

  for (const [type, background] of [
    ['png', 'opaque'],
    ['png', 'transparent'],
    ['jpeg', 'opaque'],
    ['webp', 'opaque'],
    ['webp', 'transparent'],
  ] as const) {
    it(`stands in a ${background} ${type} without changing a pixel or a fact`, async () => {
      const plain = await drawPlaceholder({ prompt: 'a stove', width: 61, height: 40, type, background });
      const marked = markPlaceholder(plain);
      assert.equal(isMarkedPlaceholder(plain), false);
      assert.equal(isMarkedPlaceholder(marked), true);
      assert.equal(mayBePlaceholder(marked.subarray(0, 1024), marked.subarray(-1024)), true);
      const facts = probe(marked);
      assert.deepEqual(facts, probe(plain));
      assert.equal(isWhole(type, marked.length, marked, marked.subarray(-64)), true);
      const [before, after] = [await raster.decode(plain), await raster.decode(marked)];
      assert.deepEqual(after, before);
    });
  }

  it('stands in a drawing, which looks as before', async () => {
    const plain = svgPlaceholder({ prompt: 'a stove & <snow>', width: 200, height: 100 });
    const marked = markPlaceholder(plain);
    assert.equal(isMarkedPlaceholder(marked), true);
    assert.deepEqual(probe(marked), probe(plain));
    assert.equal(isWhole('svg', marked.length, marked, marked.subarray(-64)), true);
    assert.deepEqual(await sharp(marked).raw().toBuffer(), await sharp(plain).raw().toBuffer());
    const edited = Buffer.from(Buffer.from(marked).toString().replace('stove', 'storm'));
    assert.equal(isMarkedPlaceholder(edited), false);
  });

  it('stands in an icon file behind all of its pictures', async () => {
    const picture = await drawPlaceholder({ prompt: 'a stove', width: 64, height: 64, type: 'png' });
    const { files } = await raster.deriveSet(picture, { stem: 'icon', favicon: [16, 32] });
    const plain = files[0]?.bytes ?? new Uint8Array();
    const marked = markPlaceholder(plain);
    assert.equal(isMarkedPlaceholder(marked), true);
    assert.deepEqual(marked.subarray(0, plain.length), Buffer.from(plain));
    marked[100] = (marked[100] ?? 0) ^ 1;
    assert.equal(isMarkedPlaceholder(marked), false);
  });

  for (const type of ['png', 'webp'] as const) {
    it(`no longer holds in a ${type} that was painted over, although the editor kept it`, async () => {
      const plain = await drawPlaceholder({ prompt: 'a stove', width: 61, height: 40, type });
      const marked = markPlaceholder(plain);
      const edited = await sharp(marked).negate({ alpha: false }).keepMetadata().toFormat(type).toBuffer();
      assert.equal(mayBePlaceholder(edited, edited), true, 'it is still there');
      assert.equal(isMarkedPlaceholder(edited), false);
    });
  }

  it('holds to the byte, so that nothing that was changed or cut short counts', async () => {
    const plain = await drawPlaceholder({ prompt: 'a stove', width: 61, height: 40, type: 'jpeg' });
    const marked = markPlaceholder(plain);
    const changed = marked.slice();
    changed[changed.length - 5] = (changed.at(-5) ?? 0) ^ 1;
    assert.equal(isMarkedPlaceholder(changed), false);
    assert.equal(isMarkedPlaceholder(marked.subarray(0, -1)), false);
    const text = Buffer.from(`text that speaks of easel:placeholder ${'0'.repeat(32)}`);
    assert.equal(isMarkedPlaceholder(text), false);
  });

  it('is not put into what is no picture', () => {
    const text = Buffer.from('no picture');
    assert.equal(markPlaceholder(text), text);
  });
});
