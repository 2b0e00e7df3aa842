// A download that breaks off must never be mistaken for a whole one. Plain JavaScript: used before anything is installed.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a temporary folder and renames the folder that `fill` returns to `folder`; does nothing where `folder` exists.
 * Two processes may do so at the same time: the first one done wins.
 * @param {string} folder
 * @param {(temporary: string) => Promise<string>} fill
 */
export async function madeWhole(folder, fill) {
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(join(dirname(folder), `${basename(folder)}.partial-`));
  try {
    await rename(await fill(temporary), folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
