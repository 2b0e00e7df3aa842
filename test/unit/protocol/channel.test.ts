import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { ChannelError, openChannel, type Channel, type Wire } from '../../../src/protocol/channel.ts';

interface Ends {
  readonly near: Channel<string>;
  readonly far: Channel<string>;
  readonly problems: readonly string[];
  /** Puts anything on the line to the far end. */
  readonly forge: (data: unknown) => void;
  /** Opens the near end again on the same line, as a page that was loaded again. */
  readonly reopen: () => Channel<string>;
}

/** Two ends over a line that copies what it carries, as `postMessage` does. */
function connect(handle: (message: string) => unknown): Ends {
  const ears: [((data: unknown) => void)[], ((data: unknown) => void)[]] = [[], []];
  const wire = (own: 0 | 1): Wire => ({
    post: data => ears[own === 0 ? 1 : 0].forEach(ear => ear(structuredClone(data))),
    listen: ear => {
      ears[own].push(ear);
      return { dispose: () => void (ears[own] = ears[own].filter(one => one !== ear)) };
    },
  });
  const problems: string[] = [];
  const options = {
    parse: (data: unknown) => (typeof data === 'string' && data !== 'unknown' ? data : undefined),
    handle,
    onProblem: (reason: string) => void problems.push(reason),
    describe: (error: unknown) => `sorry: ${error instanceof Error ? error.message : ''}`,
  };
  return {
    near: openChannel<string, string>({ ...options, wire: wire(0) }),
    far: openChannel<string, string>({ ...options, wire: wire(1) }),
    problems,
    forge: data => wire(0).post(data),
    reopen: () => openChannel<string, string>({ ...options, wire: wire(0) }),
  };
}

const asText = (value: unknown): string => String(value);
const fail = (): never => {
  throw new Error('no');
};

describe('Channel', () => {
  it('carries events', () => {
    const heard: string[] = [];
    connect(message => heard.push(message)).near.send('hello');
    assert.deepEqual(heard, ['hello']);
  });

  it('answers requests, each its own', async () => {
    const { near } = connect(async message => `${message}!`);
    const answers = await Promise.all([near.request('a', asText), near.request('b', asText)]);
    assert.deepEqual(answers, ['a!', 'b!']);
  });

  it('rejects a request with the other end’s sentence', async () => {
    const { near } = connect(fail);
    await assert.rejects(near.request('a', asText), new ChannelError('sorry: no'));
  });

  it('reports an event that failed', async () => {
    const { near, problems } = connect(fail);
    near.send('a');
    await turn();
    assert.deepEqual(problems, ['event failed: sorry: no']);
  });

  it('drops what it does not know and refuses such a request', async () => {
    const { near, problems, forge } = connect(fail);
    near.send('unknown');
    await assert.rejects(near.request('unknown', asText), new ChannelError('sorry: unknown message'));
    for (const data of [null, 7, 'text', {}, { kind: 'request', message: 'a' }, { kind: 'reply', id: '1' }]) {
      forge(data);
    }
    assert.equal(problems.length, 8);
    assert(problems.every(problem => problem.startsWith('dropped')));
  });

  it('rejects what is pending when it is disposed, and everything after', async () => {
    const { near } = connect(() => new Promise(() => undefined));
    const pending = near.request('a', asText);
    near.dispose();
    await assert.rejects(pending, new ChannelError(''));
    await assert.rejects(near.request('b', asText), new ChannelError(''));
  });

  it('does not take the answer to an earlier life for its own', async () => {
    const answers: ((value: string) => void)[] = [];
    const { near, reopen, problems } = connect(() => new Promise<string>(resolve => answers.push(resolve)));
    const first = near.request('a', asText);
    near.dispose();
    await assert.rejects(first);
    const second = reopen().request('b', asText);
    answers[0]?.('late');
    await turn();
    answers[1]?.('right');
    assert.equal(await second, 'right');
    assert.deepEqual(problems, ['dropped: answer to no request']);
  });
});
