// `npm run bench`: Easel's client beside the official SDK and the floor, its activation beside an empty extension,
// its pixels beside native sharp, and a scan of a workspace for missing images.
//   npm run bench                              everything, 9 runs
//   npm run bench -- --runs 3 stream edit      these cases; `activation`, `raster` and `references` are names too
//   npm run bench -- --write                   and keep the results in test/bench/README.md
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { VERSION } from 'openai/version';
import { format, resolveConfig } from 'prettier';
import { endTogether } from '../support/endTogether.ts';
import { measureActivation } from './activation/activation.ts';
import { caseOf, cases } from './cases.ts';
import { measureRaster } from './raster.ts';
import { measureScan } from './references.ts';
import { activationTable, rasterTable, scanTable, wireTable } from './table.ts';
import { measureWire } from './wire.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '9' }, write: { type: 'boolean', default: false } },
});
const runs = Number(values.runs);
const others = new Set(['activation', 'raster', 'references']);
const names = positionals.filter(name => !others.has(name));
const all = positionals.length === 0;
const readme = join(import.meta.dirname, 'README.md');

/** Where and when, against what, and what else the machine had to do. */
function circumstances(loadBefore: number): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const system = `${process.platform} ${process.arch}, Node ${process.versions.node}, openai ${VERSION}`;
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${machine}, ${system}; medians of ${runs} runs; load before: ${loadBefore.toFixed(2)}.`;
}

async function measure(): Promise<string> {
  const [load = 0] = loadavg();
  const parts = [circumstances(load)];
  const wanted = all ? cases : names.map(caseOf);
  if (wanted.length > 0) parts.push(wireTable(await measureWire(wanted, runs)));
  if (all || positionals.includes('activation')) parts.push(activationTable(await measureActivation(runs)));
  if (all || positionals.includes('raster')) parts.push(rasterTable(await measureRaster(runs)));
  if (all || positionals.includes('references')) parts.push(scanTable(await measureScan(runs)));
  return parts.join('\n\n');
}

/** Replaces what stands between the marks. */
async function keep(results: string): Promise<void> {
  const [begin, end] = ['<!-- results -->', '<!-- /results -->'];
  const text = await readFile(readme, 'utf8');
  const [before = ''] = text.split(begin);
  const after = text.slice(text.indexOf(end));
  const whole = `${before}${begin}\n\n${results}\n\n${after}`;
  await writeFile(readme, await format(whole, { ...(await resolveConfig(readme)), filepath: readme }));
}

endTogether();
const results = await measure();
console.log(`\n${results}`);
if (values.write) await keep(results);
// Tools of the activation may leave timers behind.
process.exit();
