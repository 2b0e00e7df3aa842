import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { describe, it } from 'mocha';
import { root } from '../../support/paths.ts';

function start(...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'src/offline/main.ts'), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function output(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  let text = '';
  child[stream]?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return text;
}

async function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  const lines: string[] = [];
  assert.ok(child.stdout);
  for await (const line of createInterface(child.stdout)) if (lines.push(line) === count) break;
  return lines;
}

describe('offline server as a program', function () {
  this.timeout(20_000);

  it('prints where it is, serves, and ends on SIGTERM', async () => {
    const child = start('--token', 'abc', '--delay', '0');
    try {
      const [address = '', token] = await firstLines(child, 2);
      assert.match(address, /^base URL http:\/\/127\.0\.0\.1:\d+\/v1$/);
      assert.equal(token, 'token    abc');
      const baseUrl = address.slice('base URL '.length);
      const response = await fetch(`${baseUrl}/models`, { headers: { authorization: 'Bearer abc' } });
      assert.equal(response.status, 200);
      await response.text();
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    assert.deepEqual([child.exitCode, child.signalCode], [0, null]);
  });

  it('explains itself', async () => {
    assert.match(await output(start('--help'), 'stdout'), /--port N/);
  });

  it('refuses wrong arguments in a sentence', async () => {
    const child = start('--port', 'x');
    assert.equal(await output(child, 'stderr'), '--port wants a number from 0 to 65535\n');
    assert.equal(child.exitCode, 2);
  });
});
