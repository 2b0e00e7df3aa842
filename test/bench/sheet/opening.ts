// From the command to the first row of pictures: a library of ten pictures beside ones of ten thousand, by turns.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Workbench } from '../../e2e/support/workbench.ts';
import { until } from '../../support/until.ts';
import { median } from '../statistics.ts';
import { libraryOf, writeHistory, type History } from './history.ts';
import { noisePng } from './noise.ts';
import { drawThumbnail } from './thumbnail.ts';

/** Medians, ms. */
export interface Opened {
  /** A library of twelve pictures. */
  readonly few: number;
  /** One of ten thousand. */
  readonly many: number;
}

/** With small copies of all pictures, and without any. */
export interface OpeningResult {
  readonly small: Opened;
  readonly originals: Opened;
}

/** Runs of four pictures. */
const runsOf = { few: 3, many: 2500 } as const;

interface Library {
  readonly size: keyof typeof runsOf;
  readonly small: boolean;
}

const libraries: readonly Library[] = [true, false].flatMap(small => [
  { size: 'few', small } as const,
  { size: 'many', small } as const,
]);

/** Each time in a fresh extension host. */
export async function measureOpening(runs: number, folder: string): Promise<OpeningResult> {
  const picture = join(folder, 'history.png');
  const bytes = noisePng(300_000);
  await writeFile(picture, bytes);
  const open: { readonly library: Library; readonly workbench: Workbench; readonly took: number[] }[] = [];
  try {
    for (const library of libraries) {
      const workbench = await Workbench.open({ width: 1400, height: 900 });
      open.push({ library, workbench, took: [] });
      await workbench.page.context().addInitScript(watchFirstRow);
      const thumbnail = library.small
        ? { thumbnail: await drawThumbnail(workbench.page, bytes, folder) }
        : {};
      const history: History = {
        runs: runsOf[library.size],
        picturesPerRun: 4,
        picture,
        bytes: bytes.length,
        ...thumbnail,
      };
      await writeHistory(libraryOf(workbench.session), history);
    }
    for (let run = -1; run < runs; run++)
      for (const { library, workbench, took } of open) {
        // The last opening has drawn some.
        const drawn = join(libraryOf(workbench.session), '.thumbnails');
        if (!library.small) await rm(drawn, { recursive: true, force: true, maxRetries: 5 });
        const ms = await openOnce(workbench);
        // The first finds cold caches.
        if (run >= 0) took.push(ms);
        process.stderr.write('.');
      }
    const of = (small: boolean, size: Library['size']): number =>
      median(open.find(({ library }) => library.small === small && library.size === size)?.took ?? []);
    const opened = (small: boolean): Opened => ({ few: of(small, 'few'), many: of(small, 'many') });
    return { small: opened(true), originals: opened(false) };
  } finally {
    for (const { workbench } of open) await workbench.close();
  }
}

async function openOnce(workbench: Workbench): Promise<number> {
  await workbench.reload();
  const row = await workbench.quickInput.findCommand('Easel: Open Contact Sheet');
  const asked = Date.now();
  await row.click();
  const body = workbench.panelFrame().locator('body');
  let shown: number | null = null;
  await until('the first row is seen', async () => {
    shown = v.parse(v.nullable(v.number()), await body.evaluate('globalThis.benchFirstRow ?? null'));
    return shown !== null;
  });
  await workbench.runCommand('View: Close All Editors');
  await workbench.panelFrame().locator('body').waitFor({ state: 'detached' });
  return (shown ?? Number.NaN) - asked;
}

/** In every frame of the window: the sheet's page is looked at from its first moment. */
const watchFirstRow = `(() => {
  if (window === top) return;
  const look = () => {
    const pictures = [...document.querySelectorAll('article.run:first-of-type img.picture')];
    if (pictures.length === 0 || !pictures.every(one => one.complete && one.naturalWidth > 0)) return void setTimeout(look, 4);
    Promise.all(pictures.map(one => one.decode())).then(() =>
      requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.benchFirstRow = Date.now(); })));
  };
  look();
})()`;
