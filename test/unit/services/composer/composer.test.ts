import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { Connection, Outlook, Services } from '../../../../src/commands/services.ts';
import type { Draft } from '../../../../src/images/draft.ts';
import type { Run, Source } from '../../../../src/images/run.ts';
import { DeskFile, emptyDesk } from '../../../../src/library/deskFile.ts';
import type { ComposerView } from '../../../../src/protocol/composer.ts';
import { parseDraft } from '../../../../src/protocol/parseComposer.ts';
import type { Composer as ComposerType } from '../../../../src/services/composer/composer.ts';
import { Copies } from '../../../../src/services/composer/copies.ts';
import type { RunHandle, Wish } from '../../../../src/studio/studio.ts';
import { outlook } from '../../../sheet/fakeComposer.ts';
import { withFakeVscode } from '../../../support/fakeVscode.ts';
import { until } from '../../../support/until.ts';
import { png } from '../../raster/samples.ts';

const { Composer } = await withFakeVscode(() => import('../../../../src/services/composer/composer.ts'));

const picture = png(8, 6, 6);
const dayAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);

/** A gate that opens when it is told to. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** Copies that write down which are deleted. */
class WatchedCopies extends Copies {
  readonly removed: string[] = [];

  override remove(source: Source): Promise<void> {
    this.removed.push(source.label);
    return super.remove(source);
  }
}

/** Services that a composer needs, over a folder; what is spent is written down. */
class Desk {
  readonly wishes: Wish[] = [];
  reveals = 0;
  outlooks: () => Promise<Outlook> = async () => outlook;
  connects: () => Promise<void> = async () => undefined;
  starts: () => Promise<void> = async () => undefined;
  readonly #folder: string;
  readonly references: WatchedCopies;
  readonly composer: ComposerType;

  constructor(folder: string) {
    this.#folder = folder;
    const files = { copy: (uri: string, path: string) => copyFile(fileURLToPath(uri), path) };
    const raster = { get: () => assert.fail('nothing is large enough to be drawn') };
    this.references = new WatchedCopies(this.deskFolder, files, raster, path =>
      pathToFileURL(path).toString(),
    );
    this.composer = this.open();
  }

  open(state = emptyDesk): ComposerType {
    return new Composer(
      {
        services: this.#services(),
        file: this.file(),
        copies: this.references,
        changed: () => undefined,
      },
      state,
    );
  }

  get deskFolder(): string {
    return join(this.#folder, '.desk');
  }

  file(): DeskFile {
    return new DeskFile(this.deskFolder, parseDraft);
  }

  view(): Promise<ComposerView> {
    return this.composer.view(path => path);
  }

  async labels(): Promise<readonly string[]> {
    return (await this.view()).references.map(({ label }) => label);
  }

  /** Names of the pictures that are kept, without the draft. */
  async files(): Promise<readonly string[]> {
    await this.composer.close();
    return (await readdir(this.deskFolder)).filter(name => name.endsWith('.png'));
  }

  async makeOld(): Promise<void> {
    for (const name of await this.files()) await utimes(join(this.deskFolder, name), dayAgo, dayAgo);
  }

  async paste(...names: readonly string[]): Promise<void> {
    await this.composer.handle(
      {
        type: 'composer.addFiles',
        files: names.map(name => ({ name, bytes: picture })),
      },
      path => path,
    );
  }

  async write(prompt: string): Promise<void> {
    const { epoch, draft } = await this.view();
    await this.composer.handle({ type: 'composer.draft', epoch, draft: { ...draft, prompt } }, path => path);
  }

  /** A picture outside of the desk, to start from. */
  async picture(name: string): Promise<{ readonly uri: string; readonly label: string }> {
    const path = join(this.#folder, name);
    await writeFile(path, picture);
    return { uri: pathToFileURL(path).toString(), label: name };
  }

  #services(): Services {
    const connection: Connection = {
      ...outlook,
      api: { ...outlook.traits, send: () => assert.fail('sent') },
      check: () => assert.fail('checked'),
      listModels: () => assert.fail('listed'),
    };
    const start = async (wish: Wish): Promise<RunHandle> => {
      this.wishes.push(wish);
      await this.starts();
      return { runId: `run-${this.wishes.length}`, done: new Promise(() => undefined) };
    };
    return v.parse(
      v.custom<Services>(() => true),
      {
        outlook: () => this.outlooks(),
        connect: async () => {
          await this.connects();
          return connection;
        },
        studio: { start },
        sheet: { reveal: () => this.reveals++ },
        log: { warn: (line: string) => assert.fail(line) },
        archive: {
          get: () => undefined,
          folderOf: () => this.#folder,
          onDidChange: () => ({ dispose: () => undefined }),
        },
      },
    );
  }
}

const withModel = (prompt: string): Draft => ({ prompt, count: 1, parameters: { model: 'theirs' } });
const drafted = (prompt: string): Draft => ({ prompt, count: 1, parameters: { quality: 'low' } });

function sourceOf(file: string): Source {
  return {
    uri: `file:///w/${file}`,
    label: file,
    file,
    type: 'png',
    bytes: picture.length,
    width: 8,
    height: 6,
  };
}

function aRun(sources: readonly string[]): Run {
  return {
    id: 'r',
    kind: 'variations',
    state: 'done',
    startedAt: 1,
    prompt: 'of a run',
    sources: sources.map(sourceOf),
    provider: outlook.traits.label,
    parameters: { size: '1024x1024' },
    tiles: [{ id: '1', state: 'done' }],
  };
}

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${index + 1}.png`);

describe('The composer', () => {
  let folder: string;
  let desk: Desk;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-composer-'));
    desk = new Desk(folder);
  });
  afterEach(async () => {
    await desk.composer.close();
    await rm(folder, { recursive: true, force: true });
  });

  const images = async (): Promise<readonly string[]> =>
    (await desk.view()).problems.filter(({ field }) => field === 'image').map(({ sentence }) => sentence);

  describe('when it runs', () => {
    it('spends once, however often it is told while a run is being started', async () => {
      const { epoch } = await desk.view();
      const library = gate();
      desk.starts = () => library.opened;
      const run = { type: 'composer.run', epoch, draft: drafted('a boat') } as const;
      const first = desk.composer.handle(run, path => path);
      const others = await Promise.all([
        desk.composer.handle(run, path => path),
        desk.composer.handle(run, path => path),
      ]);
      await until('it starts', () => desk.wishes.length > 0);
      others.push(await desk.composer.handle(run, path => path));
      library.open();
      assert.equal(await first, 'started');
      assert.deepEqual(others, ['left', 'left', 'left']);
      assert.equal(desk.wishes.length, 1);
      assert.equal(await desk.composer.handle(run, path => path), 'started', 'then the next one may');
      assert.equal(desk.wishes.length, 2);
    });

    it('may run again after it was refused', async () => {
      const { epoch } = await desk.view();
      const handle = (prompt: string): Promise<unknown> =>
        desk.composer.handle({ type: 'composer.run', epoch, draft: drafted(prompt) }, path => path);
      assert.deepEqual([await handle(' '), await handle('a boat')], ['refused', 'started']);
    });

    it('asks for what stood there when Run was pressed', async () => {
      await desk.paste('old.png');
      const { epoch } = await desk.view();
      const server = gate();
      desk.connects = () => server.opened;
      const run = desk.composer.handle(
        { type: 'composer.run', epoch, draft: drafted('a boat') },
        path => path,
      );
      desk.outlooks = async () => outlook;
      await desk.composer.handle(
        { type: 'composer.draft', epoch, draft: drafted('something dear') },
        path => path,
      );
      await desk.composer.useSettings(aRun([]));
      server.open();
      assert.equal(await run, 'started');
      const [wish] = desk.wishes;
      assert.equal(wish?.prompt, 'a boat');
      assert.deepEqual(
        wish.sources.map(({ label }) => label),
        ['old.png'],
      );
      assert.equal((await desk.view()).draft.prompt, 'of a run');
    });

    it('keeps a picture that is taken away until the run has its own copy', async () => {
      await desk.paste('old.png');
      const { epoch, references } = await desk.view();
      const library = gate();
      desk.starts = () => library.opened;
      const run = desk.composer.handle(
        { type: 'composer.run', epoch, draft: drafted('a boat') },
        path => path,
      );
      await until('it starts', () => desk.wishes.length > 0);
      await desk.composer.handle({ type: 'composer.remove', id: references[0]?.id ?? '' }, path => path);
      assert.deepEqual(await desk.labels(), []);
      assert.deepEqual(desk.references.removed, []);
      library.open();
      await run;
      assert.deepEqual(await desk.files(), []);
    });
  });

  describe('when drafts arrive', () => {
    it('never puts one back that was replaced in the meantime', async () => {
      const { epoch } = await desk.view();
      const settings = gate();
      desk.outlooks = async () => {
        await settings.opened;
        return outlook;
      };
      const late = desk.composer.handle(
        { type: 'composer.draft', epoch, draft: drafted('late') },
        path => path,
      );
      desk.outlooks = async () => outlook;
      await desk.composer.useSettings(aRun([]));
      settings.open();
      await late;
      assert.equal((await desk.view()).draft.prompt, 'of a run');
    });

    it('takes the newest, whichever is looked at first', async () => {
      const { epoch } = await desk.view();
      const settings = gate();
      desk.outlooks = async () => {
        await settings.opened;
        return outlook;
      };
      const older = desk.composer.handle(
        { type: 'composer.draft', epoch, draft: drafted('older') },
        path => path,
      );
      desk.outlooks = async () => outlook;
      await desk.composer.handle({ type: 'composer.draft', epoch, draft: drafted('newer') }, path => path);
      settings.open();
      await older;
      assert.equal((await desk.view()).draft.prompt, 'newer');
    });
  });

  it('asks no server for a model that was chosen at another', async () => {
    const { epoch } = await desk.view();
    desk.outlooks = async () => ({ ...outlook, baseUrl: 'https://other.example/v1' });
    await desk.composer.handle({ type: 'composer.draft', epoch, draft: withModel('a') }, path => path);
    desk.outlooks = async () => outlook;
    await desk.composer.handle({ type: 'composer.draft', epoch, draft: withModel('a boat') }, path => path);
    await desk.composer.handle({ type: 'composer.run', epoch, draft: withModel('a boat') }, path => path);
    assert.equal(desk.wishes[0]?.parameters.model, outlook.model);
    const own = { type: 'composer.run', epoch: (await desk.view()).epoch } as const;
    await desk.composer.handle(
      { ...own, draft: { ...drafted('a boat'), parameters: { model: 'ours' } } },
      path => path,
    );
    assert.equal(desk.wishes[1]?.parameters.model, 'ours');
  });

  describe('when something else is put there', () => {
    it('brings back words and pictures, and the other way round', async () => {
      await desk.write('my words');
      await desk.paste('mine.png');
      assert.equal((await desk.view()).canBringBack, false);
      await writeFile(join(folder, 'theirs.png'), picture);
      await desk.composer.useSettings(aRun(['theirs.png']));
      const there = await desk.view();
      assert.deepEqual([there.draft.prompt, await desk.labels()], ['of a run', ['theirs.png']]);
      assert.equal(there.canBringBack, true);
      await desk.composer.handle({ type: 'composer.back' }, path => path);
      const back = await desk.view();
      assert.deepEqual([back.draft.prompt, await desk.labels()], ['my words', ['mine.png']]);
      assert.notEqual(back.epoch, there.epoch, 'the page takes it over');
      await desk.composer.handle({ type: 'composer.back' }, path => path);
      assert.deepEqual(await desk.labels(), ['theirs.png']);
      assert.equal((await desk.files()).length, 2);
    });

    it('brings a mask back with its picture, and gives none to another', async () => {
      await desk.paste('mine.png', 'second.png');
      const [first, second] = (await desk.view()).references;
      assert(first && second);
      const mask = { strokes: [{ kind: 'invert' }], feather: 0 } as const;
      await desk.composer.handle({ type: 'composer.mask', id: first.id, mask }, path => path);
      const masked = async (): Promise<unknown> =>
        (await desk.view()).references.map(one => one.masked === true);
      await desk.composer.handle({ type: 'composer.remove', id: second.id }, path => path);
      assert.deepEqual(await masked(), [true]);
      await desk.composer.startFrom(await desk.picture('tile.png'));
      assert.deepEqual(await masked(), [false]);
      await desk.composer.handle({ type: 'composer.back' }, path => path);
      assert.deepEqual(await masked(), [true]);
      await writeFile(join(folder, 'theirs.png'), picture);
      await desk.composer.useSettings({
        ...aRun(['theirs.png']),
        mask: { file: 'mask.png', bytes: 1, drawn: mask },
      });
      assert.deepEqual(await masked(), [true]);
    });

    it('keeps the words and what is being typed to them where a picture is edited', async () => {
      await desk.write('my words');
      await desk.paste('mine.png');
      const { epoch } = await desk.view();
      await desk.composer.startFrom(await desk.picture('tile.png'));
      const now = await desk.view();
      assert.deepEqual([now.draft.prompt, now.epoch, await desk.labels()], ['my words', epoch, ['tile.png']]);
      await desk.composer.handle({ type: 'composer.back' }, path => path);
      assert.deepEqual(await desk.labels(), ['mine.png']);
    });

    it('can clear and bring back, also after something was put into the empty one', async () => {
      await desk.write('my words');
      await desk.paste('mine.png');
      await desk.composer.handle({ type: 'composer.clear' }, path => path);
      assert.deepEqual(await desk.labels(), []);
      await desk.composer.startFrom(await desk.picture('tile.png'));
      await desk.composer.handle({ type: 'composer.back' }, path => path);
      assert.deepEqual([(await desk.view()).draft.prompt, await desk.labels()], ['my words', ['mine.png']]);
    });

    it('is kept over a reload', async () => {
      await desk.paste('mine.png');
      await desk.composer.startFrom(await desk.picture('tile.png'));
      await desk.composer.close();
      const again = desk.open((await desk.file().read()) ?? emptyDesk);
      await again.handle({ type: 'composer.back' }, path => path);
      const { references } = await again.view(path => path);
      assert.deepEqual(
        references.map(({ label }) => label),
        ['mine.png'],
      );
      await again.close();
    });

    it('deletes pictures when they cannot be brought back any more, but none of today', async () => {
      const [tile, other] = [await desk.picture('tile.png'), await desk.picture('other.png')];
      await desk.paste('mine.png');
      await desk.composer.startFrom(tile);
      await desk.composer.startFrom(other);
      assert.equal((await desk.files()).length, 3, 'another window may show the young one');
      await desk.makeOld();
      await desk.composer.startFrom(tile);
      assert.deepEqual(await desk.labels(), ['tile.png']);
      assert.equal((await desk.files()).length, 3, 'what nobody names since is left to the sweep');
      await desk.composer.handle({ type: 'composer.back' }, path => path);
      assert.deepEqual(await desk.labels(), ['other.png']);
    });

    it('deletes at once what the user takes away', async () => {
      await desk.paste('a.png', 'b.png');
      const [first] = (await desk.view()).references;
      await desk.composer.handle({ type: 'composer.remove', id: first?.id ?? '' }, path => path);
      assert.deepEqual(await desk.labels(), ['b.png']);
      assert.equal((await desk.files()).length, 1);
    });

    it('changes nothing where a picture cannot be read, and says so', async () => {
      await desk.write('my words');
      await desk.paste('mine.png');
      const gone = { uri: pathToFileURL(join(folder, 'gone.png')).toString(), label: 'gone.png' };
      await desk.composer.startFrom(gone);
      assert.deepEqual(await desk.labels(), ['mine.png']);
      assert.match((await images()).join(), /gone\.png.*Nothing was changed/);
      await writeFile(join(folder, 'there.png'), picture);
      await desk.composer.useSettings(aRun(['there.png', 'gone.png']));
      assert.deepEqual([(await desk.view()).draft.prompt, await desk.labels()], ['my words', ['mine.png']]);
      assert.equal((await desk.view()).canBringBack, false);
      assert.equal(desk.reveals, 2, 'it is shown where it is said');
      assert.equal((await desk.files()).length, 1);
    });
  });

  describe('when there are many pictures', () => {
    it('takes 16 of a run that had more, and says so', async () => {
      for (const name of names(17)) await writeFile(join(folder, name), picture);
      await desk.composer.useSettings(aRun(names(17)));
      assert.equal((await desk.labels()).length, 16);
      assert.match((await images())[0] ?? '', /No more than 16/);
    });

    it('takes 16 of what comes at the same time', async () => {
      await Promise.all([desk.paste(...names(10)), desk.paste(...names(10))]);
      assert.equal((await desk.labels()).length, 16);
      assert.match((await images())[0] ?? '', /No more than 16/);
    });
  });

  it('wants the focus each time, by another number, until it had it', async () => {
    const wanted: number[] = [];
    for (let time = 0; time < 2; time++) {
      await desk.composer.useSettings(aRun([]));
      const { focus } = await desk.view();
      wanted.push(focus);
      await desk.composer.handle({ type: 'composer.focused', focus }, path => path);
      assert.equal((await desk.view()).focus, 0, 'a page that is made anew does not take the focus');
    }
    assert.deepEqual(wanted, [1, 2]);
  });
});
