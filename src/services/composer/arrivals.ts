import { join } from 'node:path';
import * as vscode from 'vscode';
import { pickImages } from '../../commands/pickImages.ts';
import type { Services } from '../../commands/services.ts';
import { namedFile } from '../../commands/sources.ts';
import { shownPicture } from '../../images/run.ts';
import { composerMessages as texts } from '../../platform/messages/composer.ts';
import type { DroppedFile } from '../../protocol/composer.ts';
import type { TileRef } from '../../protocol/messages.ts';
import type { Copies } from './copies.ts';
import type { Keep } from './intake.ts';

/** The ways by which a picture comes here; none is read before it is kept. */
export class Arrivals {
  readonly #services: Services;
  readonly #copies: Copies;

  constructor(services: Services, copies: Copies) {
    this.#services = services;
    this.#copies = copies;
  }

  /** Bytes that were pasted or dropped. */
  bytes({ name, bytes }: DroppedFile): Keep {
    const label = name.split(/[\\/]/).at(-1) || texts.pasted();
    return () => this.#copies.addBytes(bytes, label);
  }

  /** A file that was dragged here, by its uri: only what the open folders hold is read. */
  dragged(text: string): Keep {
    return async () => {
      const given = vscode.Uri.parse(text, true);
      // In a remote window the page names files by where they are seen from; here they are at home.
      const uri = given.scheme === 'vscode-remote' ? vscode.Uri.file(given.path) : given;
      const { scheme, authority, path, query } = uri;
      return this.#file(await namedFile(this.#services, { scheme, authority, path, query }))();
    };
  }

  /** A picture of the library; none where it is gone. */
  tile({ runId, tileId, original }: TileRef): readonly Keep[] {
    const { archive } = this.#services;
    const tile = archive.get(runId)?.tiles.find(one => one.id === tileId);
    const picture = tile && shownPicture(tile, original);
    if (!picture) return [];
    const uri = vscode.Uri.file(join(archive.folderOf(runId), picture.file)).toString();
    const label = tile.saved?.at(-1)?.label ?? picture.file;
    return [() => this.#copies.addFile({ uri, label })];
  }

  /** Asks for pictures of the workspace; none when the user left it. */
  async picked(): Promise<readonly Keep[]> {
    const picked = (await pickImages(this.#services)) ?? [];
    return picked.map(uri => this.#file(uri));
  }

  #file(uri: vscode.Uri): Keep {
    return () => this.#copies.addFile({ uri: uri.toString(), label: vscode.workspace.asRelativePath(uri) });
  }
}
