// The measurements as Markdown.
import type { Activation } from './activation/activation.ts';
import { floorName } from './floor.ts';
import type { RasterResult } from './raster.ts';
import type { Scan } from './references.ts';
import type { Medians, Result } from './wire.ts';

type Row = readonly string[];

/** A table with all columns but the first set to the right, as wide as they must be. */
function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)),
  );
  const line = (row: Row): string =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Wall, memory and their ratios, one row a case. */
export function wireTable(results: readonly Result[]): string {
  const head = [
    '',
    'Easel',
    'SDK',
    'Easel ÷ SDK',
    'Easel, peak',
    'SDK, peak',
    'Easel ÷ SDK',
    'floor',
    'Easel ÷ floor',
  ];
  const rows = results.map(({ what, easel, sdk, floor }) => [
    what.title,
    times(easel),
    times(sdk),
    ratio(easel.wallMs, sdk.wallMs),
    megabytes(easel),
    megabytes(sdk),
    ratio(easel.peakBytes, sdk.peakBytes),
    `${floor.wallMs.toFixed(0)} ms`,
    ratio(easel.wallMs, floor.wallMs),
  ]);
  return `${table(head, rows)}\n\nThe floor is ${floorName}.`;
}

/** One row. */
export function activationTable({ easelMs, emptyMs, runs }: Activation): string {
  const head = ['', 'Easel', 'empty extension', 'ratio'];
  const row = [
    `activation, ${runs} fresh hosts each`,
    `${easelMs.toFixed(1)} ms`,
    `${emptyMs.toFixed(1)} ms`,
    ratio(easelMs, emptyMs),
  ];
  return table(head, [row]);
}

/** The ways of a 4K picture, then what a host notices. */
export function rasterTable({ ways, host }: RasterResult): string {
  const head = ['', 'Easel', 'sharp', 'Easel ÷ sharp', 'Easel, file', 'sharp, file'];
  const rows = ways.map(({ title, easelMs, sharpMs, easelBytes, sharpBytes }) => [
    title,
    `${easelMs.toFixed(0)} ms`,
    `${sharpMs.toFixed(0)} ms`,
    ratio(easelMs, sharpMs),
    `${(easelBytes / 1e6).toFixed(2)} MB`,
    `${(sharpBytes / 1e6).toFixed(2)} MB`,
  ]);
  const hostHead = ['', 'during both', 'idle', 'before', 'after, worker let go'];
  const blocks = [
    'longest block of the host',
    `${host.busyMs.toFixed(1)} ms`,
    `${host.idleMs.toFixed(1)} ms`,
    '',
    '',
  ];
  const memory = [
    'resident memory of the host',
    ...[host.workBytes, undefined, host.startBytes, host.endBytes].map(bytes =>
      bytes === undefined ? '' : `${(bytes / 1e6).toFixed(0)} MB`,
    ),
  ];
  return `${table(head, rows)}\n\n${table(hostHead, [blocks, memory])}`;
}

/** One row. */
export function scanTable(scan: Scan): string {
  const head = ['', 'files per second', 'whole scan (CPU)', 'longest block (CPU)', '99 of 100 below', 'peak'];
  const row = [
    `scan for missing images, ${scan.files} files of ${megabytes({ peakBytes: scan.bytes })}, ${scan.missing} missing`,
    scan.filesPerSecond.toFixed(0),
    `${scan.wallMs.toFixed(0)} ms (${scan.cpuMs.toFixed(0)})`,
    `${scan.longestMs.toFixed(1)} ms (${scan.longestCpuMs.toFixed(1)})`,
    `${scan.typicalMs.toFixed(1)} ms`,
    megabytes(scan),
  ];
  return table(head, [row]);
}

function times({ wallMs, requestMs }: Medians): string {
  return `${wallMs.toFixed(0)} ms (${requestMs.toFixed(0)})`;
}

function megabytes({ peakBytes }: Pick<Medians, 'peakBytes'>): string {
  return `${(peakBytes / 1e6).toFixed(0)} MB`;
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2);
}
