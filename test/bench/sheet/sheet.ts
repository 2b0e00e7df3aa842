// The contact sheet in a real VS Code.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeSharedBrowser } from '../../e2e/support/sharedBrowser.ts';
import { measureMemory, type MemoryResult } from './memory.ts';
import { measureOpening, type OpeningResult } from './opening.ts';
import { measurePixels, type PixelsResult } from './pixels.ts';
import { measureScrolling, type ScrollingResult } from './scrolling.ts';

/** Parts of the measurement by their names on the command line; `sheet` is all of them. */
export const sheetParts = ['pixels', 'opening', 'memory', 'scrolling'] as const;

/** One of them. */
export type SheetPart = (typeof sheetParts)[number];

/** What was measured. */
export interface SheetResults {
  readonly pixels?: readonly PixelsResult[];
  readonly opening?: OpeningResult;
  readonly memory?: MemoryResult;
  readonly scrolling?: ScrollingResult;
}

/** Measures some parts; what is done by turns is done `runs` times. */
export async function measureSheet(parts: readonly SheetPart[], runs: number): Promise<SheetResults> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  try {
    const wants = (part: SheetPart): boolean => parts.includes(part);
    return {
      ...(wants('pixels') ? { pixels: await measurePixels(runs, folder) } : {}),
      ...(wants('opening') ? { opening: await measureOpening(runs, folder) } : {}),
      ...(wants('memory') ? { memory: await measureMemory(folder) } : {}),
      ...(wants('scrolling') ? { scrolling: await measureScrolling(folder) } : {}),
    };
  } finally {
    await closeSharedBrowser();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
