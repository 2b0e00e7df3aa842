// `npm run bench`: Easel beside others, in one run: its client beside the official SDK and the floor, its activation
// beside an empty extension, its pixels beside native sharp, its sheet beside a bare webview, and a scan of a workspace.
//   npm run bench                              everything, 9 runs
//   npm run bench -- --runs 3 stream edit      these cases of the wire, or parts by the names in `parts` below
//   npm run bench -- sheet                     all parts of the contact sheet, in VS Code
//   npm run bench -- --write                   and keep what was measured in test/bench/README.md
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
import { measureSheet, sheetParts, type SheetPart } from './sheet/sheet.ts';
import { sheetTables } from './sheet/tables.ts';
import { activationTable, rasterTable, scanTable, wireTable } from './table.ts';
import { measureWire } from './wire.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '9' }, write: { type: 'boolean', default: false } },
});
const runs = Number(values.runs);
const readme = join(import.meta.dirname, 'README.md');
const ofSheet = (part: SheetPart) => async (): Promise<string> =>
  sheetTables(await measureSheet([part], runs));

/** What is measured beside the wire, by its name on the command line and in the marks of the README. */
const parts: Readonly<Record<string, () => Promise<string>>> = {
  activation: async () => activationTable(await measureActivation(runs)),
  raster: async () => rasterTable(await measureRaster(runs)),
  references: async () => scanTable(await measureScan(runs)),
  ...Object.fromEntries(sheetParts.map(part => [part, ofSheet(part)])),
};
const all = positionals.length === 0;
const named = new Set(positionals.flatMap(name => (name === 'sheet' ? sheetParts : [name])));
const wire = all ? cases : [...named].filter(name => !Object.hasOwn(parts, name)).map(caseOf);

/** Where and when, against what, and what else the machine had to do. */
function circumstances(): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const system = `${process.platform} ${process.arch}, Node ${process.versions.node}, openai ${VERSION}`;
  const day = new Date().toISOString().slice(0, 10);
  const [load = 0] = loadavg();
  return `${day}, ${machine}, ${system}; medians of ${runs} runs; load before: ${load.toFixed(2)}.`;
}

/** Measures one part, shows it, and keeps it between its marks where that is wanted. */
async function measure(name: string, part: () => Promise<string>): Promise<void> {
  const results = `${circumstances()}\n\n${await part()}`;
  console.log(`\n${results}`);
  if (!values.write) return;
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = await readFile(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`test/bench/README.md has no marks for ${name}`);
  const whole = `${text.slice(0, from + begin.length)}\n\n${results}\n\n${text.slice(to)}`;
  await writeFile(readme, await format(whole, { ...(await resolveConfig(readme)), filepath: readme }));
}

endTogether();
if (wire.length > 0) await measure('wire', async () => wireTable(await measureWire(wire, runs)));
for (const [name, part] of Object.entries(parts)) if (all || named.has(name)) await measure(name, part);
// Tools of the activation may leave timers behind.
process.exit();
