// Memory of extension host and page after 200 pictures were looked at, beside that after 20.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import * as v from 'valibot';
import { sharedBrowser } from '../../e2e/support/sharedBrowser.ts';
import { Workbench } from '../../e2e/support/workbench.ts';
import { until } from '../../support/until.ts';
import { buildCompanion, type Companion, type HostMemory } from './companion.ts';
import { libraryOf, writeHistory } from './history.ts';
import { noisePng } from './noise.ts';
import { scrollTo } from './scrolling.ts';

/** Bytes, garbage collected. */
export interface MemorySample {
  readonly host: HostMemory;
  /** JavaScript of the window with its webviews, which share one heap. */
  readonly pageHeap: number;
  /** Resident memory of the browser's process that draws them; undefined where it cannot be read. */
  readonly pageRss: number | undefined;
}

/** After 20 and after 200 pictures. */
export interface MemoryResult {
  readonly few: MemorySample;
  readonly many: MemorySample;
}

/** No small copies are there at first, so they are drawn meanwhile. */
export async function measureMemory(folder: string): Promise<MemoryResult> {
  const companion = await buildCompanion(folder);
  const picture = join(folder, 'memory.png');
  const bytes = noisePng(300_000);
  await writeFile(picture, bytes);
  const { path: beside, environment } = companion;
  const workbench = await Workbench.open({ width: 1400, height: 900, beside, environment });
  try {
    const library = libraryOf(workbench.session);
    await writeHistory(library, { runs: 50, picturesPerRun: 4, picture, bytes: bytes.length });
    await workbench.runCommand('Easel: Open Contact Sheet');
    await workbench.panelFrame().locator('img.picture').first().waitFor();
    await scrollTo(workbench, 5);
    await thumbnailsDrawn(library, 20);
    const few = await sample(workbench, companion);
    await scrollTo(workbench, 50);
    await thumbnailsDrawn(library, 200);
    return { few, many: await sample(workbench, companion) };
  } finally {
    await workbench.close();
  }
}

async function thumbnailsDrawn(library: string, count: number): Promise<void> {
  const drawn = async (): Promise<boolean> =>
    (await readdir(join(library, '.thumbnails'))).filter(name => name.endsWith('.webp')).length >= count;
  await until(`${count} small copies are drawn`, drawn, 300_000);
}

const heap = v.object({ usedSize: v.number() });

async function sample({ page }: Workbench, companion: Companion): Promise<MemorySample> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const pageHeap = v.parse(heap, await session.send('Runtime.getHeapUsage')).usedSize;
  await session.detach();
  return { host: await companion.memory(), pageHeap, pageRss: await largestRenderer() };
}

const processes = v.object({ processInfo: v.array(v.object({ type: v.string(), id: v.number() })) });

async function largestRenderer(): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  const session = await (await sharedBrowser()).newBrowserCDPSession();
  const { processInfo } = v.parse(processes, await session.send('SystemInfo.getProcessInfo'));
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...(await Promise.all(renderers.map(({ id }) => residentBytes(id)))));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
