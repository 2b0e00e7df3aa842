// Easel's client, the official SDK and the floor, one after the other, again and again.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { largePng } from '../support/http/pictures.ts';
import { bundleClients, type Bundles } from './bundles.ts';
import { uploadBytes, type Case } from './cases.ts';
import { floorCommand } from './floor.ts';
import { measureClient, measureFloor, type Sample } from './measure.ts';
import { startBenchServer, type BenchServer } from './server.ts';
import { median } from './statistics.ts';

/** Medians of one side of one case. */
export interface Medians {
  readonly wallMs: number;
  /** Without the start of the process; of clients only. */
  readonly requestMs: number;
  /** Of clients only. */
  readonly peakBytes: number;
}

/** What came out for one case. */
export interface Result {
  readonly what: Case;
  readonly easel: Medians;
  readonly sdk: Medians;
  readonly floor: Medians;
}

/** Measures some cases, each `runs` times. */
export async function measureWire(wanted: readonly Case[], runs: number): Promise<readonly Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  try {
    const source = join(folder, 'source.png');
    await writeFile(source, largePng(uploadBytes));
    const bundles = await bundleClients(folder);
    const results: Result[] = [];
    for (const what of wanted) {
      const server = await startBenchServer(what.name);
      try {
        results.push(await measureCase(what, runs, { server, bundles, source }));
      } finally {
        await server.close();
      }
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Setting {
  readonly server: BenchServer;
  readonly bundles: Bundles;
  readonly source: string;
}

async function measureCase(what: Case, runs: number, setting: Setting): Promise<Result> {
  const { origin, pictures, joined } = setting.server;
  const times = <T>(items: readonly T[]): T[] => Array.from({ length: what.atOnce ?? 1 }, () => items).flat();
  const client = (side: keyof Bundles) => (): Promise<Sample> =>
    measureClient(setting.bundles[side], [what.name, origin, setting.source], times(pictures));
  const floor = (): Promise<Sample> =>
    measureFloor(floorCommand(what, origin, setting.source), times([joined]));
  const sides = { easel: client('easel'), sdk: client('sdk'), floor };
  // The first of all finds cold caches: nobody's merit either.
  for (const measure of Object.values(sides)) await measure();
  const samples: Record<keyof typeof sides, Sample[]> = { easel: [], sdk: [], floor: [] };
  for (let run = 0; run < runs; run++) {
    for (const side of ['easel', 'sdk', 'floor'] as const) samples[side].push(await sides[side]());
    process.stderr.write('.');
  }
  return {
    what,
    easel: mediansOf(samples.easel),
    sdk: mediansOf(samples.sdk),
    floor: mediansOf(samples.floor),
  };
}

function mediansOf(samples: readonly Sample[]): Medians {
  return {
    wallMs: median(samples.map(one => one.wallMs)),
    requestMs: median(samples.map(one => one.requestMs ?? Number.NaN)),
    peakBytes: median(samples.map(one => one.peakBytes ?? Number.NaN)),
  };
}
