// What `npm start` keeps from one run to the next, so that VS Code's storage, its windows and saved keys survive.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheFolder } from './paths.ts';

/** Settings and storage: delete it to start afresh. */
export const startFolder = join(cacheFolder, 'start');

const file = join(startFolder, 'state.json');
const schema = v.object({
  port: v.number(),
  token: v.string(),
  secretKey: v.string(),
  /** Temporary folder with the copy of the sample; the same one again, since VS Code's storage goes by its path. */
  sample: v.optional(v.string(), ''),
});

/** A port of 0 means that none was used yet; the key is 32 bytes in hexadecimal. */
export type StartState = Readonly<v.InferOutput<typeof schema>>;

/** The last run's, or a new one. */
export async function readStartState(): Promise<StartState> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return v.parse(schema, JSON.parse(text));
  return {
    port: 0,
    token: randomBytes(16).toString('hex'),
    secretKey: randomBytes(32).toString('hex'),
    sample: '',
  };
}

/** Readable by its owner only: whoever has the token has the editor. */
export async function writeStartState(state: StartState): Promise<void> {
  await mkdir(startFolder, { recursive: true });
  await writeFile(file, JSON.stringify(state), { mode: 0o600 });
}
