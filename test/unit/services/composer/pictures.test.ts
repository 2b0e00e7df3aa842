import assert from 'node:assert/strict';
import { Rig } from './rig.ts';
import { names } from './samples.ts';

describe('The pictures that go along', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  it('are deleted at once when they are taken away', async () => {
    await rig.paste('a.png', 'b.png');
    const [first] = (await rig.view()).references;
    await rig.send({ type: 'composer.remove', id: first?.id ?? '' });
    assert.deepEqual(await rig.labels(), ['b.png']);
    assert.equal((await rig.copies()).length, 1);
  });

  it('are moved with what is drawn on them, which is opened again', async () => {
    await rig.paste('a.png', 'b.png');
    const [first] = (await rig.view()).references;
    const mask = { strokes: [{ kind: 'invert' }], feather: 0 } as const;
    await rig.send({ type: 'composer.mask', id: first?.id ?? '', mask });
    await rig.send({ type: 'composer.move', id: first?.id ?? '', to: 1 });
    assert.deepEqual(await rig.labels(), ['b.png', 'a.png']);
    assert.deepEqual(
      (await rig.view()).references.map(({ masked }) => masked),
      [undefined, true],
    );
    const opened = await rig.composer.handle(
      { type: 'composer.openMask', id: first?.id ?? '' },
      path => path,
    );
    assert(typeof opened === 'object');
    assert.deepEqual([opened.mask, opened.width, opened.height], [mask, 8, 6]);
  });

  it('are 16 of what comes at the same time', async () => {
    await Promise.all([rig.paste(...names(10)), rig.paste(...names(10))]);
    assert.equal((await rig.labels()).length, 16);
    assert.match(await rig.refusals(), /No more than 16/);
  });
});
