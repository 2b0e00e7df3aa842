import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { root } from '../support/paths.ts';

const src = join(root, 'src');

/** Who may import whom; `extension.ts` and the services it is built of may import all. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  images: [],
  raster: ['images'],
  api: ['images', 'raster/probe'],
  offline: ['images', 'raster'],
  library: ['images'],
  project: ['images', 'raster'],
  studio: ['images', 'raster', 'project'],
  protocol: ['images'],
  webview: ['protocol', 'images'],
  panel: ['studio', 'protocol', 'images', 'project', 'platform'],
  platform: ['images', 'project', 'studio/ports', 'studio/save', 'studio/replace', 'protocol/strings'],
  commands: ['studio', 'project', 'panel', 'platform', 'images', 'protocol'],
};

/** Rooms that may know of VS Code. */
const knowVscode = new Set(['extension.ts', 'services', 'platform', 'panel', 'commands', 'agent']);

/** Rooms that hold a package for themselves. */
const owned: Readonly<Record<string, string>> = {
  undici: 'api',
  'form-data': 'api',
  'lit-html': 'webview',
  '@jsquash': 'raster',
  '@csstools/css-tokenizer': 'project',
  '@lezer': 'project',
  htmlparser2: 'project',
  ignore: 'project',
  'js-tokens': 'project',
  'jsonc-parser': 'project',
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

async function allImports(): Promise<Import[]> {
  const names = await readdir(src, { recursive: true });
  const files = names.filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const found = await Promise.all(
    files.map(async file => {
      const text = await readFile(join(src, file), 'utf8');
      const pattern = /^(?:import|export)\s(type\s)?[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm;
      return [...text.matchAll(pattern)].map((match): Import => ({
        file,
        room: file.split(sep)[0] ?? file,
        target: match[2] ?? match[3] ?? '',
        typeOnly: match[1] !== undefined,
      }));
    }),
  );
  return found.flat();
}

/** Path below src without extension, such as `raster/probe`; undefined for packages. */
function inHouse({ file, target }: Import): string | undefined {
  if (!target.startsWith('.')) return undefined;
  return relative(src, resolve(src, dirname(file), target))
    .replaceAll(sep, '/')
    .replace(/\.ts$/, '');
}

function isAllowed(room: string, target: string): boolean {
  const own = rooms[room];
  if (!own || target.startsWith(`${room}/`)) return true;
  return own.some(
    allowed => target === allowed || target.startsWith(`${allowed}/`) || target.startsWith(`${allowed}File`),
  );
}

describe('the house', () => {
  let imports: Import[];

  before(async () => {
    imports = await allImports();
    assert.ok(imports.length > 50);
  });

  it('has only rooms that are known', () => {
    const known = new Set([...Object.keys(rooms), 'services', 'extension.ts', 'agent']);
    assert.deepEqual(
      [...new Set(imports.map(({ room }) => room))].filter(room => !known.has(room)),
      [],
    );
  });

  it('keeps to who may import whom', () => {
    const wrong = imports.filter(entry => {
      const target = inHouse(entry);
      return target !== undefined && !isAllowed(entry.room, target);
    });
    assert.deepEqual(
      wrong.map(({ file, target }) => `${file} imports ${target}`),
      [],
    );
  });

  it('knows VS Code in its outer rooms only', () => {
    const wrong = imports.filter(({ room, target }) => target === 'vscode' && !knowVscode.has(room));
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    );
  });

  it('leaves Node out of the webview, the domain and the protocol', () => {
    const wrong = imports.filter(
      ({ room, target }) => ['webview', 'images', 'protocol'].includes(room) && target.startsWith('node:'),
    );
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    );
  });

  it('keeps packages in the room that owns them', () => {
    const wrong = imports.filter(({ room, target }) =>
      Object.entries(owned).some(
        ([name, owner]) => (target === name || target.startsWith(`${name}/`)) && room !== owner,
      ),
    );
    assert.deepEqual(
      wrong.map(({ file, target }) => `${file} imports ${target}`),
      [],
    );
  });

  it('shows messages in one place, which makes them plain', async () => {
    const names = (await readdir(src, { recursive: true })).filter(name => name.endsWith('.ts'));
    const users = await Promise.all(
      names.map(async name => {
        const text = await readFile(join(src, name), 'utf8');
        return /\bshow(?:Information|Warning|Error)Message\b|\bwithProgress\(\s*\{/.test(text) ? [name] : [];
      }),
    );
    assert.deepEqual(users.flat(), [join('platform', 'show.ts')]);
  });
});
