import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { keptCrop } from '../images/crop.ts';
import { ImageError } from '../images/errors.ts';
import { uprightSize, type Picture } from '../images/picture.ts';
import type { Run, SavedPlace, Tile } from '../images/run.ts';
import type { Rect } from '../images/transform.ts';
import { files } from '../platform/messages/commands.ts';
import { crop as texts } from '../platform/messages/vary.ts';
import { replaceFiles } from '../platform/projectFiles.ts';
import { showMessage } from '../platform/show.ts';
import { replaceFile, updateFile, type Replaced, type Update } from '../studio/replace.ts';
import { guarded } from './remedies.ts';
import { compareButton, mayReplace, sayReplaced, undo } from './replace.ts';
import { mayReplace as mayOverwrite, saveAs } from './save.ts';
import type { Services } from './services.ts';

/** What moving needs. */
export type CropServices = Pick<Services, 'archive' | 'studio' | 'placeholders'>;

/** What became of the file that was to be brought up to date; undefined: there was none. */
export type Outcome = Replaced | 'gone' | 'changed' | undefined;

/**
 * Shows another part of a picture in its slot, and says what became of its file. Failures are shown.
 * @param updates uri of the file that the user was told would follow
 * @returns whether the picture shows that part now
 */
export async function moveCrop(
  services: Services,
  run: Run,
  tile: Tile,
  rect: Rect,
  updates: string | undefined,
): Promise<boolean> {
  const done = await guarded(services, async () => {
    // Two windows that change one run would overwrite each other's record of it.
    if (services.archive.runsElsewhere(run.id)) {
      void showMessage('warn', files.runsElsewhere());
      return false;
    }
    const place = tile.saved?.at(-1);
    const file = place?.uri === updates ? place : undefined;
    if (file && !(await mayReplace(services, vscode.Uri.parse(file.uri, true), file.label))) return false;
    const outcome = await showPart(services, run, tile, rect, file);
    if (file) void say(services, run, tile, file, outcome);
    return true;
  });
  return done === true;
}

/**
 * Makes the picture for the slot again of another part, and puts it into its file where that still has the old one.
 * @throws ImageError `badPicture`, `disk`, `invalid`: nothing is changed then
 */
export async function showPart(
  services: CropServices,
  run: Run,
  tile: Tile,
  rect: Rect,
  file: SavedPlace | undefined,
): Promise<Outcome> {
  const { slot } = run;
  const { picture, fitted, fittedRect } = tile;
  if (!slot || !picture || !fitted || !fittedRect) throw new ImageError({ kind: 'badPicture' });
  // Once it is made again, the library has the old bytes no more.
  const before = file && (await bytesOf(services, run, fitted));
  await services.studio.refit(run.id, tile.id, keptCrop(uprightSize(picture), slot, rect));
  const now = tileNow(services, run, tile).fitted;
  if (!now || now.file === fitted.file) throw new ImageError({ kind: 'badPicture' });
  if (!file || !before) return undefined;
  try {
    const all = updatesOf(services, run, { before, after: await bytesOf(services, run, now) });
    const of = { runId: run.id, tileId: tile.id };
    return await updateFile(services.archive, replaceFiles, all, of, file, fittedRect);
  } catch (error) {
    // Both or neither: another try must find the file and the library as they were.
    await services.studio.refit(run.id, tile.id, fittedRect);
    throw error;
  }
}

/** Of the offline provider, what was put where code names it says that it is a placeholder; what was saved does not. */
function updatesOf({ placeholders }: CropServices, run: Run, update: Update): readonly Update[] {
  if (!run.provider.offline) return [update];
  const { before, after } = update;
  return [update, { before: placeholders.mark(before), after: placeholders.mark(after) }];
}

async function say(
  services: Services,
  run: Run,
  tile: Tile,
  file: SavedPlace,
  outcome: Outcome,
): Promise<void> {
  const { label } = file;
  if (outcome === undefined) return;
  if (typeof outcome === 'object') {
    const back = { label: texts.undo(), run: () => guarded(services, () => undo(services, outcome)) };
    return showMessage('info', texts.updated(label), [back, compareButton(services, outcome)]);
  }
  const saving = {
    label: texts.saveAs(),
    run: () => guarded(services, () => saveAs(services, run, tileNow(services, run, tile))),
  };
  if (outcome === 'gone') return showMessage('warn', texts.gone(label), [saving]);
  const replacing = {
    label: texts.replace(),
    run: () => guarded(services, () => replaceAll(services, run, tile, file)),
  };
  return showMessage('warn', texts.changed(label), [replacing, saving]);
}

/** Whatever the file has by now, after one more question. */
async function replaceAll(services: Services, run: Run, tile: Tile, file: SavedPlace): Promise<void> {
  const { fitted } = tileNow(services, run, tile);
  if (!fitted || !(await mayOverwrite(file.label))) return;
  const of = { runId: run.id, tileId: tile.id };
  sayReplaced(services, await replaceFile(services.archive, replaceFiles, fitted, of, file), tile);
}

function tileNow({ archive }: Pick<Services, 'archive'>, run: Run, tile: Tile): Tile {
  return archive.get(run.id)?.tiles.find(({ id }) => id === tile.id) ?? tile;
}

function bytesOf({ archive }: Pick<Services, 'archive'>, run: Run, { file }: Picture): Promise<Uint8Array> {
  return readFile(join(archive.folderOf(run.id), file));
}
