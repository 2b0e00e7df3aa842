// One browser for all workbenches of a run: starting one costs more than opening a page in it.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/launch/browser.ts';

const shared: { browser?: Promise<Browser> } = {};

/** The run's browser, started at the first call. */
export async function sharedBrowser(): Promise<Browser> {
  return await (shared.browser ??= launchBrowser());
}

/** Ends the run's browser, if there is one. */
export async function closeSharedBrowser(): Promise<void> {
  const { browser } = shared;
  delete shared.browser;
  await (await browser)?.close();
}
