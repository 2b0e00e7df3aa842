import assert from 'node:assert/strict';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Rig } from './rig.ts';
import { aRun, names, picture } from './samples.ts';

const dayAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);

describe('Another draft that is put there', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  it('can be exchanged for the words and pictures before it, and the other way round', async () => {
    await rig.write('my words');
    await rig.paste('mine.png');
    assert.equal((await rig.view()).canBringBack, false);
    await rig.picture('theirs.png');
    await rig.composer.useSettings(aRun(['theirs.png']));
    const there = await rig.view();
    assert.deepEqual([there.draft.prompt, await rig.labels()], ['of a run', ['theirs.png']]);
    assert.equal(there.canBringBack, true);
    await rig.send({ type: 'composer.back' });
    const back = await rig.view();
    assert.deepEqual([back.draft.prompt, await rig.labels()], ['my words', ['mine.png']]);
    assert.notEqual(back.epoch, there.epoch, 'the page takes it over');
    await rig.send({ type: 'composer.back' });
    assert.deepEqual(await rig.labels(), ['theirs.png']);
    assert.equal((await rig.copies()).length, 2);
    await rig.send({ type: 'composer.clear' });
    assert.deepEqual([(await rig.view()).draft.prompt, await rig.labels()], ['', []]);
  });

  it('leaves the words and what is being typed to them where a picture is edited', async () => {
    await rig.write('my words');
    await rig.paste('mine.png');
    const { epoch } = await rig.view();
    await rig.composer.startFrom(await rig.picture('tile.png'));
    const now = await rig.view();
    assert.deepEqual([now.draft.prompt, now.epoch, await rig.labels()], ['my words', epoch, ['tile.png']]);
  });

  it('deletes pictures that cannot be brought back any more, but none of today', async () => {
    const [tile, other] = [await rig.picture('tile.png'), await rig.picture('other.png')];
    await rig.paste('mine.png');
    await rig.composer.startFrom(tile);
    await rig.composer.startFrom(other);
    const kept = await rig.copies();
    assert.equal(kept.length, 3, 'another window may show the young one');
    await Promise.all(kept.map(name => utimes(join(rig.deskFolder, name), dayAgo, dayAgo)));
    await rig.composer.startFrom(tile);
    assert.deepEqual(await rig.labels(), ['tile.png']);
    assert.equal((await rig.copies()).length, 3, 'what nobody names since is left to the sweep');
    await rig.send({ type: 'composer.back' });
    assert.deepEqual(await rig.labels(), ['other.png']);
  });

  it('is not put there where a picture of it cannot be read, which is said', async () => {
    await rig.write('my words');
    await rig.paste('mine.png');
    const gone = { uri: pathToFileURL(join(rig.folder, 'gone.png')).toString(), label: 'gone.png' };
    await rig.composer.startFrom(gone);
    assert.deepEqual(await rig.labels(), ['mine.png']);
    assert.match(await rig.refusals(), /gone\.png.*Nothing was changed/);
    await rig.picture('there.png');
    await rig.composer.useSettings(aRun(['there.png', 'gone.png']));
    assert.deepEqual([(await rig.view()).draft.prompt, await rig.labels()], ['my words', ['mine.png']]);
    assert.equal((await rig.view()).canBringBack, false);
    assert.equal(rig.reveals, 2, 'it is shown where it is said');
    assert.equal((await rig.copies()).length, 1);
  });

  it('has 16 pictures of a run that had more, which is said', async () => {
    await Promise.all(names(17).map(name => writeFile(join(rig.folder, name), picture)));
    await rig.composer.useSettings(aRun(names(17)));
    assert.equal((await rig.labels()).length, 16);
    assert.match(await rig.refusals(), /No more than 16/);
  });

  it('wants the focus each time, by another number, until it had it', async () => {
    const wanted: number[] = [];
    for (let time = 0; time < 2; time++) {
      await rig.composer.useSettings(aRun([]));
      const { focus } = await rig.view();
      wanted.push(focus);
      await rig.send({ type: 'composer.focused', focus });
      assert.equal((await rig.view()).focus, 0, 'a page that is made anew does not take the focus');
    }
    assert.deepEqual(wanted, [1, 2]);
  });
});
