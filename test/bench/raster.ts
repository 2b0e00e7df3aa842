// Pixels: Easel's worker and native sharp do the same with a 4K picture, by turns; and what a host notices of it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { Raster } from '../../src/raster/raster.ts';
import { back, up, want, writeSource, type Way } from './pixels/tasks.ts';
import { median } from './statistics.ts';

const noticed = v.object({
  busyMs: v.number(),
  idleMs: v.number(),
  startBytes: v.number(),
  workBytes: v.number(),
  endBytes: v.number(),
});

/** One way, medians. */
export interface WayResult {
  readonly title: string;
  readonly easelMs: number;
  readonly sharpMs: number;
  readonly easelBytes: number;
  readonly sharpBytes: number;
}

/** What a host noticed, medians: longest blocks of its event loop, ms, and its resident memory. */
export type HostResult = v.InferOutput<typeof noticed>;

/** All that is said of pixels. */
export interface RasterResult {
  readonly ways: readonly WayResult[];
  readonly host: HostResult;
}

/** Measures both ways and the host, each `runs` times. */
export async function measureRaster(runs: number): Promise<RasterResult> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  const raster = new Raster();
  try {
    const [source, answer] = [join(folder, 'source.png'), join(folder, 'answer.png')];
    await writeSource(source);
    await writeFile(answer, await up.native(source));
    const ways = [await measureWay(up, raster, source, runs), await measureWay(back, raster, answer, runs)];
    const hosts: HostResult[] = [];
    for (let run = 0; run < runs; run++) hosts.push(await measureHost(source, answer));
    return { ways, host: mediansOf(hosts) };
  } finally {
    await raster.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureWay(way: Way, raster: Raster, file: string, runs: number): Promise<WayResult> {
  const sides = { easel: () => way.easel(raster, file), sharp: () => way.native(file) };
  const [easel, sharp] = [await timed(sides.easel), await timed(sides.sharp)];
  if (way === up && easel.bytes >= want.maxBytes) throw new Error(`${easel.bytes} bytes are too many`);
  const times: { readonly easel: number[]; readonly sharp: number[] } = { easel: [], sharp: [] };
  for (let run = 0; run < runs; run++) {
    times.easel.push((await timed(sides.easel)).ms);
    times.sharp.push((await timed(sides.sharp)).ms);
    process.stderr.write('.');
  }
  return {
    title: way.title,
    easelMs: median(times.easel),
    sharpMs: median(times.sharp),
    easelBytes: easel.bytes,
    sharpBytes: sharp.bytes,
  };
}

async function timed(
  work: () => Promise<Uint8Array>,
): Promise<{ readonly ms: number; readonly bytes: number }> {
  const started = performance.now();
  const { length } = await work();
  return { ms: performance.now() - started, bytes: length };
}

async function measureHost(source: string, answer: string): Promise<HostResult> {
  const program = join(import.meta.dirname, 'pixels/host.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, source, answer]);
  process.stderr.write('.');
  return v.parse(noticed, JSON.parse(stdout));
}

function mediansOf(hosts: readonly HostResult[]): HostResult {
  const of = (key: keyof HostResult): number => median(hosts.map(host => host[key]));
  return {
    busyMs: of('busyMs'),
    idleMs: of('idleMs'),
    startBytes: of('startBytes'),
    workBytes: of('workBytes'),
    endBytes: of('endBytes'),
  };
}
