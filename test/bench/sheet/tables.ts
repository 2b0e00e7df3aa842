// What was measured of the sheet, as Markdown.
import { ratio, table } from '../table.ts';
import type { MemoryResult, MemorySample } from './memory.ts';
import type { Opened, OpeningResult } from './opening.ts';
import type { PixelsResult, Steps } from './pixels.ts';
import type { Frames, ScrollingResult } from './scrolling.ts';
import type { SheetResults } from './sheet.ts';

/** All tables of the parts that were measured. */
export function sheetTables({ pixels, opening, memory, scrolling }: SheetResults): string {
  const tables = [
    ...(pixels ? [pixelsTable(pixels)] : []),
    ...(opening ? [openingTable(opening)] : []),
    ...(memory ? [memoryTable(memory)] : []),
    ...(scrolling ? [scrollingTable(scrolling)] : []),
  ];
  return tables.join('\n\n');
}

function pixelsTable(results: readonly PixelsResult[]): string {
  const head = ['last byte to pixels', 'file', 'told', 'loaded', 'shown', 'in all', 'ratio', 'from the file'];
  const rows = results.flatMap(({ bytes, easel, bare }) => {
    const size = `${(bytes / 1e6).toFixed(1)} MB`;
    return [stepsRow(`Easel, ${size}`, easel, bare), stepsRow(`bare \`<img>\`, ${size}`, bare)];
  });
  return table(head, rows);
}

function openingTable({ small, originals }: OpeningResult): string {
  const head = ['command to first row', '12 pictures', '10,000', 'ratio'];
  return table(head, [openedRow('with small copies', small), openedRow('without', originals)]);
}

function openedRow(title: string, { few, many }: Opened): string[] {
  return [title, ms(few), ms(many), ratio(many, few)];
}

function memoryTable({ few, many }: MemoryResult): string {
  const row = (title: string, of: (sample: MemorySample) => number | undefined): string[] => {
    const [before = NaN, after = NaN] = [of(few), of(many)];
    return [title, megabytes(before), megabytes(after), ratio(after, before)];
  };
  return table(
    ['memory', 'after 20 pictures', 'after 200', 'ratio'],
    [
      row('extension host, resident', ({ host }) => host.rss),
      row('extension host, heap', ({ host }) => host.heapUsed),
      row('window and webview, heap', ({ pageHeap }) => pageHeap),
      row('window and webview, resident', ({ pageRss }) => pageRss),
    ],
  );
}

function scrollingTable({ small, originals }: ScrollingResult): string {
  const head = ['500 runs of 4', 'frames', 'median', 'p99', 'longest', 'dropped', 'most `img`'];
  return table(head, [framesRow('small copies', small), framesRow('none yet', originals)]);
}

function stepsRow(title: string, steps: Steps, beside?: Steps): string[] {
  const { file, told, loaded, shown, total } = steps;
  const ratios = beside ? [ratio(total, beside.total), ratio(steps.fromFile, beside.fromFile)] : ['', ''];
  return [title, ...[file, told, loaded, shown, total].map(ms), ...ratios];
}

function framesRow(title: string, frames: Frames): string[] {
  const { count, median, p99, longest, droppedShare, mostImages } = frames;
  const dropped = `${(droppedShare * 100).toFixed(1)} %`;
  return [title, String(count), ...[median, p99, longest].map(ms), dropped, String(mostImages)];
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
