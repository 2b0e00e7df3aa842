// One picture whose base64 is a single string of tens of megabytes, made as it is read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { readJson, type Reading } from '../../../src/api/answer.ts';
import { readEvents } from '../../../src/api/events.ts';
import { Shelf } from '../../../src/api/shelf.ts';
import { png } from '../../support/http/pictures.ts';

/** What reading it came to. */
export interface HugeLine {
  /** Bytes of the picture. */
  readonly picture: number;
  /** How much the peak of the process's memory grew, bytes. */
  readonly growth: number;
}

type Form = 'json' | 'events';

/** Bytes of a picture whose middle nobody looks at, in base64, in pieces of 16 KB as a network delivers them. */
async function* body(form: Form, characters: number): AsyncGenerator<Uint8Array, void, undefined> {
  const whole = png(64, 64);
  const head = whole.subarray(0, whole.length - (whole.length % 3));
  const tail = png();
  const text = Buffer.alloc(16 * 1024, 'A');
  yield Buffer.from(form === 'json' ? '{"data":[{"b64_json":"' : 'data: {"type":"x.completed","b64_json":"');
  yield Buffer.from(head.toString('base64'));
  for (let sent = 0; sent < characters; sent += text.length) yield text;
  yield Buffer.from(`${tail.toString('base64')}"}${form === 'json' ? ']}' : '\n\n'}`);
}

async function read(form: Form, characters: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-huge-'));
  const shelf = new Shelf({ folder, stem: 'huge' });
  const reading: Reading = {
    shelf,
    context: { host: 'host', scrub: text => text },
    refusal: { status: 200, headers: {} },
    download: () => Promise.reject(new Error('nothing is linked')),
    log: () => undefined,
  };
  let bytes = 0;
  try {
    const chunks = body(form, characters);
    for await (const event of form === 'json' ? readJson(chunks, reading) : readEvents(chunks, reading, 1))
      if (event.type === 'completed') bytes = event.picture.bytes;
  } finally {
    await shelf.discard();
    await rm(folder, { recursive: true });
  }
  return bytes;
}

/** Reads one; the growth means something in a process of its own only. */
export async function readHugeLine(form: Form, characters: number): Promise<HugeLine> {
  // The first one loads and compiles what is used.
  await read(form, 1024 * 1024);
  const before = process.resourceUsage().maxRSS;
  const picture = await read(form, characters);
  return { picture, growth: (process.resourceUsage().maxRSS - before) * 1024 };
}
