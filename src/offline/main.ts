#!/usr/bin/env node
// The offline server as a program of its own, for any client of an Images API.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { faults as knownFaults } from './faults.ts';
import { startOfflineServer } from './server.ts';

const help = `An Images API on this machine that paints placeholders.

  node offline.js [--port N] [--token T] [--delay MS] [--faults] [--official]

  --port N    port on 127.0.0.1, a free one unless given
  --token T   bearer token that requests must carry, a random one unless given
  --delay MS  time before each picture and preview, 700 unless given
  --faults    errors on demand: [fault:NAME] in a prompt (or in user), with :once after the name the
              first time only. Names: ${Object.keys(knownFaults).join(', ')}
  --official  as strict as OpenAI's own host: no response_format for GPT image models, no variations

It prints its base URL and token, and ends on SIGINT or SIGTERM.
`;

try {
  await run();
} catch (error) {
  // Wrong arguments or a taken port: a sentence, not a stack.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      token: { type: 'string' },
      delay: { type: 'string' },
      faults: { type: 'boolean' },
      official: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) process.stdout.write(help);
  else await serve(values);
}

async function serve(values: {
  readonly port?: string;
  readonly token?: string;
  readonly delay?: string;
  readonly faults?: boolean;
  readonly official?: boolean;
}): Promise<void> {
  const port = number('port', values.port, 65_535);
  const delayMs = number('delay', values.delay, 600_000);
  const server = await startOfflineServer({
    ...(port !== undefined && { port }),
    ...(values.token !== undefined && { token: values.token }),
    ...(delayMs !== undefined && { delayMs }),
    faults: values.faults === true,
    official: values.official === true,
  });
  process.stdout.write(`base URL ${server.baseUrl}\ntoken    ${server.token}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

function number(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  throw new RangeError(`--${name} wants a number from 0 to ${most}`);
}
