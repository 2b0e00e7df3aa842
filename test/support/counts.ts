// Results of test runs, handed from one process to the next as a file.
import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';

/** Shape of the results in such a file. */
export const countsSchema = v.object({
  passed: v.number(),
  failed: v.number(),
  pending: v.number(),
  failures: v.array(v.string()),
});

/** How many tests of a run went how, and of those that failed their names and errors. */
export type Counts = Readonly<v.InferOutput<typeof countsSchema>>;

/** A test that passed. */
export const onePassed: Counts = { passed: 1, failed: 0, pending: 0, failures: [] };

/** A test that failed, or something without which there are no tests. */
export function oneFailed(why: string): Counts {
  return { passed: 0, failed: 1, pending: 0, failures: [why] };
}

/** All runs taken together. */
export function sumCounts(all: readonly Counts[]): Counts {
  const sum = (of: 'passed' | 'failed' | 'pending'): number =>
    all.reduce((total, counts) => total + counts[of], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    pending: sum('pending'),
    failures: all.flatMap(({ failures }) => failures),
  };
}

/** Leaves the results for whoever started this process; does nothing where nobody named a file. */
export async function writeCounts(file: string | undefined, counts: Counts): Promise<void> {
  if (file !== undefined) await writeFile(file, JSON.stringify(counts));
}

/** What a process left; one that left nothing has failed. */
export async function readCounts(file: string): Promise<Counts> {
  const left = await readFile(file, 'utf8').catch(() => undefined);
  return left === undefined
    ? oneFailed('It ended without a result.')
    : v.parse(countsSchema, JSON.parse(left));
}
