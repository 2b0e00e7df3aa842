import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { pickImages } from '../commands/pickImages.ts';
import type { Services } from '../commands/services.ts';
import { extensionOf, isDrawable, type ImageFacts } from '../images/picture.ts';
import type { Run, Tile } from '../images/run.ts';
import { viewing as texts } from '../platform/messages/viewer.ts';
import { showMessage } from '../platform/show.ts';
import type { ViewerPort } from '../panel/viewerPort.ts';
import { probeFile } from '../raster/probeFile.ts';
import type { ComparedFile, PlaceView, ViewerWebviewMessage } from '../protocol/viewer.ts';
import { findPlaces } from './placeFinder.ts';

/** Copies that are kept; comparing goes on with the newest few. */
const maxCopies = 8;

/** Larger ones are nobody's asset, bytes. */
const largest = 256 * 1024 * 1024;

/** What the page cannot do itself while a picture is looked at: reach the user's files. */
export class ViewerDesk implements ViewerPort {
  readonly #services: Services;
  readonly #folder: string;
  #search: AbortController | undefined;

  /** @param root absolute path of the library: the page may read below it and nowhere else */
  constructor(services: Services, root: string) {
    this.#services = services;
    this.#folder = join(root, '.compare');
  }

  async handle(message: ViewerWebviewMessage, toUri: (path: string) => string): Promise<unknown> {
    if (message.type === 'viewer.stopPlaces') return this.#search?.abort();
    const run = this.#services.archive.get(message.runId);
    const tile = run?.tiles.find(({ id }) => id === message.tileId);
    if (!run || !tile) return undefined;
    if (message.type === 'viewer.findPlaces') return this.#findPlaces(run, tile);
    if (message.type === 'viewer.moveCrop') {
      const { moveCrop } = await import('../commands/moveCrop.ts');
      return moveCrop(this.#services, run, tile, message.rect, message.updates);
    }
    const uri = message.type === 'viewer.compareWithSaved' ? savedUri(tile) : await this.#pick();
    return uri && this.#compared(uri, toUri);
  }

  async #pick(): Promise<vscode.Uri | undefined> {
    return (await pickImages(this.#services))?.[0];
  }

  /** A newer question ends the older one. */
  async #findPlaces(run: Run, tile: Tile): Promise<readonly PlaceView[] | undefined> {
    this.#search?.abort();
    const search = new AbortController();
    this.#search = search;
    const found = await findPlaces(this.#services.projects, targetsOf(run, tile), search.signal);
    return search.signal.aborted ? undefined : found;
  }

  async #compared(uri: vscode.Uri, toUri: (path: string) => string): Promise<ComparedFile | undefined> {
    const label = vscode.workspace.asRelativePath(uri);
    const found = await readable(uri);
    const kept = found && (await this.#keep(uri, found));
    if (!kept) {
      void showMessage('warn', texts.notComparable(label));
      return undefined;
    }
    const { type, width, height, alpha, orientation } = kept.facts;
    const turned = orientation === undefined ? {} : { orientation };
    return { label, uri: toUri(kept.path), bytes: found.size, type, width, height, alpha, ...turned };
  }

  /** Copies one state of a file to below the library; undefined when it is no picture that can be shown. */
  async #keep(
    uri: vscode.Uri,
    { bytes, mtime, size }: Readable,
  ): Promise<{ readonly path: string; readonly facts: ImageFacts } | undefined> {
    await mkdir(this.#folder, { recursive: true });
    const temporary = join(this.#folder, `${randomUUID()}.tmp`);
    await writeFile(temporary, bytes);
    const { facts } = await probeFile(temporary);
    if (!facts || !isDrawable(facts)) {
      await rm(temporary);
      return undefined;
    }
    const state = createHash('sha256').update(`${uri.toString()}\n${mtime}\n${size}`).digest('hex');
    // The extension tells VS Code's resource server what the bytes are.
    const path = join(this.#folder, `${state.slice(0, 24)}.${extensionOf[facts.type]}`);
    await rename(temporary, path);
    await this.#tidy();
    return { path, facts };
  }

  /** The oldest copies go; what is shown now is the newest. */
  async #tidy(): Promise<void> {
    const files = await Promise.all(
      (await readdir(this.#folder)).map(async name => {
        const path = join(this.#folder, name);
        return { path, at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 };
      }),
    );
    const old = files.toSorted((one, other) => other.at - one.at).slice(maxCopies);
    await Promise.all(old.map(({ path }) => rm(path, { force: true })));
  }
}

/** Uris of the files that code shows this picture by: where it was saved, the place it is made for, its source. */
export function targetsOf(run: Run, tile: Tile): readonly string[] {
  const own = tile.source === undefined ? run.sources : run.sources.slice(tile.source, tile.source + 1);
  const saved = (tile.saved ?? []).map(({ uri }) => uri);
  const slot = slotUri(run)?.toString();
  const all = [...saved.toReversed(), ...(slot === undefined ? [] : [slot]), ...own.map(({ uri }) => uri)];
  return [...new Set(all)];
}

/** The file that the code names and that is not there yet: in the folder the run saves into. */
function slotUri({ slot, saveTo }: Run): vscode.Uri | undefined {
  if (!slot) return undefined;
  const name = slot.path.split('/').at(-1) ?? '';
  if (saveTo !== undefined) return vscode.Uri.joinPath(vscode.Uri.parse(saveTo, true), name);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  return root && vscode.Uri.joinPath(root, slot.path);
}

function savedUri(tile: Tile): vscode.Uri | undefined {
  const saved = tile.saved?.at(-1);
  return saved && vscode.Uri.parse(saved.uri, true);
}

interface Readable {
  readonly bytes: Uint8Array;
  readonly mtime: number;
  readonly size: number;
}

async function readable(uri: vscode.Uri): Promise<Readable | undefined> {
  const { fs } = vscode.workspace;
  try {
    const { mtime, size } = await fs.stat(uri);
    return size > largest ? undefined : { bytes: await fs.readFile(uri), mtime, size };
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
