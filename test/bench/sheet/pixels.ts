// From the last byte of a picture to its pixels: Easel's sheet beside a bare <img>, by turns in one window.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { generate } from '../../e2e/support/sheet.ts';
import { Workbench } from '../../e2e/support/workbench.ts';
import { startTestServer, type Answer } from '../../support/jsonServer.ts';
import { median } from '../statistics.ts';
import { buildCompanion, type Companion } from './companion.ts';
import { newestFile } from './files.ts';
import { libraryOf } from './history.ts';
import { noisePng } from './noise.ts';
import { within } from './within.ts';

/** Sizes that are measured, bytes. */
const sizes = [300_000, 3_000_000] as const;

/** Pieces an answer is written in, bytes. */
const pieceBytes = 64 * 1024;

/** How long an answer, and a bare picture, is waited for: what a run's start and end set off is over by then. */
const quietMs = 1500;

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
  /** The same from when the file is whole on disk. */
  readonly fromFile: number;
}

/** One size. */
export interface PixelsResult {
  readonly bytes: number;
  readonly easel: Steps;
  readonly bare: Steps;
}

const sight = v.object({ heard: v.number(), loaded: v.number(), shown: v.number(), width: v.number() });

const never: v.InferOutput<typeof sight> = { heard: 0, loaded: 0, shown: 0, width: 0 };

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
  const body = workbench.panelFrame().locator('body');
  // The sheet opens with the first run, which is thrown away: what comes after is watched from before it begins.
  const watched = await workbench.panelFrame().locator('main').isVisible();
  if (watched) await body.evaluate(watchPicture(prompt));
  await generate(workbench, prompt);
  if (!watched) await workbench.panelFrame().getByRole('article').first().locator('img.picture').waitFor();
  const seen = watched
    ? v.parse(sight, await within(`${prompt} is seen`, body.evaluate('benchSeen')))
    : never;
  const renamed = (await stat(await newestFile(libraryOf(workbench.session), 'png'))).ctimeMs;
  const last = server.lastByteAt();
  return {
    width: seen.width,
    steps: {
      file: renamed - last,
      told: seen.heard - renamed,
      loaded: seen.loaded - seen.heard,
      shown: seen.shown - seen.loaded,
      total: seen.shown - last,
      fromFile: seen.shown - renamed,
    },
  };
}

async function bareOne(bytes: number, width: number, { companion, folder }: Setting): Promise<Steps> {
  await delay(quietMs);
  const file = join(folder, `${Date.now()}.png`);
  await writeFile(file, noisePng(bytes));
  const { whole, heard, loaded, shown } = await companion.show(file, Math.round(width) || 400);
  return {
    file: 0,
    told: heard - whole,
    loaded: loaded - heard,
    shown: shown - loaded,
    total: shown - whole,
    fromFile: shown - whole,
  };
}

function medians(all: readonly Steps[]): Steps {
  const of = (name: keyof Steps): number => median(all.map(one => one[name]));
  return {
    file: of('file'),
    told: of('told'),
    loaded: of('loaded'),
    shown: of('shown'),
    total: of('total'),
    fromFile: of('fromFile'),
  };
}

/**
 * The same as in the bare page: told, loaded, decoded and two frames. A promise, as asking again and again would disturb.
 * Of the run with that prompt only: older ones change too, when their small copies are drawn.
 */
const watchPicture = (prompt: string): string => `void (globalThis.benchSeen = new Promise(resolve => {
  const watching = new AbortController();
  const how = { capture: true, signal: watching.signal };
  let heard;
  let id;
  addEventListener('message', ({ data }) => {
    const run = data?.message?.run;
    if (run?.prompt !== ${JSON.stringify(prompt)} || !run.tiles[0].picture) return;
    heard ??= Date.now();
    id = run.id;
  }, how);
  document.addEventListener('load', async ({ target }) => {
    if (heard === undefined || target.closest('[data-run]')?.getAttribute('data-run') !== id) return;
    watching.abort();
    const loaded = Date.now();
    await target.decode();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      resolve({ heard, loaded, shown: Date.now(), width: target.getBoundingClientRect().width });
    }));
  }, how);
}))`;

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
    const write = (at: number): void => {
      const end = at + pieceBytes;
      if (end >= body.length) {
        lastByteAt = Date.now();
        response.end(body.subarray(at));
      } else if (response.write(body.subarray(at, end))) setImmediate(write, end);
      else response.once('drain', () => write(end));
    };
    const begin = (): void => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      write(0);
    };
    setTimeout(begin, quietMs);
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
