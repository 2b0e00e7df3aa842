// Waiting for a condition, never for a time.
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves as soon as `holds` returns true (asked every 50 ms); throws, naming `what`, after `timeout` ms. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeout = 20_000,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${timeout / 1000} s in vain: ${what}`);
    await delay(50);
  }
}
