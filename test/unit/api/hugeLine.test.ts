import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { readHugeLine, type HugeLine } from './hugeLine.ts';

const megabyte = 1024 * 1024;

/** In a process of its own, whose peak of memory is its own. */
async function apart(form: 'json' | 'events', characters: number): Promise<HugeLine> {
  const file = pathToFileURL(join(import.meta.dirname, 'hugeLine.ts')).href;
  const script = `
    const { ${readHugeLine.name} } = await import(${JSON.stringify(file)});
    const { picture, growth } = await ${readHugeLine.name}(${JSON.stringify(form)}, ${characters});
    console.log(picture, growth);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const [picture = 0, growth = Number.NaN] = stdout.split(' ').map(Number);
  return { picture, growth };
}

describe('a line of 64 MB', () => {
  for (const form of ['events', 'json'] as const) {
    it(`is read without being held, as ${form}`, async () => {
      const { picture, growth } = await apart(form, 64 * megabyte);
      assert.ok(picture > 48 * megabyte, `${picture} bytes of picture`);
      assert.ok(growth < 48 * megabyte, `${growth / megabyte} MB more memory`);
    }).timeout(60_000);
  }
});
