import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { RasterError } from '../raster/pixels.ts';
import type { Raster } from '../raster/raster.ts';

/** Longer edge, px: twice what VS Code shows in picks, for dense screens. */
const edge = 32;

/** Small PNGs of local pictures, drawn once for each state of a file. */
export class Thumbnails {
  readonly #folder: string;
  #raster: Promise<Raster> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Uri of the thumbnail; undefined for files that are elsewhere or cannot be drawn. */
  async of(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    if (uri.scheme !== 'file') return undefined;
    const found = await stat(uri.fsPath).catch(() => undefined);
    if (!found) return undefined;
    const state = `${uri.fsPath}\n${found.mtimeMs}\n${found.size}`;
    const path = join(this.#folder, `${createHash('sha256').update(state).digest('hex').slice(0, 24)}.png`);
    const drawn =
      (await stat(path).catch(() => undefined)) !== undefined || (await this.#draw(uri.fsPath, path));
    return drawn ? vscode.Uri.file(path) : undefined;
  }

  async close(): Promise<void> {
    await (await this.#raster)?.close();
  }

  async #draw(source: string, path: string): Promise<boolean> {
    try {
      this.#raster ??= import('../raster/raster.ts').then(raster => new raster.Raster());
      const bytes = await (await this.#raster).thumbnail(source, edge);
      const temporary = `${path}.${randomUUID()}.tmp`;
      await mkdir(this.#folder, { recursive: true });
      await writeFile(temporary, bytes);
      await rename(temporary, path);
      return true;
    } catch (error) {
      // A picture that cannot be drawn is listed without one.
      if (error instanceof RasterError) return false;
      throw error;
    }
  }
}
