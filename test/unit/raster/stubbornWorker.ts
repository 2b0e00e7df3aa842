// A worker of the worst kind, for the client's tests.
import process from 'node:process';
import { serveTasks } from '../../../src/raster/serveTasks.ts';

/** What it does, by name. */
export const stubbornTasks = {
  add: ({ one, other }: { readonly one: number; readonly other: number }): number => one + other,

  /** Never comes back, nor listens. */
  hang: (): never => {
    for (;;) Math.random();
  },

  die: (): never => process.exit(3),
};

serveTasks(stubbornTasks);
