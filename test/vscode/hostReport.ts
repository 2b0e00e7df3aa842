// What a run inside the extension host leaves for its launcher, in the file named by `EASEL_REPORT`.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { countsSchema, oneFailed } from '../support/counts.ts';

const schema = v.object({ counts: countsSchema, output: v.string() });

/** Counts, and what mocha said: the host's console is full of other things. */
export type HostReport = Readonly<v.InferOutput<typeof schema>>;

/** Reads it; a host without a report has failed. */
export async function readHostReport(file: string): Promise<HostReport> {
  const left = await readFile(file, 'utf8').catch(() => undefined);
  if (left === undefined) return { counts: oneFailed('The suites left no report.'), output: '' };
  return v.parse(schema, JSON.parse(left));
}
