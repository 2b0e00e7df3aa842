// 2,000 bodies here; `EASEL_FUZZ=100000 npm test fuzz` reads as many others each night. A case that failed comes back
// with the numbers it prints.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import { eventsBody, jsonBody } from './bodies.ts';
import { inChunks, mutated } from './mutations.ts';
import { Random } from './random.ts';
import { readBody, type Read } from './read.ts';

const asked = process.env['EASEL_FUZZ'];
const half = Math.ceil(Number(asked ?? 2000) / 2);
/** The same each time, except at night. */
const seed = Number(process.env['EASEL_SEED'] ?? (asked === undefined ? 1 : Date.now() % 1_000_000_000));

/** A body that takes longer hangs, ms. */
const patience = 10_000;

const unhandled: unknown[] = [];
const onUnhandled = (error: unknown): void => void unhandled.push(error);

async function inTime(read: Promise<Read>): Promise<Read> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not read within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function all(count: number, first: number, one: (random: Random) => Promise<void>): Promise<void> {
  for (let index = 0; index < count; index++) {
    const own = first + index;
    try {
      await one(new Random(own));
      assert.deepEqual(unhandled, []);
    } catch (error) {
      throw new Error(`EASEL_SEED=${own} EASEL_FUZZ=1 npm test fuzz`, { cause: error });
    }
  }
}

describe('bodies at random', () => {
  let folder = '';

  before(async () => {
    process.on('unhandledRejection', onUnhandled);
    folder = await mkdtemp(join(tmpdir(), 'easel-fuzz-'));
  });
  after(async () => {
    process.off('unhandledRejection', onUnhandled);
    await rm(folder, { recursive: true, force: true });
  });

  const wholeCase = async (random: Random): Promise<void> => {
    const { bytes, wanted, told } = (random.chance(0.5) ? jsonBody : eventsBody)(random);
    const packed = random.chance(0.1);
    const body = inChunks(packed ? gzipSync(bytes) : bytes, random);
    const read = await inTime(readBody(body, packed ? 'gzip' : undefined, wanted, folder));
    assert.equal(read.error, undefined);
    assert.deepEqual(read.told, told);
  };

  const mutatedCase = async (random: Random): Promise<void> => {
    const { bytes, wanted } = (random.chance(0.5) ? jsonBody : eventsBody)(random);
    const packed = random.chance(0.1);
    const body = inChunks(mutated(packed ? gzipSync(bytes) : bytes, random), random);
    const { error } = await inTime(readBody(body, packed ? 'gzip' : undefined, wanted, folder));
    assert.notEqual(error?.kind, 'unexpected');
    assert.notEqual(error?.kind, 'disk');
  };

  it(`${half} seeds from ${seed}: whole ones are read right however they are cut`, async function () {
    this.timeout(0);
    await all(half, seed, wholeCase);
  });

  it(`${half} seeds from ${seed}: broken ones end in an error of ours and leave nothing behind`, async function () {
    this.timeout(0);
    await all(half, seed, mutatedCase);
  });
});
