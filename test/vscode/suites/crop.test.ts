import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { showPart, type CropServices, type Outcome } from '../../../src/commands/moveCrop.ts';
import { undo } from '../../../src/commands/replace.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { Run, Tile } from '../../../src/images/run.ts';
import type { Rect } from '../../../src/images/transform.ts';
import { Library } from '../../../src/library/library.ts';
import { sourceFiles } from '../../../src/platform/projectFiles.ts';
import { isMarkedPlaceholder } from '../../../src/raster/placeholderMark.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Placeholders } from '../../../src/services/placeholders.ts';
import type { Pixels } from '../../../src/studio/ports.ts';
import { Studio } from '../../../src/studio/studio.ts';

const probeFile = async (path: string) => probe(await readFile(path));
const slot = { width: 400, height: 100, path: 'images/crop.png', label: 'images/crop.png' };
const middle: Rect = { x: 0, y: 384, width: 1024, height: 256 };
const top: Rect = { ...middle, y: 0 };
const bottom: Rect = { ...middle, y: 768 };
const facts = { type: 'png', width: 400, height: 100, alpha: false } as const;

const unasked = (): Promise<never> => Promise.reject(new Error('nobody asks for that'));

function isDisk(error: unknown): boolean {
  return error instanceof ImageError && error.kind === 'disk';
}

function inWorkspace(...parts: string[]): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return join(folder.uri.fsPath, ...parts);
}

/** Has no room for old bytes while it is full. */
class SmallDisk extends Library {
  isFull = false;

  override async keepReplaced(...of: Parameters<Library['keepReplaced']>): Promise<string> {
    if (this.isFull) throw new ImageError({ kind: 'disk' });
    return super.keepReplaced(...of);
  }
}

describe('a crop that is moved after its picture was saved', () => {
  const path = inWorkspace('images', 'crop.png');
  const place = { uri: vscode.Uri.file(path).toString(), label: 'images/crop.png' };
  const placeholders = new Placeholders();
  let logo: Buffer;
  let root: string;
  let library: SmallDisk;
  let services: CropServices;

  /** What a part of the picture is written as: a whole PNG with the place of the part behind its end. */
  const bytesOf = ({ y }: Rect): Buffer => Buffer.concat([logo, Buffer.from(`part at ${y}`)]);
  const disk = (): Promise<Buffer> => readFile(path);
  const tile = (run: Run): Tile => {
    const [first] = library.get(run.id)?.tiles ?? [];
    assert.ok(first);
    return first;
  };
  const move = (run: Run, rect: Rect): Promise<Outcome> => showPart(services, run, tile(run), rect, place);

  async function put(offline: boolean): Promise<Run> {
    const run: Run = {
      id: `20260101T000000-0000000${offline ? 1 : 2}`,
      kind: 'generate',
      state: 'done',
      startedAt: 1,
      prompt: 'a banner',
      sources: [],
      provider: { id: offline ? 'offline' : 'openai', label: 'x', offline },
      parameters: {},
      slot,
      tiles: [
        {
          id: '1',
          state: 'done',
          stem: '1-0',
          picture: { type: 'png', width: 1024, height: 1024, alpha: false, file: '1-0.png', bytes: 3 },
          fitted: { ...facts, file: '1-0-fitted.png', bytes: 3 },
          fittedRect: middle,
        },
      ],
    };
    const folder = await library.prepare(run.id, 1);
    await writeFile(join(folder, '1-0.png'), logo);
    await writeFile(join(folder, '1-0-fitted.png'), bytesOf(middle));
    await library.start(run);
    await library.markSaved(run.id, '1', place);
    return run;
  }

  beforeEach(async () => {
    logo = await readFile(inWorkspace('images', 'logo.png'));
    root = await mkdtemp(join(tmpdir(), 'easel-crop-'));
    library = new SmallDisk({ root, probeFile, onDamaged: (_, error) => assert.fail(String(error)) });
    const pixels: Pixels = {
      prepare: unasked,
      dropIn: unasked,
      deriveSet: unasked,
      cropTo: async (_file, rect) => ({ bytes: new Uint8Array(bytesOf(rect)), facts }),
    };
    const studio = new Studio({ store: library, sources: sourceFiles, probeFile, pixels });
    services = { archive: library, studio, placeholders };
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await Promise.all([rm(root, { recursive: true }), rm(path, { force: true })]);
  });

  it('is written into that file, whole, and comes back with it', async () => {
    const run = await put(false);
    await writeFile(path, bytesOf(middle));
    const beside = await readdir(inWorkspace('images'));
    const outcome = await move(run, top);
    assert.ok(typeof outcome === 'object');
    assert.deepEqual(await disk(), bytesOf(top));
    assert.deepEqual(tile(run).fittedRect, top);
    assert.deepEqual(await readdir(inWorkspace('images')), beside, 'nothing is left beside it');
    await undo(services, outcome);
    assert.deepEqual(await disk(), bytesOf(middle));
    assert.deepEqual(tile(run).fittedRect, middle, 'the sheet shows what the file has');
    // After that it is the picture's own again.
    assert.ok(typeof (await move(run, bottom)) === 'object');
    assert.deepEqual(await disk(), bytesOf(bottom));
  });

  it('follows in several steps, which are taken back one by one', async () => {
    const run = await put(false);
    await writeFile(path, bytesOf(middle));
    const steps = [await move(run, top), await move(run, bottom)];
    for (const [outcome, rect] of [
      [steps[1], top],
      [steps[0], middle],
    ] as const) {
      assert.ok(typeof outcome === 'object');
      await undo(services, outcome);
      assert.deepEqual(await disk(), bytesOf(rect));
      assert.deepEqual(tile(run).fittedRect, rect);
    }
  });

  it('of a placeholder is one too', async () => {
    const run = await put(true);
    await writeFile(path, placeholders.mark(bytesOf(middle)));
    assert.ok(typeof (await move(run, top)) === 'object');
    const bytes = await disk();
    assert.deepEqual(bytes, Buffer.from(placeholders.mark(bytesOf(top))));
    assert.equal(isMarkedPlaceholder(bytes), true);
  });

  it('leaves a file alone that somebody has changed since, or that is gone', async () => {
    const run = await put(false);
    await writeFile(path, 'painted over');
    assert.equal(await move(run, top), 'changed');
    assert.equal(await readFile(path, 'utf8'), 'painted over');
    assert.deepEqual(tile(run).fittedRect, top, 'the crop is moved all the same');
    await rm(path);
    assert.equal(await move(run, bottom), 'gone');
    await assert.rejects(readFile(path));
    assert.equal(tile(run).replaced, undefined);
  });

  it('leaves the file alone that the user was not told of', async () => {
    const run = await put(false);
    await writeFile(path, bytesOf(middle));
    assert.equal(await showPart(services, run, tile(run), top, undefined), undefined);
    assert.deepEqual(await disk(), bytesOf(middle));
  });

  it('stays where it was when the file cannot be written', async () => {
    const run = await put(false);
    await writeFile(path, bytesOf(middle));
    library.isFull = true;
    await assert.rejects(move(run, top), isDisk);
    library.isFull = false;
    assert.deepEqual(await disk(), bytesOf(middle));
    assert.deepEqual(tile(run).fittedRect, middle);
    assert.ok(typeof (await move(run, top)) === 'object', 'another try finds all as it was');
  });
});
