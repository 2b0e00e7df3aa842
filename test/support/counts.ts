// Results of test runs, handed from one process to the next as a file.
import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';

/** Shape of the counts in such a file. */
export const countsSchema = v.object({ passed: v.number(), failed: v.number(), pending: v.number() });

/** How many tests of a run went how. */
export type Counts = Readonly<v.InferOutput<typeof countsSchema>>;

/** All runs taken together. */
export function sumCounts(all: readonly Counts[]): Counts {
  const sum = (of: keyof Counts): number => all.reduce((total, counts) => total + counts[of], 0);
  return { passed: sum('passed'), failed: sum('failed'), pending: sum('pending') };
}

/** Leaves the counts for whoever started this process; does nothing where nobody named a file. */
export async function writeCounts(file: string | undefined, counts: Counts): Promise<void> {
  if (file !== undefined) await writeFile(file, JSON.stringify(counts));
}

/** What a process left; one that left nothing has failed. */
export async function readCounts(file: string): Promise<Counts> {
  const left = await readFile(file, 'utf8').catch(() => '{ "passed": 0, "failed": 1, "pending": 0 }');
  return v.parse(countsSchema, JSON.parse(left));
}
