import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Connection, Services } from '../../../src/commands/services.ts';
import type { Run } from '../../../src/images/run.ts';
import type { Wish } from '../../../src/studio/studio.ts';
import { happened, withFakeVscode } from '../../support/fakeVscode.ts';

const { retryTiles } = await withFakeVscode(() => import('../../../src/commands/retry.ts'));

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
