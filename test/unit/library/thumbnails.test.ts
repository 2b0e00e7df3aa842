import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import type { Picture } from '../../../src/images/picture.ts';
import type { Library } from '../../../src/library/library.ts';
import { deservesThumbnail } from '../../../src/images/picture.ts';
import { done, put, Rig, run } from './rig.ts';

const large: Picture = { type: 'png', width: 1024, height: 512, alpha: false, file: '1-0.png', bytes: 3 };

function largeTile(id: string) {
  return done(id, { picture: { ...large, file: `${id}-0.png` } });
}

describe('thumbnails of tiles', () => {
  let rig: Rig;
  let library: Library;
  let drawn: string[];
  let atOnce: number;

  const draw = async (path: string): Promise<Uint8Array | undefined> => {
    atOnce++;
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(atOnce--, 1);
    drawn.push(path);
    return path.includes('9-0') ? undefined : Uint8Array.of(1, 2, 3, 4, 5);
  };

  beforeEach(async () => {
    rig = await Rig.make();
    drawn = [];
    atOnce = 0;
    library = rig.open({ drawThumbnail: draw });
    await put(library, run('a', { state: 'done', tiles: [largeTile('1'), largeTile('2'), largeTile('9')] }));
  });
  afterEach(() => rig.end());

  it('are for large pictures that can be drawn', () => {
    assert.equal(deservesThumbnail(large), true);
    assert.equal(deservesThumbnail({ ...large, width: 640 }), false);
    assert.equal(deservesThumbnail({ ...large, width: 640, bytes: 200_001 }), true);
    assert.equal(deservesThumbnail({ ...large, animated: true }), false);
    assert.equal(deservesThumbnail({ ...large, type: 'gif' }), false);
    assert.equal(deservesThumbnail({ ...large, type: 'svg' }), false);
    assert.equal(deservesThumbnail({ ...large, width: 20_000 }), false);
  });

  it('are drawn one at a time, once, and told of', async () => {
    const told: string[] = [];
    library.onDidChange(change => 'run' in change && told.push(change.run.id));
    assert.equal(library.thumbnailOf('a', '1-0.png'), undefined);
    const files = ['1-0.png', '2-0.png', '9-0.png', '1-0.png', 'unknown.png'];
    await Promise.all(files.map(file => library.requestThumbnail('a', file)));
    await library.requestThumbnail('a', '9-0.png');
    assert.deepEqual(
      drawn,
      ['1-0.png', '2-0.png', '9-0.png'].map(file => rig.path('a', file)),
    );
    assert.deepEqual(told, ['a', 'a']);
    assert.equal(library.thumbnailOf('a', '1-0.png'), 'a~1-0.png.webp');
    assert.equal(library.thumbnailOf('a', '9-0.png'), undefined);
    assert.deepEqual((await readdir(rig.path('.thumbnails'))).toSorted(), [
      'a~1-0.png.webp',
      'a~2-0.png.webp',
    ]);
    assert.deepEqual(rig.damaged, []);
  });

  it('are known to another window, counted, and not drawn twice', async () => {
    const other = rig.openOther('other-window', { drawThumbnail: draw });
    await other.runs();
    await library.requestThumbnail('a', '1-0.png');
    await other.requestThumbnail('a', '1-0.png');
    const later = rig.open();
    await later.runs();
    assert.equal(drawn.length, 1);
    for (const window of [library, other, later]) {
      assert.equal(window.thumbnailOf('a', '1-0.png'), 'a~1-0.png.webp');
      assert.equal((await window.usage()).bytes, 3 * 3 + 5);
    }
  });

  it('go with their pictures', async () => {
    await library.requestThumbnail('a', '1-0.png');
    await library.requestThumbnail('a', '2-0.png');
    await library.remove('a', ['1']);
    assert.deepEqual(await readdir(rig.path('.thumbnails')), ['a~2-0.png.webp']);
    await library.remove('a');
    assert.deepEqual(await readdir(rig.path('.thumbnails')), []);
    assert.equal(library.thumbnailOf('a', '2-0.png'), undefined);
  });

  it('are not left behind by a picture that goes while its own is drawn', async () => {
    const started = Promise.withResolvers<void>();
    const drawing = Promise.withResolvers<Uint8Array>();
    const slow = rig.open({
      drawThumbnail: () => {
        started.resolve();
        return drawing.promise;
      },
    });
    await slow.runs();
    const requested = slow.requestThumbnail('a', '1-0.png');
    await started.promise;
    await slow.remove('a');
    drawing.resolve(Uint8Array.of(1));
    await requested;
    assert.deepEqual(await readdir(rig.path('.thumbnails')), []);
  });

  it('of runs that are gone are swept away, and one that is missing is no harm', async () => {
    await mkdir(rig.path('.thumbnails'));
    await writeFile(rig.path('.thumbnails', 'gone~1-0.png.webp'), 'x');
    await writeFile(rig.path('.thumbnails', 'a~1-0.png.webp'), 'x');
    const later = rig.open();
    await later.runs();
    await rm(rig.path('.thumbnails', 'a~1-0.png.webp'));
    assert.equal((await later.usage()).bytes, 9);
    assert.deepEqual(await readdir(rig.path('.thumbnails')), []);
  });

  it('are drawn again when asked for after they were lost', async () => {
    await library.requestThumbnail('a', '1-0.png');
    await rm(rig.path('.thumbnails'), { recursive: true });
    await library.requestThumbnail('a', '1-0.png');
    await library.requestThumbnail('a', '1-0.png');
    assert.equal(drawn.length, 2);
    assert.deepEqual(await readdir(rig.path('.thumbnails')), ['a~1-0.png.webp']);
  });
});
