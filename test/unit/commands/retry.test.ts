import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Connection, Services } from '../../../src/commands/services.ts';
import type { Run } from '../../../src/images/run.ts';
import type { Wish } from '../../../src/studio/studio.ts';
import { happened, pressing, typing, withFakeVscode } from '../../support/fakeVscode.ts';

const { retryTiles, retryWithAlpha, runAgain } = await withFakeVscode(
  () => import('../../../src/commands/retry.ts'),
);

const openai = { id: 'openai', label: 'OpenAI', offline: false, host: 'api.openai.com' } as const;
const failed: Run = {
  id: 'r',
  kind: 'generate',
  state: 'done',
  startedAt: 1,
  prompt: 'a fox',
  sources: [],
  provider: openai,
  parameters: { model: 'gpt-image-2' },
  tiles: [{ id: '1', state: 'failed', error: { kind: 'missingKey' } }],
};

interface Rig {
  readonly services: Services;
  readonly retried: (readonly string[])[];
  readonly wishes: Wish[];
}

/** As much of the services as a retry needs; a started retry takes its pictures out of the others' reach. */
function rigOf(first: Run, connect: () => Promise<Partial<Connection>>): Rig {
  let run = first;
  const [retried, wishes]: [(readonly string[])[], Wish[]] = [[], []];
  const services = {
    archive: {
      get: () => run,
      runsElsewhere: () => false,
      folderOf: () => '/library/r',
      onDidChange: () => ({ dispose: () => undefined }),
    },
    connect: async () => connection(await connect()),
    memory: { squareFit: { get: () => undefined } },
    sheet: { visible: true, reveal: () => undefined },
    log: { warn: () => undefined },
    studio: {
      retry: (_runId: string, ids: readonly string[]) => {
        retried.push(ids);
        run = { ...run, tiles: run.tiles.map(tile => ({ ...tile, state: 'running' })) };
        return { runId: 'r', done: Promise.resolve(run) };
      },
      start: async (wish: Wish) => {
        wishes.push(wish);
        return { runId: 'r', done: Promise.resolve(run) };
      },
    },
  };
  return {
    services: v.parse(
      v.custom<Services>(() => true),
      services,
    ),
    retried,
    wishes,
  };
}

function connection(changes: Partial<Connection>): Connection {
  return {
    provider: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    host: 'api.openai.com',
    official: true,
    api: {
      label: openai,
      hasVariations: false,
      streams: true,
      lacksFormats: [],
      defaults: {},
      send: () => assert.fail('sent'),
    },
    model: 'gpt-image-2',
    check: () => assert.fail('checked'),
    listModels: () => assert.fail('listed'),
    ...changes,
  };
}

function at(label: Connection['api']['label']): Partial<Connection> {
  return { api: { ...connection({}).api, label }, model: 'costly' };
}

describe('A retry', () => {
  beforeEach(() => happened.messages.splice(0));

  it('that two buttons ask for while a key is typed is sent once', async () => {
    const key = Promise.withResolvers<Partial<Connection>>();
    const { services, retried } = rigOf(failed, () => key.promise);
    const both = [retryTiles(services, 'r', ['1']), retryTiles(services, 'r', ['1'])];
    key.resolve({});
    await Promise.all(both);
    assert.deepEqual(retried, [['1']]);
  });
});

const again = async (run: Run): Promise<readonly Wish[]> => {
  const { services, wishes } = rigOf(run, async () => ({}));
  await runAgain(services, run);
  return wishes;
};
const made = (...ids: string[]): Run['tiles'] => ids.map(id => ({ id, state: 'done' }));

const source = (name: string): Run['sources'][number] => ({
  uri: `file:///w/${name}`,
  label: name,
  file: name,
  type: 'png',
  bytes: 1,
  width: 1,
  height: 1,
});

describe('A run that is asked for again', () => {
  it('is as many pictures as it asked for, whatever came and whatever is left', async () => {
    const rows: readonly (readonly [Partial<Run>, number])[] = [
      [{ count: 1, tiles: made('1', '1-1', '1-2') }, 1],
      [{ count: 4, tiles: made('3') }, 4],
      [{ tiles: made('1', '2', '1-1') }, 2],
      [{ tiles: made('1-1') }, 1],
    ];
    for (const [changes, count] of rows) {
      const [wish] = await again({ ...failed, ...changes });
      assert.equal(wish?.count, count);
    }
  });

  it('has all its sources and directions, also those whose pictures are deleted', async () => {
    const [wish] = await again({
      ...failed,
      kind: 'variations',
      count: 2,
      directions: ['darker', 'lighter'],
      sources: [source('a.png'), source('b.png')],
      tiles: [{ id: '4', state: 'done', source: 1, direction: 'lighter' }],
    });
    assert.deepEqual([wish?.count, wish?.directions], [2, ['darker', 'lighter']]);
    assert.deepEqual(
      wish?.sources.map(({ label }) => label),
      ['a.png', 'b.png'],
    );
  });
});

describe('A picture for a place in code', () => {
  it('is not asked of a model whose picture could not be put there', async () => {
    const place = { root: 'file:///w', path: 'logo.svg', label: 'logo.svg', type: 'svg' } as const;
    const run: Run = { ...failed, parameters: { model: 'gpt-image-1' }, place };
    const { services, wishes } = rigOf(run, async () => ({}));
    await assert.rejects(runAgain(services, run), { kind: 'invalid' });
    assert.equal(wishes.length, 0);
    await runAgain(services, { ...run, parameters: { model: 'gpt-image-2.6-flare' } });
    assert.equal(wishes.length, 1);
  });
});

describe('A retry for transparency', () => {
  const tile = { id: '1', state: 'done', alphaTruth: 'checkerboard' } as const;
  const dated: Run = {
    ...failed,
    parameters: {
      model: 'gpt-image-1.5-2026-01-01',
      inputFidelity: 'high',
      outputFormat: 'jpeg',
      outputCompression: 80,
    },
    tiles: [tile],
  };
  const local = {
    id: 'compatible',
    label: 'localhost:8080',
    offline: false,
    host: 'localhost:8080',
  } as const;

  beforeEach(() => {
    happened.messages.splice(0);
    happened.commands.splice(0);
    pressing.label = '';
  });

  it('asks a model that can, without what that one refuses', async () => {
    const { services, wishes } = rigOf(dated, async () => ({}));
    await retryWithAlpha(services, dated, tile);
    assert.deepEqual(
      wishes.map(({ parameters }) => parameters),
      [{ outputFormat: 'png', model: 'gpt-image-2.5-flare', background: 'transparent' }],
    );
  });

  it('asks nobody else: the way to the provider is shown instead', async () => {
    pressing.label = 'Choose Provider…';
    const { services, wishes } = rigOf(dated, async () => at(local));
    await retryWithAlpha(services, dated, tile);
    assert.equal(wishes.length, 0);
    assert.match(happened.messages.join(), /made by OpenAI, and localhost:8080 is chosen now/);
    await new Promise(setImmediate);
    assert.deepEqual(happened.commands, ['easel.chooseProvider']);
  });

  it('lets the user choose the model where nobody knows which can', async () => {
    const azure = { id: 'azure', label: 'Azure OpenAI', offline: false, host: 'x.openai.azure.com' } as const;
    const run = { ...dated, provider: azure };
    const { services, wishes } = rigOf(run, async () => ({ ...at(azure), provider: 'azure' }));
    typing.text = '';
    await retryWithAlpha(services, run, tile);
    assert.equal(wishes.length, 0);
    typing.text = 'mine';
    await retryWithAlpha(services, run, tile);
    assert.deepEqual(
      wishes.map(({ parameters }) => parameters.model),
      ['mine'],
    );
  });
});
