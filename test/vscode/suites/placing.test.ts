import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { withMade } from '../../../src/commands/missing/madeBefore.ts';
import { makeEach } from '../../../src/commands/missing/makeAll.ts';
import type { Offer } from '../../../src/commands/missing/offer.ts';
import { placeMade } from '../../../src/commands/missing/place.ts';
import type { Connection } from '../../../src/commands/services.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import { Library } from '../../../src/library/library.ts';
import { Log } from '../../../src/platform/log.ts';
import { replaceFiles, sourceFiles } from '../../../src/platform/projectFiles.ts';
import { isMarkedPlaceholder } from '../../../src/raster/placeholderMark.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Placeholders } from '../../../src/services/placeholders.ts';
import { fitToSlot } from '../../../src/services/slots.ts';
import type { Destination, ImagesApi } from '../../../src/studio/ports.ts';
import { restore, undoable } from '../../../src/studio/replace.ts';
import { Studio } from '../../../src/studio/studio.ts';
import { until } from '../../support/until.ts';

/** Of the picture that is painted. */
const size = { width: 256, height: 256 };

/** A server that paints, or does what the next of `answers` does first. */
class Painter {
  asked = 0;
  readonly answers: ((signal: AbortSignal) => Promise<void>)[] = [];
  readonly picture: Uint8Array;

  constructor(picture: Uint8Array) {
    this.picture = picture;
  }

  connection(): Connection {
    const api: ImagesApi = {
      label: { id: 'openai', label: 'OpenAI', offline: false },
      hasVariations: false,
      streams: false,
      lacksFormats: [],
      defaults: {},
      send: (_, destination, signal) => this.#answer(destination, signal),
    };
    const target = { provider: 'openai', baseUrl: 'https://x', host: 'x', official: false } as const;
    return { ...target, api, model: 'gpt-image-2', check: async () => ({}), listModels: async () => [] };
  }

  async *#answer({ folder, stem }: Destination, signal: AbortSignal): AsyncIterable<ImageEvent> {
    this.asked++;
    await this.answers.shift()?.(signal);
    const file = `${stem}-0.png`;
    await writeFile(join(folder, file), this.picture);
    const picture = { type: 'png', ...size, alpha: false, file, bytes: this.picture.length } as const;
    yield { type: 'completed', index: 0, picture };
  }
}

const failing = (): Promise<void> => Promise.reject(new ImageError({ kind: 'server' }));

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));

const probeFile = async (path: string) => probe(await readFile(path));

const noRaster = (): Promise<never> => Promise.reject(new Error('it fits as it is'));

describe('a picture made for a place in the code', () => {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  const placeholders = new Placeholders();
  const log = new Log();
  let folder = '';
  let library: Library;
  let studio: Studio;
  let painter: Painter;
  let services: Parameters<typeof makeEach>[0];

  const offer = (name: string): Offer => {
    assert.ok(root);
    const path = `placing/${name}`;
    return { root: root.uri, path, label: path, prompt: 'a stove', type: 'png', size, placeholder: false };
  };
  const file = (name: string): string => join(root?.uri.fsPath ?? '', 'placing', name);
  const make = (
    offers: readonly Offer[],
    signal = new AbortController().signal,
  ): ReturnType<typeof makeEach> => makeEach(services, painter.connection(), offers, () => undefined, signal);
  const offered = (offers: readonly Offer[]): Promise<readonly Offer[]> => withMade(services, offers, false);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-placing-'));
    assert.ok(root);
    painter = new Painter(await readFile(join(root.uri.fsPath, 'images/logo.png')));
    library = new Library({ root: folder, probeFile, onDamaged: (_, error) => assert.fail(String(error)) });
    studio = new Studio({
      store: library,
      sources: sourceFiles,
      probeFile,
      onEnd: (run, again) => placeMade(services, run, again),
    });
    services = {
      archive: library,
      studio,
      placeholders,
      log,
      fitToSlot: (...of) => fitToSlot(noRaster, ...of),
    };
    await mkdir(file(''), { recursive: true });
  });
  afterEach(async () => {
    await studio.close();
    await library.flush();
    library.dispose();
    await rm(folder, { recursive: true });
    await rm(file(''), { recursive: true });
  });

  it('is put there when it comes by another try, where nothing else is by then', async () => {
    painter.answers.push(failing, failing);
    const all = await make([offer('a.png'), offer('b.png')]);
    assert.equal(all.placed, 0);
    assert.equal(all.failed.length, 2);
    await writeFile(file('b.png'), 'of the user');
    for (const { runId } of all.made) {
      const run = library.get(runId);
      assert.ok(run);
      await studio.retry(run.id, ['1'], painter.connection().api)?.done;
    }
    assert.deepEqual(await readFile(file('a.png')), Buffer.from(painter.picture));
    assert.equal(await readFile(file('b.png'), 'utf8'), 'of the user', 'nothing is written over');
    assert.equal(painter.asked, 4);
    const saved = all.made.map(({ runId }) => library.get(runId)?.tiles[0]?.saved?.length ?? 0);
    assert.deepEqual(
      saved.toSorted((one, other) => one - other),
      [0, 1],
    );
  });

  it('takes the place of a placeholder', async () => {
    const placeholder = placeholders.mark(painter.picture);
    await writeFile(file('a.png'), placeholder);
    const all = await make([{ ...offer('a.png'), placeholder: true }]);
    assert.equal(all.placed, 1);
    const bytes = await readFile(file('a.png'));
    assert.equal(isMarkedPlaceholder(bytes), false);
    const [replaced] = await undoable(library);
    assert.ok(replaced, 'which can be undone');
    await restore(library, replaceFiles, replaced);
    assert.deepEqual(await readFile(file('a.png')), Buffer.from(placeholder));
  });

  it('is not asked for where nothing that comes could be put there', async () => {
    const large = { ...offer('b.png'), size: { width: 20_000, height: 20_000 } };
    const all = await make([{ ...offer('a.svg'), type: 'svg' }, large]);
    assert.equal(painter.asked, 0, 'nothing is paid');
    assert.deepEqual(
      all.failed.map(({ error }) => error.problems?.[0]?.code),
      ['slot.model', 'slot.tooLarge'],
    );
  });

  it('leaves a placeholder alone that somebody has painted over', async () => {
    const edited = Buffer.from(placeholders.mark(painter.picture));
    edited.writeUInt8(edited.readUInt8(edited.length - 20) ^ 1, edited.length - 20);
    painter.answers.push(failing);
    const { made } = await make([offer('a.png')]);
    await writeFile(file('a.png'), edited);
    await studio.retry(made[0]?.runId ?? '', ['1'], painter.connection().api)?.done;
    assert.equal(painter.asked, 2);
    assert.deepEqual(await readFile(file('a.png')), edited);
  });

  it('is not asked for again when it could not be put there: it is offered as made', async () => {
    // By the time it comes, a file is where the folder should be.
    painter.answers.push(() => writeFile(file('way'), ''));
    const first = await make([offer('way/a.png')]);
    assert.equal(first.placed, 0);
    assert.equal(first.failed.length, 1, 'which is said');
    assert.equal(first.made.length, 1, 'the picture is in the library');
    assert.equal(painter.asked, 1);
    await rm(file('way'));
    await library.flush();
    const again = await offered([offer('way/a.png'), offer('b.png')]);
    assert.deepEqual(
      again.map(({ made }) => made?.run.id),
      [first.made[0]?.runId, undefined],
    );
    // No connection at all: nothing can be sent.
    const second = await makeEach(
      services,
      undefined,
      again.slice(0, 1),
      () => undefined,
      AbortSignal.any([]),
    );
    assert.equal(second.placed, 1);
    assert.equal(painter.asked, 1);
    assert.deepEqual(await readFile(file('way/a.png')), Buffer.from(painter.picture));
  });

  it('is made once although the rest was stopped and taken up again', async () => {
    const stop = new AbortController();
    const offers = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'].map(offer);
    painter.answers.push(async () => undefined, stopped, stopped, stopped);
    const making = make(offers, stop.signal);
    await until('four were asked for', () => painter.asked === 4);
    stop.abort();
    const all = await making;
    assert.deepEqual([all.placed, all.failed, all.stopped], [1, [], true]);
    assert.equal(painter.asked, 4, 'the fifth was never asked for');
    const again = await offered(offers);
    assert.equal(again.filter(({ made }) => made).length, 1);
    assert.equal((await make(again.filter(({ made }) => !made))).placed, 4);
    assert.equal(painter.asked, 8);
  });

  it('is not offered as made once it was rejected, or where other words are asked for', async () => {
    await make([offer('a.png')]);
    await rm(file('a.png'));
    const [once] = await offered([offer('a.png')]);
    assert.ok(once?.made);
    await library.mark(once.made.run.id, ['1'], { verdict: 'rejected' });
    const [again] = await offered([offer('a.png')]);
    assert.equal(again?.made, undefined);
  });
});
