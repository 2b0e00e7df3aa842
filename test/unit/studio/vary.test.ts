import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { estimateUsd, type PriceRange } from '../../../src/images/cost.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { ImageFacts } from '../../../src/images/picture.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import type { Run } from '../../../src/images/run.ts';
import type { PrepareWant, Rect } from '../../../src/images/transform.ts';
import { Library } from '../../../src/library/library.ts';
import { candidatesOf, namedDirections, sameAgain } from '../../../src/studio/directions.ts';
import { cropFor } from '../../../src/images/crop.ts';
import type { Destination, ImagesApi, Pixels } from '../../../src/studio/ports.ts';
import { Studio, type Wish } from '../../../src/studio/studio.ts';

const facts: ImageFacts = { type: 'png', width: 300, height: 200, alpha: true };
const made = Uint8Array.from([7, 7, 7]);

interface FakePixels extends Pixels {
  readonly calls: readonly string[];
  readonly wants: readonly PrepareWant[];
}

/** Pixels that note what they are asked, and pad where a square is wanted. */
function fakePixels(
  fail?: ImageError,
  more: { readonly seeThrough?: true; readonly flattened?: true } = {},
): FakePixels {
  const calls: string[] = [];
  const wants: PrepareWant[] = [];
  const note = (call: string): void => void calls.push(call);
  return {
    calls,
    wants,
    prepare: async (_path, want) => {
      wants.push(want);
      if (fail) throw fail;
      const seen = more.seeThrough ? ({ seeThrough: true } as const) : {};
      const source = { width: 300, height: 200 };
      const whole = { x: 0, y: 0, ...source };
      if (want.kind === 'whole')
        return {
          type: 'png',
          notes: [],
          ...seen,
          transform: { source, crop: whole, frame: whole, sent: source },
        };
      const sent = { width: 300, height: 300 };
      const transform = { source, crop: whole, frame: { ...whole, y: 50 }, sent };
      return { type: 'png', notes: ['padded'], ...seen, transform, bytes: Uint8Array.from([1, 2, 3, 4]) };
    },
    dropIn: async (came, target, transform, source) => {
      note(`dropIn ${basename(came)} ${target.type} ${target.alpha} ${basename(source)}`);
      const flat = more.flattened ? ({ flattened: true, colours: 'untagged' } as const) : {};
      return { bytes: made, facts: { ...facts, ...transform.source }, ...flat };
    },
    cropTo: async (path, rect, { width, height, type }) => {
      note(`cropTo ${basename(path)} ${rect.x},${rect.y} ${rect.width}x${rect.height} ${type}`);
      return { bytes: made, facts: { type, width, height, alpha: false } };
    },
    deriveSet: async () => ({ files: [], leftOut: [] }),
  };
}

/** The same, of a source that is see-through. */
function clear(): FakePixels {
  return fakePixels(undefined, { seeThrough: true });
}

async function* answer(request: ImageRequest, { folder, stem }: Destination): AsyncIterable<ImageEvent> {
  for (let index = 0; index < (request.parameters.n ?? 1); index++) {
    const file = `${stem}-${index}.png`;
    await writeFile(join(folder, file), 'answer');
    const picture = { ...facts, width: 1024, height: 1024, file, bytes: 6 };
    yield { type: 'completed', index, picture };
  }
}

/** The same, and then the connection breaks: long after fitting has failed. */
async function* breaking(...of: Parameters<typeof answer>): AsyncIterable<ImageEvent> {
  yield* answer(...of);
  await setImmediate();
  throw new ImageError({ kind: 'network' });
}

function fakeApi(more: Partial<ImagesApi> = {}): ImagesApi & { readonly asked: ImageRequest[] } {
  const asked: ImageRequest[] = [];
  return {
    asked,
    label: { id: 'openai', label: 'OpenAI', offline: false },
    hasVariations: false,
    streams: false,
    lacksFormats: [],
    defaults: {},
    send: (request, destination) => {
      asked.push(request);
      return answer(request, destination);
    },
    ...more,
  };
}

const logo = { uri: 'file:///w/images/logo.png', label: 'images/logo.png', from: 'logo.png' };
const wish: Wish = {
  kind: 'variations',
  prompt: '',
  parameters: { model: 'gpt-image-2' },
  count: 1,
  sources: [logo],
};

describe('variations that fit', () => {
  let root: string;
  let library: Library;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-vary-'));
    await writeFile(join(root, 'logo.png'), 'logo');
    library = new Library({
      root: join(root, 'library'),
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
      watching: false,
    });
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await rm(root, { recursive: true });
  });

  const looked: string[] = [];
  const studioWith = (pixels: Pixels): Studio =>
    new Studio({
      alphaTruth: async path => {
        looked.push(basename(path));
        return 'opaque';
      },
      store: library,
      sources: { copy: (uri, path) => copyFile(join(root, uri), path) },
      probeFile: async () => facts,
      pixels,
    });
  const make = async (pixels: Pixels, api: ImagesApi, changes: Partial<Wish> = {}): Promise<Run> => {
    const handle = await studioWith(pixels).start({ ...wish, ...changes }, api);
    assert.ok(handle);
    return handle.done;
  };

  it('send a file as it is where that is allowed, and ask for the nearest size of its shape', async () => {
    const api = fakeApi();
    const run = await make(fakePixels(), api);
    const [request] = api.asked;
    assert.ok(request?.route === 'edits');
    assert.deepEqual(
      request.images.map(({ path, fileName }) => [basename(path), fileName]),
      [['source-1.png', 'logo.png']],
    );
    const [width = 0, height = 0] = request.parameters.size?.split('x').map(Number) ?? [];
    assert.ok(width % 16 === 0 && Math.abs(width / height - 1.5) < 0.03, request.parameters.size);
    assert.equal(run.parameters.size, undefined);
    assert.equal(run.sources[0]?.prepared, undefined);
    assert.equal(run.sources[0]?.uri, logo.uri);
  });

  it('are asked about with the price of the size that will be sent', async () => {
    const told: (PriceRange | undefined)[] = [];
    const api = fakeApi();
    const parameters = { model: 'gpt-image-2', quality: 'low' };
    const handle = await studioWith(fakePixels()).start(
      { ...wish, parameters, count: 9 },
      api,
      async estimate => told.push(estimate) > 0,
    );
    const run = await handle?.done;
    const size = api.asked[0]?.parameters.size;
    assert.ok(size);
    assert.deepEqual(told, [estimateUsd({ ...parameters, size }, 9)]);
    assert.deepEqual(run?.estimateUsd, told[0]);
  });

  it('never change the size that the user set', async () => {
    const api = fakeApi();
    await make(fakePixels(), api, { parameters: { model: 'gpt-image-2', size: '1024x1024' } });
    assert.equal(api.asked[0]?.parameters.size, '1024x1024');
  });

  it('ask a model nobody knows for no size', async () => {
    const api = fakeApi();
    await make(fakePixels(), api, { parameters: { model: 'flux' } });
    assert.equal(api.asked[0]?.parameters.size, undefined);
  });

  it('send what was prepared to the endpoint that takes squares, and the same bytes in a retry', async () => {
    const pixels = fakePixels();
    const api = fakeApi({ hasVariations: true });
    const run = await make(pixels, api, { square: { fit: 'pad', fill: 'edge' } });
    const [request] = api.asked;
    assert.ok(request?.route === 'variations');
    assert.deepEqual([basename(request.image.path), request.image.bytes], ['sent-1.png', 4]);
    const [want] = pixels.wants;
    assert.ok(want?.kind === 'square');
    assert.deepEqual([want.fit, want.fill, want.maxBytes], ['pad', 'edge', 4 * 1024 * 1024]);
    const [source] = run.sources;
    assert.deepEqual(source?.prepared, {
      file: 'sent-1.png',
      type: 'png',
      bytes: 4,
      width: 300,
      height: 300,
    });
    assert.deepEqual(source.notes, ['padded']);
    const folder = library.folderOf(run.id);
    assert.equal(await readFile(join(folder, 'source-1.png'), 'utf8'), 'logo');
    library.change(run.id, before => ({ ...before, tiles: [{ id: '1', state: 'failed', source: 0 }] }));
    await studioWith(pixels).retry(run.id, ['1'], api)?.done;
    assert.deepEqual(api.asked[1], request);
  });

  it('name the file that the codecs cannot read, before anything is sent', async () => {
    const problem = { code: 'source.unreadable', field: 'image', args: { what: 'a CMYK JPEG' } };
    const api = fakeApi();
    await assert.rejects(
      make(fakePixels(new ImageError({ kind: 'invalid', problems: [problem] })), api),
      (error: unknown) => {
        assert.ok(error instanceof ImageError);
        assert.deepEqual(error.record.problems?.[0]?.args, { what: 'a CMYK JPEG', file: 'images/logo.png' });
        return true;
      },
    );
    assert.deepEqual(api.asked, []);
    assert.deepEqual(await library.runs(), []);
  });

  it('are brought back to their source, beside the untouched answer', async () => {
    const pixels = fakePixels();
    const run = await make(pixels, fakeApi());
    const [tile] = run.tiles;
    assert.deepEqual(pixels.calls, ['dropIn 1-0.png png true source-1.png']);
    assert.equal(tile?.picture?.file, '1-0.png');
    assert.deepEqual(tile.fitted, { ...facts, file: '1-0-fitted.png', bytes: 3 });
    const folder = library.folderOf(run.id);
    assert.equal(await readFile(join(folder, '1-0.png'), 'utf8'), 'answer');
    assert.deepEqual(new Uint8Array(await readFile(join(folder, '1-0-fitted.png'))), made);
    await library.flush();
    const again = new Library({
      root: library.root,
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
      watching: false,
    });
    const [read] = await again.runs();
    again.dispose();
    assert.deepEqual(read?.tiles[0]?.fitted, tile.fitted);
    assert.deepEqual(read?.sources, run.sources);
  });

  it('count into what the library takes, and go with their picture', async () => {
    const run = await make(fakePixels(), fakeApi(), { count: 2 });
    assert.equal((await library.usage()).bytes, 2 * (6 + 3) + 4);
    await library.remove(run.id, ['1']);
    const files = await readdir(library.folderOf(run.id));
    assert.deepEqual(files.filter(name => name.startsWith('1')).toSorted(), ['1-1-fitted.png', '1-1.png']);
  });

  it('keep what came where its pixels cannot be read', async () => {
    const unreadable = new ImageError({ kind: 'invalid', problems: [] });
    const pixels = { ...fakePixels(), dropIn: () => Promise.reject(unreadable) };
    const run = await make(pixels, fakeApi());
    assert.equal(run.tiles[0]?.state, 'done');
    assert.equal(run.tiles[0].fitted, undefined);
  });

  it('say that they are being fitted from the moment they come, and no longer when that is over', async () => {
    const seen: (readonly [boolean, boolean])[] = [];
    const watching = library.onDidChange(change => {
      const tile = 'run' in change ? change.run.tiles[0] : undefined;
      if (tile?.picture) seen.push([tile.fitting === true, tile.fitted !== undefined]);
    });
    await make(fakePixels(), fakeApi());
    watching.dispose();
    assert.deepEqual(seen[0], [true, false]);
    assert.deepEqual(seen.at(-1), [false, true]);
    const one = { kind: 'edit', prompt: 'both', sources: [logo, logo] } as const;
    assert.equal((await make(fakePixels(), fakeApi(), one)).tiles[0]?.fitting, undefined);
  });

  it('say on their tile why they could not be fitted, also where the answer breaks off meanwhile', async () => {
    const crashed = new ImageError({ kind: 'unexpected', detail: 'the worker crashed' });
    const pixels = { ...fakePixels(), dropIn: () => Promise.reject(crashed) };
    for (const api of [fakeApi(), fakeApi({ send: breaking })]) {
      const run = await make(pixels, api);
      const [tile] = run.tiles;
      assert.deepEqual([tile?.state, tile?.fitting], ['done', undefined]);
      assert.deepEqual(tile?.unfitted, crashed.record);
      await library.flush();
    }
  });

  it('that came before their window went away are there, and were not fitted', async () => {
    const [held, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const whole = fakePixels();
    const pixels: Pixels = {
      ...whole,
      dropIn: async (...of) => {
        held.resolve();
        await going.promise;
        return whole.dropIn(...of);
      },
    };
    const handle = await studioWith(pixels).start(wish, fakeApi());
    assert.ok(handle);
    await held.promise;
    await library.flush();
    const { pid } = process;
    const later = new Library({
      root: library.root,
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
      watching: false,
      owner: { pid, session: 'later' },
    });
    const [tile] = (await later.runs())[0]?.tiles ?? [];
    later.dispose();
    assert.deepEqual(
      [tile?.state, tile?.fitting, tile?.unfitted],
      ['done', undefined, { kind: 'interrupted' }],
    );
    going.resolve();
    await handle.done;
  });

  it('ask for a see-through background where their source has one, and look whether it came', async () => {
    const api = fakeApi();
    looked.splice(0);
    const run = await make(clear(), api);
    assert.equal(api.asked[0]?.parameters.background, 'transparent');
    assert.equal(run.parameters.background, undefined, 'the user had not said so');
    assert.deepEqual(looked, ['1-0.png']);
    assert.equal(run.tiles[0]?.alphaTruth, 'opaque');
    const offline = fakeApi({ label: { id: 'offline', label: 'Offline', offline: true } });
    await make(clear(), offline, { parameters: { outputFormat: 'webp' } });
    assert.equal(offline.asked[0]?.parameters.background, 'transparent');
  });

  it('ask for none where the source has none', async () => {
    const api = fakeApi();
    looked.splice(0);
    await make(fakePixels(), api);
    assert.equal(api.asked[0]?.parameters.background, undefined);
    assert.deepEqual(looked, []);
  });

  it('ask for none against the user, the format or the model, and look at what comes all the same', async () => {
    looked.splice(0);
    const api = fakeApi();
    for (const parameters of [
      { model: 'gpt-image-2', background: 'opaque' },
      { model: 'gpt-image-2', outputFormat: 'jpeg' },
      { model: 'flux' },
      { model: 'dall-e-2' },
    ] as const)
      await make(clear(), api, { parameters });
    const asked = api.asked.map(({ parameters }) => parameters.background);
    assert.deepEqual(asked, ['opaque', undefined, undefined, undefined]);
    assert.equal(looked.length, 4);
    const both = { kind: 'edit', prompt: 'both', sources: [logo, logo] } as const;
    await make(clear(), api, both);
    assert.equal(api.asked.at(-1)?.parameters.background, undefined);
    assert.equal(looked.length, 4);
  });

  it('keep what their source and the fitting have to say, also on the disk', async () => {
    const run = await make(fakePixels(undefined, { seeThrough: true, flattened: true }), fakeApi());
    await library.flush();
    const again = new Library({
      root: library.root,
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
      watching: false,
    });
    for (const one of [run, (await again.runs())[0]]) {
      assert.deepEqual([one?.sources[0]?.seeThrough, one?.tiles[0]?.flattened], [true, true]);
      assert.equal(one?.tiles[0]?.colours, 'untagged');
    }
    again.dispose();
  });

  it('of an edit with several references are left as they come', async () => {
    const pixels = fakePixels();
    await make(pixels, fakeApi(), { kind: 'edit', prompt: 'both', sources: [logo, logo] });
    assert.deepEqual(pixels.calls, []);
    await make(pixels, fakeApi(), { kind: 'edit', prompt: 'one' });
    assert.equal(pixels.calls.length, 1);
  });

  it('go in directions, one candidate each, the same again by its own endpoint', async () => {
    const api = fakeApi({ hasVariations: true });
    const directions = ['', '', 'pixel art of it'];
    const run = await make(fakePixels(), api, { directions, count: 3, sources: [logo, logo] });
    assert.deepEqual(
      run.tiles.map(({ source, direction }) => [source, direction]),
      [
        [0, undefined],
        [0, undefined],
        [0, 'pixel art of it'],
        [1, undefined],
        [1, undefined],
        [1, 'pixel art of it'],
      ],
    );
    assert.deepEqual(
      api.asked.map(request => [request.route, request.parameters.n ?? 1]),
      [
        ['variations', 2],
        ['edits', 1],
        ['variations', 2],
        ['edits', 1],
      ],
    );
    const edit = api.asked.find(request => request.route === 'edits');
    assert.match(edit?.prompt ?? '', /pixel art of it\.$/);
  });

  it('for a slot have exactly its size, and the part that shows can be moved', async () => {
    const pixels = fakePixels();
    const api = fakeApi();
    const slot = { width: 400, height: 100, path: 'images/banner.jpg', label: 'images/banner.jpg' };
    const run = await make(pixels, api, { kind: 'generate', prompt: 'a banner', sources: [], slot });
    assert.match(api.asked[0]?.parameters.size ?? '', /^\d+x\d+$/);
    const [tile] = run.tiles;
    assert.deepEqual(tile?.fittedRect, { x: 0, y: 384, width: 1024, height: 256 });
    assert.deepEqual([tile.fitted?.width, tile.fitted?.height, tile.fitted?.type], [400, 100, 'jpeg']);
    const rect: Rect = cropFor({ width: 1024, height: 1024 }, slot, { x: 0.5, y: 0 });
    await studioWith(pixels).refit(run.id, tile.id, rect);
    const moved = library.get(run.id)?.tiles[0];
    assert.deepEqual(moved?.fittedRect, { x: 0, y: 0, width: 1024, height: 256 });
    assert.notEqual(moved.fitted?.file, tile.fitted?.file);
    const files = await readdir(library.folderOf(run.id));
    assert.deepEqual(
      files.filter(name => name.includes('fitted')),
      [moved.fitted?.file],
    );
    assert.equal(pixels.calls.at(-1), 'cropTo 1-0.png 0,0 1024x256 jpeg');
  });
});

describe('directions', () => {
  it('are a candidate each; the count is for the same again', () => {
    const [outline] = namedDirections(['outline']);
    assert.ok(outline);
    assert.deepEqual(candidatesOf([], 2), ['', '']);
    assert.deepEqual(candidatesOf([sameAgain], 2), ['', '']);
    assert.deepEqual(candidatesOf([outline], 4), [outline.prompt]);
    assert.deepEqual(candidatesOf([sameAgain, outline], 2), ['', '', outline.prompt]);
  });

  it('are named by key or by words', () => {
    const prompts = namedDirections(['same', 'palette', ' as a stamp ', 'toString']).map(
      ({ prompt }) => prompt,
    );
    assert.deepEqual(prompts, ['', 'a new colour palette', 'as a stamp', 'toString']);
  });
});
