// Progress of long commands: one line a step.

/** Does one thing and prints what it was and how long it took. */
export async function timed<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  console.log(`  ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}
