// Tables of what is hinted at in a project.
import assert from 'node:assert/strict';
import { missingImages } from '../../../../src/project/references/missing.ts';
import { PictureIndex } from '../../../../src/project/references/pictures.ts';
import { detectProject } from '../../../../src/project/references/project.ts';
import { memoryFiles } from '../../../support/projects.ts';

/** The files with their texts, of which the last one is looked at; and what is hinted at, as paths. */
type Row = readonly [name: string, texts: Readonly<Record<string, string>>, hints?: readonly string[]];

/** What a picture’s text is here. */
export const png = '';

async function hintsIn(
  texts: Readonly<Record<string, string>>,
  pictures?: PictureIndex,
): Promise<readonly string[]> {
  const all = memoryFiles(texts);
  const files = { ...all, ...(pictures && { pictures: async () => pictures }) };
  const [file, text] = Object.entries(texts).at(-1) ?? ['', ''];
  const missing = await missingImages(text, file, await detectProject(files), files);
  return missing.map(({ path }) => path);
}

/** @param pictures those that are known, where they are not to be all */
export function table(title: string, rows: readonly Row[], pictures?: PictureIndex): void {
  describe(title, () => {
    for (const [name, texts, hints = []] of rows)
      it(name, async () => assert.deepEqual(await hintsIn(texts, pictures), hints));
  });
}

/** For what must be found by what the project says alone. */
export const noPictures = new PictureIndex([]);
