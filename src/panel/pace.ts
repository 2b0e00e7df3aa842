import type { Disposable } from '../protocol/channel.ts';

/** Does something later, once for all who ask meanwhile. */
export interface Soon extends Disposable {
  ask(): void;
}

/** `ms` after the first that asks. */
export function soon(ms: number, act: () => void): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, ms);
    },
    dispose: () => clearTimeout(timer),
  };
}

/** Lets each thing through at once when it was quiet, else only the newest state of it. */
export interface Pace<T> extends Disposable {
  put(id: string, state: T): void;
  /** What waits under that id is of no more use. */
  forget(id: string): void;
}

/** At most one state of each id in `ms`. */
export function paced<T>(ms: number, act: (state: T) => void): Pace<T> {
  const resting = new Map<
    string,
    { readonly timer: ReturnType<typeof setTimeout>; newest?: { readonly state: T } }
  >();
  const pass = (id: string, state: T): void => {
    resting.set(id, { timer: setTimeout(wake, ms, id) });
    act(state);
  };
  const wake = (id: string): void => {
    const waiting = resting.get(id)?.newest;
    resting.delete(id);
    if (waiting) pass(id, waiting.state);
  };
  const forget = (id: string): void => {
    clearTimeout(resting.get(id)?.timer);
    resting.delete(id);
  };
  return {
    put: (id, state) => {
      const rest = resting.get(id);
      if (rest) rest.newest = { state };
      else pass(id, state);
    },
    forget,
    dispose: () => {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
