import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError } from '../../../src/images/errors.ts';
import type { Mask } from '../../../src/images/mask.ts';
import type { ImageFacts } from '../../../src/images/picture.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import { shownPicture, type Run } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';
import type { Destination, ImagesApi, LockOrder, MaskPixels, Pixels } from '../../../src/studio/ports.ts';
import { Studio, type Wish } from '../../../src/studio/studio.ts';

const facts: ImageFacts = { type: 'png', width: 60, height: 40, alpha: true };
const mask: Mask = {
  feather: 4,
  strokes: [{ kind: 'rectangle', from: { x: 10, y: 10 }, to: { x: 30, y: 20 } }],
};
const source = { width: 60, height: 40 };
const whole = { x: 0, y: 0, ...source };
const asItIs = { source, crop: whole, frame: whole, sent: source };

/** An api that fails as often as told, and then answers; it remembers requests and the bytes of their masks. */
class FakeApi implements ImagesApi {
  readonly label = { id: 'openai', label: 'OpenAI', offline: false };
  readonly hasVariations = false;
  readonly streams = false;
  readonly lacksFormats = [];
  readonly defaults = {};
  readonly asked: Extract<ImageRequest, { route: 'edits' }>[] = [];
  readonly masks: string[] = [];
  failures = 0;

  async *send(request: ImageRequest, { folder, stem }: Destination): AsyncIterable<ImageEvent> {
    assert(request.route === 'edits');
    this.asked.push(request);
    if (request.mask) this.masks.push(await readFile(request.mask.path, 'utf8'));
    if (this.failures-- > 0) throw new ImageError({ kind: 'server' });
    const file = `${stem}-0.png`;
    await writeFile(join(folder, file), 'answer');
    yield { type: 'completed', index: 0, picture: { ...facts, file, bytes: 6 } };
  }
}

const asItIsSent: Pixels['prepare'] = async () => ({ type: 'png', transform: asItIs, notes: [] });

const unused = (): never => assert.fail('nothing is fitted where there is a mask');

const full = async (): Promise<never> => {
  throw new ImageError({ kind: 'disk', detail: 'ENOSPC' });
};

const unreadable = async (): Promise<never> => {
  throw new ImageError({ kind: 'invalid', problems: [] });
};

describe('an edit with a mask', () => {
  let root: string;
  let library: Library;
  let api: FakeApi;
  let made: { readonly width: number; readonly height: number; readonly mask: Mask }[];
  let locked: LockOrder[];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-mask-'));
    await writeFile(join(root, 'logo.png'), 'source');
    library = new Library({
      root: join(root, 'library'),
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
    });
    api = new FakeApi();
    [made, locked] = [[], []];
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await rm(root, { recursive: true });
  });

  const masking = (changes: Partial<MaskPixels> = {}): MaskPixels => ({
    maskPng: async (width, height, drawn) => {
      made.push({ width, height, mask: drawn });
      return Buffer.from(`mask ${made.length}`);
    },
    lockOutside: async order => {
      locked.push(order);
      return { bytes: Buffer.from('locked'), facts, changedShare: 0.25, colours: 'mixed' };
    },
    ...changes,
  });
  const studioWith = (pixels: MaskPixels, prepare: Pixels['prepare'] = asItIsSent): Studio =>
    new Studio({
      store: library,
      sources: { copy: (uri, path) => copyFile(join(root, uri), path) },
      probeFile: async () => facts,
      pixels: { prepare, dropIn: unused, cropTo: unused, deriveSet: unused },
      masking: pixels,
    });
  const wish: Wish = {
    kind: 'edit',
    prompt: 'a hat',
    parameters: { model: 'gpt-image-2' },
    count: 1,
    sources: [{ uri: 'logo.png', label: 'images/logo.png' }],
    mask,
  };
  const make = async (studio: Studio, changes: Partial<Wish> = {}): Promise<Run> => {
    const handle = await studio.start({ ...wish, ...changes }, api);
    assert(handle);
    return handle.done;
  };

  it('sends a PNG of the size of its picture, and asks for the nearest size', async () => {
    const run = await make(studioWith(masking()));
    assert.deepEqual(made, [{ width: 60, height: 40, mask }]);
    const [request] = api.asked;
    assert.deepEqual(
      [request?.mask?.fileName, request?.mask?.type, request?.mask?.bytes],
      ['mask.png', 'png', 6],
    );
    assert.equal(request?.mask?.path, join(library.folderOf(run.id), 'mask.png'));
    const [, width, height] = /^(\d+)x(\d+)$/.exec(request?.parameters.size ?? '') ?? [];
    assert.ok(Math.abs(Number(width) / Number(height) - 1.5) < 0.02, request?.parameters.size);
    assert.equal(run.parameters.size, undefined);
  });

  it('leaves a chosen size alone, and names none to a server nobody knows', async () => {
    const studio = studioWith(masking());
    await make(studio, { parameters: { model: 'gpt-image-2', size: '1024x1024' } });
    await make(studio, { parameters: { model: 'flux' } });
    assert.deepEqual(
      api.asked.map(({ parameters }) => parameters.size),
      ['1024x1024', undefined],
    );
  });

  it('is made anew for a picture that is sent smaller, as a PNG beside it', async () => {
    const sent = { width: 30, height: 20 };
    const transform = { ...asItIs, frame: { x: 0, y: 0, ...sent }, sent };
    const studio = studioWith(masking(), async (_, want) => {
      assert.deepEqual(want.kind === 'whole' && want.types, ['png']);
      return { type: 'png', bytes: Buffer.from('smaller'), transform, notes: ['scaled'] };
    });
    const run = await make(studio);
    assert.deepEqual([made[0]?.width, made[0]?.height, made[0]?.mask.feather], [30, 20, 2]);
    const [image] = api.asked[0]?.images ?? [];
    assert.equal(await readFile(image?.path ?? '', 'utf8'), 'smaller');
    assert.equal(image?.fileName, 'logo.png');
    assert.deepEqual(locked[0]?.mask, mask);
    assert.match(locked[0]?.source ?? '', /source-1\.png$/);
    assert.deepEqual(run.sources[0]?.transform, transform);
  });

  it('keeps the locked picture beside the answer, with what was changed; both are counted and deleted', async () => {
    const run = await make(studioWith(masking()), { count: 2 });
    const [tile] = run.tiles;
    assert(tile?.locked && tile.picture);
    assert.equal(tile.locked.changedShare, 0.25);
    assert.equal(tile.colours, 'mixed');
    assert.equal(locked[0]?.type, 'png');
    const folder = library.folderOf(run.id);
    const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
    assert.equal(await read(tile.locked.picture.file), 'locked');
    assert.equal(await read(tile.picture.file), 'answer');
    assert.equal(shownPicture(tile), tile.locked.picture);
    assert.equal(shownPicture(tile, true), tile.picture);
    const before = (await library.usage()).bytes;
    await library.remove(run.id, ['1']);
    await assert.rejects(read(tile.locked.picture.file));
    assert.equal(before - (await library.usage()).bytes, 12);
  });

  it('lies on its picture where a square is put round that', async () => {
    const sent = { width: 60, height: 60 };
    const transform = { ...asItIs, frame: { x: 0, y: 10, ...source }, sent };
    const square = { type: 'png', bytes: Buffer.from('square'), transform, notes: ['padded'] } as const;
    await make(studioWith(masking(), async () => square));
    const strokes = [{ kind: 'rectangle', from: { x: 10, y: 20 }, to: { x: 30, y: 30 } }];
    assert.deepEqual(made, [{ ...sent, mask: { feather: 4, strokes } }]);
  });

  it('is being locked from the moment it comes, which its tile says until that is over, well or not', async () => {
    const seen: unknown[] = [];
    const watching = library.onDidChange(change => {
      const tile = 'run' in change ? change.run.tiles[0] : undefined;
      if (tile?.picture) seen.push(tile.fitting === true);
    });
    const run = await make(studioWith(masking({ lockOutside: full })));
    watching.dispose();
    assert.deepEqual([seen[0], seen.at(-1)], [true, false]);
    assert.equal(run.tiles[0]?.state, 'done');
    assert.equal(run.tiles[0]?.unfitted?.kind, 'disk');
  });

  it('sends the same bytes when it is tried again', async () => {
    const studio = studioWith(masking());
    api.failures = 1;
    const failed = await make(studio);
    assert.equal(failed.tiles[0]?.state, 'failed');
    const run = await studio.retry(failed.id, ['1'], api)?.done;
    assert(run);
    assert.deepEqual(api.masks, ['mask 1', 'mask 1']);
    assert.equal(made.length, 1);
    assert.equal(run.tiles[0]?.locked?.changedShare, 0.25);
  });

  it('is read back as it was written', async () => {
    const run = await make(studioWith(masking()));
    await library.flush();
    const options = { probeFile: async () => facts, onDamaged: () => assert.fail('damaged') };
    const other = new Library({ root: join(root, 'library'), ...options });
    const read = (await other.runs()).find(({ id }) => id === run.id);
    other.dispose();
    assert.deepEqual(read?.mask, run.mask);
    assert.deepEqual(read?.tiles[0]?.locked, run.tiles[0]?.locked);
  });

  it('has no mask where nothing is marked', async () => {
    const run = await make(studioWith(masking()), { mask: { strokes: [], feather: 2 } });
    assert.equal(api.asked[0]?.mask, undefined);
    assert.equal(run.mask, undefined);
    assert.equal(run.tiles[0]?.locked, undefined);
  });

  it('shows the answer where its pixels cannot be read', async () => {
    const run = await make(studioWith(masking({ lockOutside: unreadable })));
    assert.equal(run.tiles[0]?.state, 'done');
    assert.equal(run.tiles[0]?.locked, undefined);
  });

  it('is refused before anything is sent where the model takes none', async () => {
    await assert.rejects(
      studioWith(masking()).start({ ...wish, parameters: { model: 'dall-e-3' } }, api),
      (error: unknown) =>
        error instanceof ImageError &&
        error.record.problems?.some(({ field, code }) => field === 'mask' && code === 'field.unsupported'),
    );
    assert.equal(api.asked.length, 0);
  });
});
