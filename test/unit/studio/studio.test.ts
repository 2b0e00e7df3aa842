import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError, type ErrorRecord } from '../../../src/images/errors.ts';
import type { ImageFacts } from '../../../src/images/picture.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import type { Run } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';
import type { Destination, ImagesApi } from '../../../src/studio/ports.ts';
import { Studio, type RunHandle, type Wish } from '../../../src/studio/studio.ts';

const square = { type: 'png', width: 64, height: 64, alpha: true } as const;
const picture = (file: string) => ({ ...square, file, bytes: 3 });
const wish: Wish = {
  kind: 'generate',
  prompt: 'a fox',
  parameters: { model: 'gpt-image-2' },
  count: 1,
  sources: [],
};
const logo = { uri: 'logo.png', label: 'images/logo.png' };

type Send = (
  request: ImageRequest,
  destination: Destination,
  signal: AbortSignal,
) => AsyncIterable<ImageEvent>;

/** An Images API that remembers what it was asked. */
function fakeApi(
  send: Send,
  overrides: Partial<ImagesApi> = {},
): ImagesApi & { readonly asked: ImageRequest[] } {
  const asked: ImageRequest[] = [];
  return {
    asked,
    label: { id: 'openai', label: 'OpenAI', offline: false },
    hasVariations: false,
    streams: false,
    lacksFormats: [],
    defaults: {},
    ...overrides,
    send: (request, destination, signal) => {
      asked.push(request);
      return send(request, destination, signal);
    },
  };
}

/** Answers with as many pictures as were asked for. */
async function* answer(request: ImageRequest, { stem }: Destination): AsyncIterable<ImageEvent> {
  for (let index = 0; index < (request.parameters.n ?? 1); index++) {
    yield { type: 'completed', index, picture: picture(`${stem}-${index}.png`) };
  }
  yield { type: 'usage', usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } };
}

/** An answer that fails before its first event. */
function refuse(record: ErrorRecord): AsyncIterable<ImageEvent> {
  return failWith(Promise.reject(new ImageError(record)));
}

/** An answer that never comes, until it is stopped. */
function untilStopped(signal: AbortSignal): AsyncIterable<ImageEvent> {
  return failWith(
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(new Error('stopped'));
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    }),
  );
}

/** A server that does not have the model. */
function gone(label: ImagesApi['label']): ImagesApi {
  return fakeApi(() => refuse({ kind: 'modelNotFound' }), { label });
}

function failWith(failure: Promise<never>): AsyncIterable<ImageEvent> {
  return { [Symbol.asyncIterator]: () => ({ next: () => failure }) };
}

async function probeFile(path: string): Promise<ImageFacts | undefined> {
  return (await readFile(path, 'utf8')) === 'png' ? square : undefined;
}

describe('studio', () => {
  let root: string;
  let library: Library;
  let studio: Studio;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-studio-'));
    await writeFile(join(root, 'logo.png'), 'png');
    library = new Library({
      root: join(root, 'library'),
      probeFile,
      onDamaged: (_, error) => assert.fail(String(error)),
    });
    const sources = { copy: (uri: string, path: string) => copyFile(join(root, uri), path) };
    studio = new Studio({ store: library, sources, probeFile });
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await rm(root, { recursive: true });
  });

  const begin = async (api: ImagesApi, changes: Partial<Wish> = {}): Promise<RunHandle> => {
    const handle = await studio.start({ ...wish, ...changes }, api);
    assert.ok(handle);
    return handle;
  };
  const make = async (api: ImagesApi, changes: Partial<Wish> = {}): Promise<Run> =>
    (await begin(api, changes)).done;
  const retry = async (...of: Parameters<Studio['retry']>): Promise<Run> => {
    const handle = studio.retry(...of);
    assert.ok(handle);
    return handle.done;
  };

  it('asks once for n pictures when nothing is streamed', async () => {
    const api = fakeApi(answer);
    const run = await make(api, { count: 3 });
    assert.deepEqual(
      api.asked.map(request => request.parameters),
      [{ model: 'gpt-image-2', n: 3 }],
    );
    assert.deepEqual(
      run.tiles.map(tile => tile.picture?.file),
      ['1-0.png', '1-1.png', '1-2.png'],
    );
    assert.equal(run.state, 'done');
    assert.deepEqual(run.usage, { inputTokens: 1, outputTokens: 2, totalTokens: 3 });
  });

  it('keeps where code names the picture, and tells of every end before it is said to be done', async () => {
    const place = { root: 'file:///site', path: 'a.ico', label: 'a.ico', type: 'ico', width: 32 } as const;
    const ends: string[] = [];
    const sources = { copy: (uri: string, path: string) => copyFile(join(root, uri), path) };
    studio = new Studio({
      store: library,
      sources,
      probeFile,
      onEnd: async ({ id, state, tiles }, again) => {
        ends.push(`${state} ${tiles[0]?.state} ${again}`);
        await library.markSaved(id, '1', { uri: 'u', label: 'l' });
      },
    });
    const failed = await make(
      fakeApi(() => refuse({ kind: 'server' })),
      { place },
    );
    assert.deepEqual(failed.place, place);
    const run = await studio.retry(failed.id, ['1'], fakeApi(answer))?.done;
    assert.deepEqual(ends, ['done failed false', 'done done true']);
    assert.ok(run?.tiles[0]?.saved);
    await library.flush();
    const other = new Library({ root: join(root, 'library'), probeFile, onDamaged: () => undefined });
    assert.deepEqual((await other.runs())[0]?.place, place, 'also on the disk');
    other.dispose();
  });

  it('asks a model nobody knows for ten at once', async () => {
    const api = fakeApi(answer);
    const run = await make(api, { count: 23, parameters: { model: 'flux' } });
    assert.deepEqual(
      api.asked.map(request => request.parameters.n),
      [10, 10, 3],
    );
    assert.ok(run.tiles.every(tile => tile.state === 'done'));
  });

  it('asks for each picture by itself when partials are wanted, four at once', async () => {
    let under = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    const api = fakeApi(async function* (request, destination) {
      most = Math.max(most, ++under);
      if (gates.length < 3) await new Promise<void>(resolve => gates.push(resolve));
      else for (const open of gates) open();
      under--;
      yield* answer(request, destination);
    });
    const run = await make(api, { count: 6, parameters: { model: 'gpt-image-2', partialImages: 2 } });
    assert.equal(api.asked.length, 6);
    assert.deepEqual(api.asked[0]?.parameters, { model: 'gpt-image-2', stream: true, partialImages: 2 });
    assert.equal(most, 4);
    assert.deepEqual(new Set(run.tiles.map(tile => tile.state)), new Set(['done']));
  });

  it('does not ask a model to stream that cannot', async () => {
    const api = fakeApi(answer);
    await make(api, { parameters: { model: 'dall-e-2', partialImages: 2 } });
    assert.deepEqual(api.asked[0]?.parameters, { model: 'dall-e-2' });
  });

  it('asks for at most four at once also where all of them have to be asked for differently', async () => {
    let under = 0;
    let most = 0;
    const api = fakeApi(
      async function* (request, destination) {
        if (request.route === 'variations') throw new ImageError({ kind: 'routeNotFound' });
        most = Math.max(most, ++under);
        await new Promise(resolve => setImmediate(resolve));
        under--;
        yield* answer(request, destination);
      },
      { hasVariations: true },
    );
    const sources = Array.from({ length: 4 }, () => logo);
    const parameters = { model: 'gpt-image-2', partialImages: 1 };
    const run = await make(api, { kind: 'variations', prompt: '', count: 4, sources, parameters });
    assert.equal(run.tiles.filter(tile => tile.picture).length, 16);
    assert.equal(most, 4);
  });

  it('asks a model that makes one picture as often as needed', async () => {
    const api = fakeApi(answer);
    await make(api, { count: 2, parameters: { model: 'dall-e-3' } });
    assert.deepEqual(
      api.asked.map(request => request.parameters.n),
      [undefined, undefined],
    );
  });

  it('leaves no preview on the disk but the newest of a picture that never came', async () => {
    let attempt = 0;
    const api = fakeApi(async function* (_request, { folder, stem }) {
      for (const partialIndex of [0, 1]) {
        const file = `${stem}-0-partial-${partialIndex}.png`;
        await writeFile(join(folder, file), 'png');
        yield { type: 'partial', index: 0, partialIndex, picture: picture(file) };
      }
      if (attempt++ === 0) throw new ImageError({ kind: 'cutOff', mayBeBilled: true });
      await writeFile(join(folder, `${stem}-0.png`), 'png');
      yield { type: 'completed', index: 0, picture: picture(`${stem}-0.png`) };
    });
    const run = await make(api);
    const previews = async (): Promise<readonly string[]> =>
      (await readdir(library.folderOf(run.id))).filter(name => name.includes('partial'));
    assert.deepEqual(await previews(), ['1-0-partial-1.png']);
    await studio.retry(run.id, ['1'], api)?.done;
    assert.deepEqual(await previews(), []);
  });

  it('shows partials, then the final', async () => {
    const seen: string[] = [];
    const api = fakeApi(async function* (request, destination) {
      yield { type: 'partial', index: 0, partialIndex: 0, picture: picture('1-0-partial-0.png') };
      yield* answer(request, destination);
    });
    library.onDidChange(change => {
      const tile = 'run' in change ? change.run.tiles[0] : undefined;
      seen.push(tile?.picture?.file ?? tile?.partial?.file ?? tile?.state ?? '');
    });
    const run = await make(api);
    assert.deepEqual([...new Set(seen)], ['queued', 'running', '1-0-partial-0.png', '1-0.png']);
    assert.equal(run.tiles[0]?.partial, undefined);
  });

  it('ends the tiles of a failed request and keeps the others', async () => {
    const api = fakeApi((request, destination) =>
      api.asked.length === 1 ? refuse({ kind: 'moderation' }) : answer(request, destination),
    );
    const run = await make(api, { count: 2, parameters: { model: 'dall-e-3' } });
    assert.deepEqual(
      run.tiles.map(tile => tile.error?.kind ?? tile.state),
      ['moderation', 'done'],
    );
  });

  it('says which pictures never came, and keeps one too many', async () => {
    const few = await make(
      fakeApi(request => answer({ ...request, parameters: {} }, { folder: '', stem: '1' })),
      { count: 2 },
    );
    assert.deepEqual(
      few.tiles.map(tile => tile.error?.kind ?? tile.state),
      ['done', 'emptyAnswer'],
    );
    const many = await make(fakeApi((request, to) => answer({ ...request, parameters: { n: 2 } }, to)));
    assert.equal(many.tiles.filter(tile => tile.picture).length, 2);
  });

  it('stops at once, keeps what is whole and says what may be billed', async () => {
    const api = fakeApi(async function* (_, __, signal) {
      yield { type: 'completed', index: 0, picture: picture('1-0.png') };
      yield { type: 'partial', index: 1, partialIndex: 0, picture: picture('1-1-partial-0.png') };
      yield* untilStopped(signal);
    });
    const { runId, done } = await begin(api, { count: 2 });
    library.onDidChange(() => library.get(runId)?.tiles[1]?.partial && studio.cancel(runId));
    const run = await done;
    assert.equal(run.state, 'cancelled');
    assert.deepEqual(
      run.tiles.map(tile => tile.state),
      ['done', 'cancelled'],
    );
    assert.equal(run.tiles[1]?.partial?.file, '1-1-partial-0.png');
    assert.equal(run.tiles[1]?.error?.mayBeBilled, true);
  });

  it('calls runs interrupted when the window closes', async () => {
    const api = fakeApi((_, __, signal) => untilStopped(signal));
    const { runId, done } = await begin(api);
    await studio.close();
    assert.equal(library.get(runId)?.state, 'interrupted');
    assert.equal((await done).state, 'interrupted');
  });

  it('refuses what the server would refuse, before anything is sent or kept', async () => {
    const api = fakeApi(answer);
    await assert.rejects(make(api, { prompt: ' ' }), { kind: 'invalid' });
    await assert.rejects(
      make(api, { kind: 'edit', sources: [{ uri: 'missing.png', label: 'missing.png' }] }),
      {
        kind: 'source',
      },
    );
    assert.deepEqual(api.asked, []);
    assert.deepEqual(await readdir(join(root, 'library')), []);
  });

  it('refuses a format that the provider lacks', async () => {
    const api = fakeApi(answer, { lacksFormats: ['webp'] });
    await assert.rejects(make(api, { parameters: { model: 'gpt-image-2', outputFormat: 'webp' } }), {
      kind: 'invalid',
    });
  });

  it('refuses a place that is too large for any picture, and asks nobody', async () => {
    const api = fakeApi(answer);
    const slot = { width: 10_000, height: 10_000, path: 'a.png', label: 'a.png' };
    await assert.rejects(make(api, { slot }), { kind: 'invalid' });
    assert.deepEqual(api.asked, []);
    await make(api, { slot: { ...slot, width: 3000, height: 10_000 } });
    assert.equal(api.asked.length, 1);
  });

  it('names the replacement of a model that OpenAI ended', async () => {
    const parameters = { model: 'gpt-image-1' };
    const ended = await make(gone({ id: 'openai', label: 'OpenAI', offline: false }), { parameters });
    assert.equal(ended.tiles[0]?.error?.replacement, 'gpt-image-2.5-flare');
    const other = await make(gone({ id: 'compatible', label: 'x', offline: false }), { parameters });
    assert.equal(other.tiles[0]?.error?.replacement, undefined);
  });

  it('counts the tokens of each request for its picture', async () => {
    const parameters = { model: 'gpt-image-2', partialImages: 1 };
    const run = await make(fakeApi(answer), { count: 2, parameters });
    assert.deepEqual(
      run.tiles.map(tile => tile.usage?.totalTokens),
      [3, 3],
    );
    assert.equal(run.usage?.totalTokens, 6);
  });

  it('knows which pictures the count of tokens is of', async () => {
    const api = fakeApi(async function* (request, destination) {
      const more = api.asked.length === 1;
      for await (const event of answer(request, destination)) if (more || event.type !== 'usage') yield event;
    });
    const parameters = { model: 'gpt-image-2', partialImages: 1 };
    const run = await make(api, { count: 2, parameters });
    assert.deepEqual(
      run.tiles.map(tile => [tile.id, tile.counted]),
      [
        ['1', true],
        ['2', undefined],
      ],
    );
  });

  it('counts pictures that came unasked, and begins anew with one that is asked for again', async () => {
    const first = fakeApi(async function* (_request, { stem }) {
      yield { type: 'failed', index: 0, error: { kind: 'badPicture' } };
      yield { type: 'completed', index: 1, picture: picture(`${stem}-1.png`) };
      yield { type: 'usage', usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } };
    });
    const run = await make(first);
    assert.deepEqual(
      run.tiles.map(tile => tile.counted),
      [true, true],
    );
    const silent = fakeApi(async function* (_request, { stem }) {
      yield { type: 'completed', index: 0, picture: picture(`${stem}-0.png`) };
    });
    const again = await retry(run.id, ['1'], silent);
    assert.deepEqual(
      again.tiles.map(tile => tile.counted),
      [undefined, true],
    );
  });

  it('asks once all is in order, and leaves nothing behind when it is told not to go on', async () => {
    const api = fakeApi(answer);
    const asked: boolean[] = [];
    const no = async (): Promise<boolean> => Boolean(asked.push(false)) && false;
    assert.equal(await studio.start(wish, api, no), undefined);
    await assert.rejects(studio.start({ ...wish, prompt: '' }, api, no), { kind: 'invalid' });
    assert.deepEqual(asked, [false]);
    assert.deepEqual(api.asked, []);
    assert.deepEqual(await readdir(join(root, 'library')), []);
  });

  it('makes variations of each file by their own endpoint where it exists', async () => {
    const api = fakeApi(answer, { hasVariations: true });
    const run = await make(api, {
      kind: 'variations',
      prompt: '',
      count: 2,
      sources: [logo, logo],
      parameters: { model: 'dall-e-2' },
    });
    assert.deepEqual(
      api.asked.map(({ route, parameters }) => [route, parameters.n]),
      [
        ['variations', 2],
        ['variations', 2],
      ],
    );
    assert.deepEqual(
      run.tiles.map(tile => tile.source),
      [0, 0, 1, 1],
    );
    assert.equal(run.sources[0]?.file, 'source-1.png');
    assert.equal(await readFile(join(library.folderOf(run.id), 'source-1.png'), 'utf8'), 'png');
  });

  it('makes them with the edits endpoint elsewhere, with the added words', async () => {
    const api = fakeApi(answer);
    await make(api, { kind: 'variations', prompt: 'in winter', sources: [logo] });
    const [request] = api.asked;
    assert.equal(request?.route, 'edits');
    assert.match(request.prompt, /variation of this picture.* in winter$/);
    assert.deepEqual(
      request.images.map(({ fileName, type }) => [fileName, type]),
      [['logo.png', 'png']],
    );
  });

  it('falls over to edits when the endpoint turns out to be missing', async () => {
    const api = fakeApi(
      (request, to) =>
        request.route === 'variations' ? refuse({ kind: 'routeNotFound' }) : answer(request, to),
      {
        hasVariations: true,
      },
    );
    const run = await make(api, {
      kind: 'variations',
      prompt: '',
      count: 2,
      sources: [logo],
      parameters: { model: 'x' },
    });
    assert.deepEqual(
      api.asked.map(({ route }) => route),
      ['variations', 'edits'],
    );
    assert.deepEqual(
      run.tiles.map(tile => tile.state),
      ['done', 'done'],
    );
  });

  it('sends all references of an edit together', async () => {
    const api = fakeApi(answer);
    await make(api, { kind: 'edit', sources: [logo, logo] });
    const [request] = api.asked;
    assert.equal(request?.route === 'edits' && request.images.length, 2);
  });

  it('wants room for the pictures that will come, and keeps how many that are', async () => {
    const rooms: number[] = [];
    const prepare = library.prepare.bind(library);
    library.prepare = (id, pictures) => {
      rooms.push(pictures);
      return prepare(id, pictures);
    };
    const sources = [logo, logo];
    const edit = await make(fakeApi(answer), { kind: 'edit', count: 2, sources });
    const vary = await make(fakeApi(answer), { kind: 'variations', count: 2, sources });
    assert.deepEqual(rooms, [2, 4]);
    assert.deepEqual([edit.count, vary.count], [2, 2]);
  });

  it('tries one tile again in its run, under new file names', async () => {
    const api = fakeApi((request, to) =>
      api.asked.length === 1 ? refuse({ kind: 'server' }) : answer(request, to),
    );
    const failed = await make(api);
    assert.equal(failed.tiles[0]?.state, 'failed');
    const run = await retry(failed.id, ['1'], api);
    assert.equal(run.id, failed.id);
    assert.equal(run.tiles[0]?.state, 'done');
    assert.equal(run.tiles[0]?.error, undefined);
    assert.match(run.tiles[0]?.picture?.file ?? '', /^1r\w+-0\.png$/);
  });

  it('asks once for what two buttons ask for again, and never for what is there', async () => {
    const api = fakeApi((request, to) =>
      api.asked.length === 1 ? refuse({ kind: 'server' }) : answer(request, to),
    );
    const failed = await make(api);
    const first = studio.retry(failed.id, ['1'], api);
    assert.equal(studio.retry(failed.id, ['1'], api), undefined);
    assert.ok(first);
    await first.done;
    assert.equal(studio.retry(failed.id, ['1'], api), undefined);
    assert.equal(studio.retry('gone', ['1'], api), undefined);
    assert.equal(api.asked.length, 2);
  });

  it('counts the time it worked, not the time between tries', async () => {
    const api = fakeApi((request, to) =>
      api.asked.length === 1 ? refuse({ kind: 'server' }) : answer(request, to),
    );
    const failed = await make(api);
    const hourAgo = failed.startedAt - 3_600_000;
    library.change(failed.id, run => ({ ...run, startedAt: hourAgo, tookMs: 1000 }));
    const run = await retry(failed.id, ['1'], api);
    assert.ok(run.tookMs !== undefined && run.tookMs >= 1000 && run.tookMs < 60_000, String(run.tookMs));
  });

  it('looks at the pixels where transparency was asked for, and only there', async () => {
    const looked: string[] = [];
    studio = new Studio({
      store: library,
      sources: { copy: async () => assert.fail('there are no sources') },
      probeFile,
      alphaTruth: async path => {
        looked.push(path);
        return 'checkerboard';
      },
    });
    const parameters = { ...wish.parameters, background: 'transparent' } as const;
    const run = await make(fakeApi(answer), { count: 2, parameters });
    assert.deepEqual(
      run.tiles.map(({ alphaTruth }) => alphaTruth),
      ['checkerboard', 'checkerboard'],
    );
    assert.equal(looked.length, 2);
    await make(fakeApi(answer));
    assert.equal(looked.length, 2);
  });
});
