// From the last byte of a picture to its pixels: Easel's sheet beside a bare <img>, by turns in one window.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { generate } from '../../e2e/support/sheet.ts';
import { Workbench } from '../../e2e/support/workbench.ts';
import { startTestServer, type Answer } from '../../support/jsonServer.ts';
import { until } from '../../support/until.ts';
import { median } from '../statistics.ts';
import { buildCompanion, type Companion } from './companion.ts';
import { newestFile } from './files.ts';
import { libraryOf } from './history.ts';
import { noisePng } from './noise.ts';

/** Sizes that are measured, bytes. */
const sizes = [300_000, 3_000_000] as const;

/** Pieces an answer is written in, bytes. */
const pieceBytes = 64 * 1024;

/** Where the time goes, ms, medians. */
export interface Steps {
  /** From the last byte until the file has its name; a bare picture has it from the start. */
  readonly file: number;
  /** Until the page is told. */
  readonly told: number;
  /** Until the browser has the bytes. */
  readonly loaded: number;
  /** Until two frames after it is decoded. */
  readonly shown: number;
  readonly total: number;
}

/** One size. */
export interface PixelsResult {
  readonly bytes: number;
  readonly easel: Steps;
  readonly bare: Steps;
}

const seen = v.nullable(
  v.object({ heard: v.number(), loaded: v.number(), shown: v.number(), width: v.number() }),
);

/** Measures both by turns. */
export async function measurePixels(runs: number, folder: string): Promise<readonly PixelsResult[]> {
  const companion = await buildCompanion(folder);
  const server = await startPictureServer();
  const workbench = await Workbench.open({
    settings: {
      'easel.provider': 'compatible',
      'easel.baseUrl': server.baseUrl,
      'easel.model': 'bench',
      'easel.partialImages': 0,
      'easel.count': 1,
    },
    width: 1600,
    height: 1000,
    beside: companion.path,
    environment: companion.environment,
  });
  try {
    const setting = { workbench, companion, server, folder };
    const results: PixelsResult[] = [];
    for (const bytes of sizes) results.push(await measureSize(bytes, runs, setting));
    return results;
  } finally {
    await workbench.close();
    server.close();
  }
}

interface Setting {
  readonly workbench: Workbench;
  readonly companion: Companion;
  readonly server: PictureServer;
  readonly folder: string;
}

async function measureSize(bytes: number, runs: number, setting: Setting): Promise<PixelsResult> {
  const easel: Steps[] = [];
  const bare: Steps[] = [];
  // The first of each finds cold caches and closed panels.
  for (let run = -1; run < runs; run++) {
    const one = await throughEasel(bytes, `${bytes} bytes, ${run}`, setting);
    const other = await bareOne(bytes, one.width, setting);
    if (run < 0) continue;
    easel.push(one.steps);
    bare.push(other);
    process.stderr.write('.');
  }
  return { bytes, easel: medians(easel), bare: medians(bare) };
}

async function throughEasel(
  bytes: number,
  prompt: string,
  { workbench, server }: Setting,
): Promise<{ readonly steps: Steps; readonly width: number }> {
  server.next(noisePng(bytes));
  await workbench
    .panelFrame()
    .locator('body')
    .evaluate(watchPictures, undefined, { timeout: 500 })
    .catch(() => undefined);
  await generate(workbench, prompt);
  const body = workbench.panelFrame().locator('body');
  // The sheet opens with the first run, too late to be watched: that one is thrown away.
  await workbench.panelFrame().getByRole('article').first().locator('img.picture').waitFor();
  let steps: v.InferOutput<typeof seen> = null;
  await until('the picture is seen', async () => {
    steps = v.parse(seen, await body.evaluate('globalThis.benchSeen ?? null'));
    return steps !== null || !(await body.evaluate('Boolean(globalThis.benchWatching)'));
  });
  const { heard, loaded, shown, width } = steps ?? { heard: 0, loaded: 0, shown: 0, width: 0 };
  const file = await newestFile(libraryOf(workbench.session), 'png');
  const renamed = (await stat(file)).ctimeMs;
  const last = server.lastByteAt();
  return {
    width,
    steps: {
      file: renamed - last,
      told: heard - renamed,
      loaded: loaded - heard,
      shown: shown - loaded,
      total: shown - last,
    },
  };
}

async function bareOne(bytes: number, width: number, { companion, folder }: Setting): Promise<Steps> {
  const file = join(folder, `${Date.now()}.png`);
  await writeFile(file, noisePng(bytes));
  const { whole, heard, loaded, shown } = await companion.show(file, Math.round(width) || 400);
  return {
    file: 0,
    told: heard - whole,
    loaded: loaded - heard,
    shown: shown - loaded,
    total: shown - whole,
  };
}

function medians(all: readonly Steps[]): Steps {
  const of = (name: keyof Steps): number => median(all.map(one => one[name]));
  return { file: of('file'), told: of('told'), loaded: of('loaded'), shown: of('shown'), total: of('total') };
}

/** The same as in the bare page: told, loaded, decoded and two frames. */
const watchPictures = `(() => {
  globalThis.benchSeen = undefined;
  if (globalThis.benchWatching) return;
  globalThis.benchWatching = true;
  let heard = 0;
  addEventListener('message', ({ data }) => {
    const run = data?.message?.run;
    if (run?.tiles?.[0]?.picture && !run.endedAt && heard === 0) heard = Date.now();
    if (run && !run.tiles[0].picture) heard = 0;
  }, true);
  document.addEventListener('load', async ({ target }) => {
    if (!target.matches?.('img.picture') || heard === 0) return;
    const loaded = Date.now();
    const at = heard;
    heard = 0;
    await target.decode();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      globalThis.benchSeen = { heard: at, loaded, shown: Date.now(), width: target.getBoundingClientRect().width };
    }));
  }, true);
})()`;

interface PictureServer {
  readonly baseUrl: string;
  /** The picture of the next answer. */
  next(picture: Buffer): void;
  /** When the last piece of the last answer was written, epoch ms. */
  lastByteAt(): number;
  close(): void;
}

async function startPictureServer(): Promise<PictureServer> {
  let body = Buffer.alloc(0);
  let lastByteAt = 0;
  const answer: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    const write = (at: number): void => {
      const end = at + pieceBytes;
      if (end >= body.length) {
        lastByteAt = Date.now();
        response.end(body.subarray(at));
      } else if (response.write(body.subarray(at, end))) setImmediate(write, end);
      else response.once('drain', () => write(end));
    };
    write(0);
  };
  const server = await startTestServer(answer);
  return {
    baseUrl: server.baseUrl,
    close: () => server.close(),
    lastByteAt: () => lastByteAt,
    next: picture => {
      body = Buffer.from(JSON.stringify({ created: 0, data: [{ b64_json: picture.toString('base64') }] }));
    },
  };
}
