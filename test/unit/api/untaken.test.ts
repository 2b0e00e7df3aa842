import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import process from 'node:process';
import { afterEach, describe, it } from 'mocha';
import { readEvents } from '../../../src/api/events.ts';
import { Shelf } from '../../../src/api/shelf.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import { Workspace } from '../../support/http/client.ts';
import { largePng, png } from '../../support/http/pictures.ts';

/** What was there while a stream was read. */
interface Peak {
  readonly events: readonly ImageEvent[];
  readonly files: readonly string[];
  /** Most files that were not finished. */
  readonly parts: number;
  /** Growth of the memory of buffers, bytes. */
  readonly growth: number;
}

describe('pictures of a stream that nobody takes', () => {
  const workspace = new Workspace();
  afterEach(() => workspace.clean());

  /** Reads `count` chunks of the same text, and a picture after them. */
  async function read(text: string, count: number): Promise<Peak> {
    const folder = await workspace.folder();
    const shelf = new Shelf({ folder, stem: 'p' });
    const reading = {
      shelf,
      context: { host: 'host', scrub: (words: string) => words },
      refusal: { status: 200, headers: {} },
      download: () => Promise.reject(new Error('nothing is linked')),
      log: () => undefined,
    };
    const before = process.memoryUsage().arrayBuffers;
    const chunk = Buffer.from(text);
    let parts = 0;
    let growth = 0;
    async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
      for (let sent = 0; sent < count; sent++) {
        yield chunk;
        const names = await readdir(folder);
        parts = Math.max(parts, names.filter(name => name.endsWith('.part')).length);
        growth = Math.max(growth, process.memoryUsage().arrayBuffers - before);
      }
      yield Buffer.from(`\n\ndata: {"b64_json":"${png().toString('base64')}"}\n\n`);
    }
    const events: ImageEvent[] = [];
    for await (const event of readEvents(body(), reading, 1)) events.push(event);
    const files = await readdir(folder);
    await shelf.discard();
    return { events, files, parts, growth };
  }

  const small = png().toString('base64');
  const large = largePng(600_000).toString('base64');
  const forms: readonly (readonly [string, (picture: string) => string, number])[] = [
    ['in events of an unknown type', picture => `data: {"type":"x.alive","b64_json":"${picture}"}\n\n`, 0],
    ['in fields nobody asked for', picture => `data: {"type":"x","a":{"b64_json":"${picture}"}}\n\n`, 0],
    ['in comments', picture => `: {"b64_json":"${picture}"}\n\n`, 100],
    ['in one event', picture => `data: "b64_json":"${picture}"\n`, 100],
  ];
  for (const [name, form, most] of forms) {
    it(`leave no files open, ${name}`, async () => {
      const { events, files, parts } = await read(form(large), 110);
      assert.deepEqual([files.filter(file => file.endsWith('.png')), parts], [['p-0.png'], most]);
      assert.deepEqual(
        events.map(event => event.type),
        ['completed'],
      );
    });

    it(`take little memory, ${name}`, async () => {
      const { events, growth } = await read(form(small).repeat(100), 30);
      assert.ok(growth < 64 * 1024 * 1024, `${growth} bytes`);
      assert.equal(events.length, 1);
    });
  }
});
