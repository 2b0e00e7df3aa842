import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { packVsix } from '../support/vsix.ts';
import { installVsix } from '../vscode/launch/installVsix.ts';

// What VS Code unpacks, `.vsixmanifest` being its own. A new file here is one more that every user downloads.
const expected = [
  '.vsixmanifest',
  'LICENSE.txt',
  'SECURITY.md',
  'changelog.md',
  'dist/chunk-*.js',
  'dist/extension.js',
  'dist/mozjpeg_dec.wasm',
  'dist/mozjpeg_enc.wasm',
  'dist/offline.js',
  'dist/paintWorker.js',
  'dist/rasterWorker.js',
  'dist/squoosh_png_bg.wasm',
  'dist/webp_dec.wasm',
  'dist/webp_enc_simd.wasm',
  'dist/webview/main.js',
  'media/codicons/codicon.css',
  'media/codicons/codicon.ttf',
  'media/icon.png',
  'media/l10n/bundle.l10n.json',
  'media/sheet/actions.css',
  'media/sheet/base.css',
  'media/sheet/composer.css',
  'media/sheet/composerControls.css',
  'media/sheet/composerMore.css',
  'media/sheet/composerPictures.css',
  'media/sheet/composerSize.css',
  'media/sheet/mask.css',
  'media/sheet/runs.css',
  'media/sheet/sheet.css',
  'media/sheet/tiles.css',
  'media/sheet/viewer.css',
  'package.json',
  'package.nls.json',
  'readme.md',
];

/** A file and all that it imports before it runs. */
function loadedBy(file: string, texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const loaded = new Set([file]);
  for (const one of loaded)
    for (const [, name] of (texts.get(one) ?? '').matchAll(/(?:from|import)"\.\/([^"]+)"/g))
      if (name !== undefined) loaded.add(name);
  return loaded;
}

function bytesOf(files: readonly string[], texts: ReadonlyMap<string, string>): number {
  return files.reduce((sum, file) => sum + Buffer.byteLength(texts.get(file) ?? ''), 0);
}

/** The file that is loaded for something when it is first needed. */
function exporterOf(name: string, texts: ReadonlyMap<string, string>): string {
  const [file] = [...texts].find(([, text]) => new RegExp(`export\\{[^}]* as ${name}[,}]`).test(text)) ?? [];
  assert.ok(file !== undefined, `${name} is not loaded by itself`);
  return file;
}

describe('the packed extension', () => {
  let folder = '';
  let vsix = '';

  before(async function () {
    // The first time, VS Code itself has to come first.
    this.timeout(180_000);
    folder = await mkdtemp(join(tmpdir(), 'easel-package-'));
    vsix = await packVsix();
    await installVsix(vsix, folder);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('holds what it needs and nothing else', async () => {
    const [name = ''] = (await readdir(folder)).filter(entry => entry.startsWith('easel-images.easel-'));
    const base = join(folder, name);
    const entries = await readdir(base, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter(entry => entry.isFile())
      .map(entry => relative(base, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .map(path => path.replace(/-[A-Z0-9]{8}\.(js|wasm)$/, '-*.$1'));
    assert.deepEqual([...new Set(paths)].toSorted(), expected);
  });

  /** What is built of the extension, by name. */
  async function scripts(): Promise<ReadonlyMap<string, string>> {
    const [name = ''] = (await readdir(folder)).filter(entry => entry.startsWith('easel-images.easel-'));
    const dist = join(folder, name, 'dist');
    const files = (await readdir(dist)).filter(file => file.endsWith('.js'));
    return new Map(
      await Promise.all(
        files.map(async file => [file, await readFile(join(dist, file), 'utf8')] satisfies [string, string]),
      ),
    );
  }

  it('activates with four small files, so that it costs VS Code no time until it is used', async () => {
    const texts = await scripts();
    const loaded = [...loadedBy('extension.js', texts)];
    const bytes = bytesOf(loaded, texts);
    assert.ok(loaded.length <= 4 && bytes < 10_000, `${bytes} bytes in ${loaded.join(', ')}`);
  });

  it('loads little for a hint: neither prompts nor providers nor keys nor the library', async () => {
    const texts = await scripts();
    const atOnce = loadedBy('extension.js', texts);
    const loaded = ['MissingDesk', 'buildCodeServices'].flatMap(name => [
      ...loadedBy(exporterOf(name, texts), texts),
    ]);
    const more = [...new Set(loaded)].filter(file => !atOnce.has(file));
    const asking = more.filter(file => /createQuickPick|showInputBox/.test(texts.get(file) ?? ''));
    assert.deepEqual(asking, []);
    const bytes = bytesOf(more, texts);
    assert.ok(!more.includes(exporterOf('buildServices', texts)), 'the library waits');
    assert.ok(bytes < 80_000, `${bytes} bytes in ${more.join(', ')}`);
  });

  it('stays under 2 MB', async () => {
    const { size } = await stat(vsix);
    assert.ok(size < 2_000_000, `${size} bytes`);
  });
});
