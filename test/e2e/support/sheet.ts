import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The newest run in the contact sheet. */
export function newestRun(workbench: Workbench): Locator {
  return workbench.panelFrame().getByRole('article').first();
}

/** Finished pictures of a run. */
export function picturesOf(run: Locator): Locator {
  return run.getByRole('img', { name: /^Picture \d/ });
}

/** Uses an action of a picture's toolbar, which shows on hover. */
export async function act(run: Locator, picture: number, action: string): Promise<void> {
  const toolbar = run.getByRole('toolbar', { name: `Actions for picture ${picture}` });
  await run.getByRole('img', { name: new RegExp(`^Picture ${picture} `) }).hover();
  await toolbar.getByRole('button', { name: action, exact: true }).click();
}

/** Uses an entry of the menu of a picture of the newest run. */
export async function actFromMenu(workbench: Workbench, picture: number, entry: string): Promise<void> {
  await act(newestRun(workbench), picture, 'More Actions…');
  await workbench.panelFrame().getByRole('menuitem', { name: entry }).click();
}

/** From the palette to a run under way. */
export async function generate(workbench: Workbench, prompt: string): Promise<void> {
  await workbench.runCommand('Easel: Generate Image…');
  await workbench.quickInput.root.getByPlaceholder('Describe the picture').waitFor();
  await workbench.quickInput.input.fill(prompt);
  await workbench.quickInput.row('Generate 1 image').waitFor();
  await workbench.quickInput.input.press('Enter');
}
