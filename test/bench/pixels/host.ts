// A process like the extension host: what the work on pixels does to its event loop and to its memory. Knows no sharp.
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { Raster } from '../../../src/raster/raster.ts';

const [source = '', answer = ''] = process.argv.slice(2);
const size = { width: 3840, height: 2160 };
const frame = { x: 0, y: 224, width: 1024, height: 576 };
const transform = {
  source: size,
  crop: { x: 0, y: 0, ...size },
  frame,
  sent: { width: 1024, height: 1024 },
};

/** Longest block in ms while something goes on. */
async function longestBlock(work: () => Promise<void>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await work();
  delays.disable();
  // What a timer of 1 ms takes anyway is no block.
  return delays.max / 1e6 - 1;
}

async function settled(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await wait(50);
  }
  return process.memoryUsage.rss();
}

const raster = new Raster();
const work = async (): Promise<void> => {
  await raster.prepare(source, { kind: 'square', fit: 'pad', maxEdge: 1024, maxBytes: 4 * 1024 * 1024 });
  await raster.dropIn(answer, { type: 'png', alpha: false }, transform);
};

const startBytes = await settled();
const began = performance.now();
const busyMs = await longestBlock(work);
const took = performance.now() - began;
const idleMs = await longestBlock(async () => wait(took));
const workBytes = process.memoryUsage.rss();
await raster.close();
const endBytes = await settled();
writeSync(1, `${JSON.stringify({ busyMs, idleMs, startBytes, workBytes, endBytes })}\n`);
