// A composer over a folder of its own: what it is told, what it shows, and what was spent.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { Connection, Services } from '../../../../src/commands/services.ts';
import type { Draft } from '../../../../src/images/draft.ts';
import { DeskFile, emptyDesk } from '../../../../src/library/deskFile.ts';
import type { ComposerView, ComposerWebviewMessage } from '../../../../src/protocol/composer.ts';
import { parseDraft } from '../../../../src/protocol/parseComposer.ts';
import type { Composer as ComposerType } from '../../../../src/services/composer/composer.ts';
import { Copies } from '../../../../src/services/composer/copies.ts';
import type { RunHandle, Wish } from '../../../../src/studio/studio.ts';
import { outlook } from '../../../sheet/fakeComposer.ts';
import { withFakeVscode } from '../../../support/fakeVscode.ts';
import { picture } from './samples.ts';

const { Composer } = await withFakeVscode(() => import('../../../../src/services/composer/composer.ts'));

/** OpenAI, ready to be asked; it is an error to do so. */
export const connection: Connection = {
  ...outlook,
  api: { ...outlook.traits, send: () => assert.fail('sent') },
  check: () => assert.fail('checked'),
  listModels: () => assert.fail('listed'),
};

/** A desk on the disk, and the composer that is open on it. */
export class Rig {
  readonly wishes: Wish[] = [];
  reveals = 0;
  /** Settles when the settings are known. */
  outlooks: () => Promise<void> = async () => undefined;
  /** Settles when the server may be asked. */
  connects: () => Promise<void> = async () => undefined;
  /** Settles when the library has the run. */
  starts: () => Promise<void> = async () => undefined;
  readonly folder: string;
  readonly deskFolder: string;
  readonly composer: ComposerType;

  private constructor(folder: string) {
    this.folder = folder;
    this.deskFolder = join(folder, '.desk');
    const files = { copy: (uri: string, path: string) => copyFile(fileURLToPath(uri), path) };
    const raster = { get: () => assert.fail('nothing is large enough to be drawn') };
    const copies = new Copies(this.deskFolder, files, raster, path => pathToFileURL(path).toString());
    const file = new DeskFile(this.deskFolder, parseDraft);
    const parts = { services: this.#services(), file, copies, changed: () => undefined };
    this.composer = new Composer(parts, emptyDesk);
  }

  static async open(): Promise<Rig> {
    return new Rig(await mkdtemp(join(tmpdir(), 'easel-composer-')));
  }

  async close(): Promise<void> {
    await this.composer.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  send(message: ComposerWebviewMessage): Promise<unknown> {
    return this.composer.handle(message, path => path);
  }

  view(): Promise<ComposerView> {
    return this.composer.view(path => path);
  }

  async labels(): Promise<readonly string[]> {
    return (await this.view()).references.map(({ label }) => label);
  }

  /** Why the last pictures were not taken. */
  async refusals(): Promise<string> {
    const { problems } = await this.view();
    return problems.flatMap(({ field, sentence }) => (field === 'image' ? [sentence] : [])).join('; ');
  }

  /** Names of the copies that are kept. */
  async copies(): Promise<readonly string[]> {
    await this.composer.close();
    return (await readdir(this.deskFolder)).filter(name => name.endsWith('.png'));
  }

  async paste(...labels: readonly string[]): Promise<void> {
    await this.send({
      type: 'composer.addFiles',
      files: labels.map(name => ({ name, bytes: picture })),
    });
  }

  async write(prompt: string): Promise<void> {
    const { epoch, draft } = await this.view();
    await this.send({ type: 'composer.draft', epoch, draft: { ...draft, prompt } });
  }

  /** Presses Run. */
  async run(draft: Draft): Promise<unknown> {
    const { epoch } = await this.view();
    return this.send({ type: 'composer.run', epoch, draft });
  }

  /** A picture outside of the desk, to start from. */
  async picture(name: string): Promise<{ readonly uri: string; readonly label: string }> {
    const path = join(this.folder, name);
    await writeFile(path, picture);
    return { uri: pathToFileURL(path).toString(), label: name };
  }

  #services(): Services {
    const start = async (wish: Wish): Promise<RunHandle> => {
      this.wishes.push(wish);
      await this.starts();
      return { runId: `run-${this.wishes.length}`, done: new Promise(() => undefined) };
    };
    const parts = {
      outlook: () => this.outlooks().then(() => outlook),
      connect: () => this.connects().then(() => connection),
      studio: { start },
      sheet: { reveal: () => this.reveals++ },
      log: { warn: (line: string) => assert.fail(line) },
      archive: {
        get: () => undefined,
        folderOf: () => this.folder,
        onDidChange: () => ({ dispose: () => undefined }),
      },
    };
    return v.parse(
      v.custom<Services>(() => true),
      parts,
    );
  }
}
