import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { ImageError } from '../../../src/images/errors.ts';
import type { Run } from '../../../src/images/run.ts';
import { startController } from '../../../src/panel/controller.ts';
import type { SheetPort } from '../../../src/panel/sheetPort.ts';
import { openChannel, type Channel, type Wire } from '../../../src/protocol/channel.ts';
import type { HostMessage, StateMessage, WebviewMessage } from '../../../src/protocol/messages.ts';
import { parseHostMessage } from '../../../src/protocol/parse.ts';
import { until } from '../../support/until.ts';
import { fakePort, type FakePort } from '../../sheet/fakePort.ts';

const run: Run = {
  id: 'r',
  kind: 'generate',
  state: 'done',
  startedAt: 1,
  prompt: 'A boat',
  sources: [],
  provider: { id: 'openai', label: 'OpenAI', offline: false },
  parameters: {},
  tiles: [{ id: '1', state: 'failed', error: { kind: 'missingKey', serverMessage: 'no key' } }],
};

interface Conversation {
  readonly page: Channel<WebviewMessage>;
  readonly heard: readonly HostMessage[];
  readonly log: readonly string[];
  readonly close: () => void;
}

const deaf = (): void => undefined;

function converse(port: SheetPort): Conversation {
  let toHost: (data: unknown) => void = deaf;
  let toPage: (data: unknown) => void = deaf;
  const host: Wire = {
    post: data => toPage(data),
    listen: ear => {
      toHost = ear;
      return { dispose: () => void (toHost = deaf) };
    },
  };
  const [heard, log]: [HostMessage[], string[]] = [[], []];
  const controller = startController({
    port,
    wire: host,
    toUri: path => `uri:${path}`,
    log: reason => void log.push(reason),
  });
  const page = openChannel<WebviewMessage, HostMessage>({
    wire: {
      post: data => toHost(data),
      listen: ear => {
        toPage = ear;
        return { dispose: () => undefined };
      },
    },
    parse: parseHostMessage,
    handle: message => void heard.push(message),
    onProblem: reason => void log.push(reason),
    describe: String,
  });
  return { page, heard, log, close: () => controller.dispose() };
}

const ask = (page: Channel<WebviewMessage>, message: WebviewMessage): Promise<void> =>
  page.request(message, () => undefined);

function state(heard: readonly HostMessage[]): StateMessage {
  const found = heard.find(message => message.type === 'state');
  assert(found);
  return found;
}

/** A port whose runs come when the test says so. */
function slowPort(port: FakePort): { slow: SheetPort; answer: (runs: readonly Run[]) => void } {
  const waiting: ((runs: readonly Run[]) => void)[] = [];
  const slow: SheetPort = {
    ...port,
    async *pages() {
      yield { runs: await new Promise<readonly Run[]>(resolve => waiting.push(resolve)), more: false };
    },
  };
  return { slow, answer: runs => waiting.forEach(resolve => resolve(runs)) };
}

describe('Controller of the contact sheet', () => {
  it('says nothing before it is asked, then everything', async () => {
    const port = fakePort([run]);
    const { page, heard } = converse(port);
    port.change(run);
    assert.equal(heard.length, 0);
    page.send({ type: 'ready' });
    await turn();
    assert.deepEqual(
      heard.map(message => message.type),
      ['state', 'composer', 'library'],
    );
    assert.equal(state(heard).runs[0]?.base, 'uri:/library/r');
  });

  it('sends errors as sentences with their ways out, and no record', async () => {
    const { page, heard } = converse(fakePort([run]));
    page.send({ type: 'ready' });
    await turn();
    assert.deepEqual(state(heard).runs[0]?.tiles[0], {
      id: '1',
      state: 'failed',
      failure: {
        sentence: 'No API key is stored for api.openai.com.',
        serverMessage: 'no key',
        remedies: ['setApiKey', 'chooseProvider'],
      },
    });
  });

  it('lets changes wait while the first runs are read', async () => {
    const port = fakePort([]);
    const { slow, answer } = slowPort(port);
    const { page, heard } = converse(slow);
    page.send({ type: 'ready' });
    await turn();
    port.change({ ...run, prompt: 'newer' });
    answer([run]);
    await turn();
    assert.deepEqual(heard.map(message => message.type).slice(0, 2), ['state', 'runChanged']);
  });

  it('sends older runs after the newest, and says when there are no more', async () => {
    const { page, heard } = converse(fakePort([run, { ...run, id: 'older' }], { firstPage: 1 }));
    page.send({ type: 'ready' });
    await turn();
    assert.equal(state(heard).more, true);
    const older = heard.find(message => message.type === 'runs');
    assert.deepEqual(
      older?.runs.map(({ id }) => id),
      ['older'],
    );
    assert.equal(older.more, false);
  });

  it('answers a page that was loaded twice meanwhile once', async () => {
    const { slow, answer } = slowPort(fakePort([]));
    const { page, heard } = converse(slow);
    page.send({ type: 'ready' });
    page.send({ type: 'ready' });
    await turn();
    answer([]);
    await turn();
    assert.equal(heard.filter(({ type }) => type === 'state').length, 1);
  });

  it('says why the library cannot be read', async () => {
    const broken: SheetPort = {
      ...fakePort([]),
      pages: () => {
        throw new ImageError({ kind: 'disk' });
      },
    };
    const { page, heard, log } = converse(broken);
    page.send({ type: 'ready' });
    await turn();
    assert.deepEqual(heard[0], { type: 'unavailable', text: 'Something went wrong (disk).' });
    assert.deepEqual(log, ['the library could not be read: disk']);
  });

  it('tells what the library takes and what in it cannot be read, also when that changes', async () => {
    const port = fakePort([run]);
    const broken = { ...port, damaged: () => [{ id: 'd', reason: 'unreadable' }] as const };
    const { page, heard } = converse(broken);
    page.send({ type: 'ready' });
    await turn();
    port.tell({ damaged: { id: 'd', reason: 'unreadable' } });
    const toldOf = (): readonly HostMessage[] => heard.filter(message => message.type === 'library');
    await until('the library is told again', () => toldOf().length === 2);
    const told = heard.filter(message => message.type === 'library');
    assert.deepEqual(told[1]?.damaged, [
      { id: 'd', startedAt: 0, sentence: 'This entry cannot be read (unreadable).' },
    ]);
  });

  it('tells of a change at once, and of what follows closely only the newest', async () => {
    const port = fakePort([run]);
    const { page, heard } = converse(port);
    page.send({ type: 'ready' });
    await turn();
    const told = (): readonly string[] =>
      heard.flatMap(message => (message.type === 'runChanged' ? message.run.prompt : []));
    for (const prompt of ['first', 'second', 'third']) port.change({ ...run, prompt });
    port.change({ ...run, id: 'other', prompt: 'other' });
    assert.deepEqual(told(), ['first', 'other']);
    await until('the newest is told', () => told().includes('third'));
    assert.deepEqual(told(), ['first', 'other', 'third']);
  });

  it('does not bring back a run that went away with news of it', async () => {
    const port = fakePort([run]);
    const { page, heard } = converse(port);
    page.send({ type: 'ready' });
    await turn();
    port.change({ ...run, prompt: 'first' });
    port.change({ ...run, prompt: 'second' });
    port.tell({ removed: run.id });
    port.change({ ...run, id: 'other', prompt: 'first' });
    port.change({ ...run, id: 'other', prompt: 'second' });
    const last = (): HostMessage | undefined => heard.findLast(({ type }) => type === 'runChanged');
    await until('a later run’s newest is told', () => {
      const message = last();
      return message?.type === 'runChanged' && message.run.prompt === 'second';
    });
    const types = heard.flatMap(({ type }) => (/^run[CR]/.test(type) ? [type] : []));
    assert.deepEqual(types, ['runChanged', 'runRemoved', 'runChanged', 'runChanged']);
  });

  it('passes actions on and waits for them', async () => {
    const port = fakePort([run]);
    const { page } = converse(port);
    await ask(page, { type: 'saveAs', runId: 'r', tileId: '1' });
    await ask(page, { type: 'remedy', runId: 'r', tileIds: ['1'], remedy: 'showLog' });
    await ask(page, { type: 'cancel', runId: 'r' });
    assert.deepEqual(port.calls, ['saveAs r 1', 'remedy r 1 showLog', 'cancel r']);
  });

  it('answers a failed action with its sentence', async () => {
    const port = fakePort([run]);
    const actions = await port.actions();
    const failing = { ...actions, save: () => Promise.reject(new ImageError({ kind: 'missingKey' })) };
    const { page } = converse({ ...port, actions: async () => failing });
    await assert.rejects(ask(page, { type: 'save', runId: 'r', tileId: '1' }), /No API key is stored/);
  });

  it('is silent after its end', async () => {
    const port = fakePort([run]);
    const { page, heard, close } = converse(port);
    page.send({ type: 'ready' });
    await turn();
    const before = heard.length;
    close();
    port.change(run);
    assert.equal(heard.length, before);
  });
});
