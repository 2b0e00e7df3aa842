// A wheel turned through 500 runs of 4, and how long each frame of the sheet's page took meanwhile.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Workbench } from '../../e2e/support/workbench.ts';
import { libraryOf, writeHistory } from './history.ts';
import { noisePng } from './noise.ts';
import { drawThumbnail } from './thumbnail.ts';

/** Frames of one way through the sheet, ms. */
export interface Frames {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
  /** Of those the screen could have shown at 60 Hz, how many it did not. */
  readonly droppedShare: number;
  /** Most `img` elements at any time. */
  readonly mostImages: number;
}

/** With small copies, and without: those are drawn while the wheel turns. */
export interface ScrollingResult {
  readonly small: Frames;
  readonly originals: Frames;
}

const runs = 500;

/** How long the wheel may be turned, ms. */
const longestWay = 120_000;

/** CSS px of one notch. */
const notch = 400;

/** Scrolls through the first from top to bottom, and through a fifth of the second. */
export async function measureScrolling(folder: string): Promise<ScrollingResult> {
  return {
    small: await throughSheet(folder, true, runs),
    originals: await throughSheet(folder, false, runs / 5),
  };
}

async function throughSheet(folder: string, small: boolean, last: number): Promise<Frames> {
  const picture = join(folder, `scrolling-${small}.png`);
  const bytes = noisePng(300_000);
  await writeFile(picture, bytes);
  const workbench = await Workbench.open({ width: 1400, height: 900 });
  try {
    const thumbnail = small ? { thumbnail: await drawThumbnail(workbench.page, bytes, folder) } : {};
    const history = { runs, picturesPerRun: 4, picture, bytes: bytes.length, ...thumbnail };
    await writeHistory(libraryOf(workbench.session), history);
    await workbench.runCommand('Easel: Open Contact Sheet');
    await workbench.panelFrame().locator('img.picture').first().waitFor();
    await workbench.panelFrame().locator(`.run:nth-of-type(${runs})`).waitFor({ state: 'attached' });
    const body = workbench.panelFrame().locator('body');
    await body.evaluate(record);
    await scrollTo(workbench, last);
    return framesOf(v.parse(recorded, await body.evaluate('globalThis.benchFrames')));
  } finally {
    await workbench.close();
  }
}

/** Turns the wheel until a run, 1-based from the top, is in sight. @throws when the sheet does not move that far */
export async function scrollTo(workbench: Workbench, run: number): Promise<void> {
  const { page } = workbench;
  const sheet = workbench.panelFrame();
  const box = await sheet.locator('main').boundingBox();
  if (!box) throw new Error('the sheet is not in sight');
  await page.mouse.move(box.x + box.width / 2, 500);
  const body = sheet.locator('body');
  const below = `document.querySelector('.run:nth-of-type(${run})').getBoundingClientRect().bottom > innerHeight + 1`;
  const end = Date.now() + longestWay;
  while ((await body.evaluate(below)) === true) {
    if (Date.now() > end) throw new Error(`In ${longestWay / 1000} s the wheel did not reach run ${run}`);
    for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, notch);
  }
}

const recorded = v.object({ frames: v.array(v.number()), mostImages: v.number() });

function framesOf({ frames, mostImages }: v.InferOutput<typeof recorded>): Frames {
  const sorted = frames.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const possible = frames.reduce((sum, ms) => sum + Math.max(1, Math.round((ms * 60) / 1000)), 0);
  return {
    count: frames.length,
    median: at(0.5),
    p99: at(0.99),
    longest: at(1),
    droppedShare: (possible - frames.length) / possible,
    mostImages,
  };
}

const record = `(() => {
  const kept = globalThis.benchFrames = { frames: [], mostImages: 0 };
  let before = performance.now();
  const frame = now => {
    kept.frames.push(now - before);
    before = now;
    kept.mostImages = Math.max(kept.mostImages, document.images.length);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(now => { before = now; requestAnimationFrame(frame); });
})()`;
