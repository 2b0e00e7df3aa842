import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../../commands/services.ts';
import { DeskFile, emptyDesk } from '../../library/deskFile.ts';
import { composerMessages } from '../../platform/messages/composer.ts';
import { sourceFiles } from '../../platform/projectFiles.ts';
import { showMessage } from '../../platform/show.ts';
import { parseMask } from '../../protocol/mask.ts';
import { parseDraft } from '../../protocol/parseComposer.ts';
import type { LazyRaster } from '../lazyRaster.ts';
import { Composer } from './composer.ts';
import { Copies } from './copies.ts';

/** Opens the composer with what was left of it in the library's folder. */
export async function openComposer(
  services: Services,
  root: string,
  raster: LazyRaster,
  changed: () => void,
): Promise<Composer> {
  const folder = join(root, '.desk');
  const file = new DeskFile(folder, parseDraft, parseMask);
  const state = await file.read();
  if (!state) {
    services.log.warn('the draft could not be read');
    void showMessage('warn', composerMessages.draftLost());
  }
  const copies = new Copies(folder, sourceFiles, raster, path => vscode.Uri.file(path).toString());
  return new Composer({ services, file, copies, changed }, state ?? emptyDesk);
}
