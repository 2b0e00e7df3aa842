import assert from 'node:assert/strict';
import type { ProjectFiles } from '../../../../src/project/references/project.ts';
import { scanWorkspace, type ScanOptions, type ScanResult } from '../../../../src/project/references/scan.ts';
import { folderFiles, memoryFiles, shapeFolder } from '../../../support/projects.ts';
import { turnsDuring } from '../../../support/turns.ts';

async function scan(
  files: ProjectFiles,
  options: Partial<ScanOptions> = {},
): Promise<{ readonly result: ScanResult; readonly paths: readonly string[] }> {
  const paths: string[] = [];
  const onFound: ScanOptions['onFound'] = missing => void paths.push(...missing.map(({ path }) => path));
  const result = await scanWorkspace(files, { onFound, ...options });
  return { result, paths: paths.toSorted() };
}

describe('a scan of a workspace', () => {
  it('finds the missing pictures of all files', async () => {
    const { result, paths } = await scan(folderFiles(shapeFolder('vite')));
    assert.equal(paths.length, 8);
    assert.equal(result.missing, 8);
    assert.equal(result.cancelled, false);
  });

  it('leaves out what nobody wrote and what is excluded', async () => {
    const page = '![x](x.png)';
    const { result, paths } = await scan(
      memoryFiles({
        'a/page.md': page,
        'node_modules/b/page.md': page,
        'c/node_modules/page.md': page,
        'hidden/page.md': page,
        'large.md': page + ' '.repeat(1_000_000),
        'd/style.min.css': '.x { background: url(x.png) }',
        'e/page.txt': page,
      }),
      { isExcluded: path => path === 'hidden' },
    );
    assert.deepEqual(paths, ['a/x.png']);
    assert.equal(result.missing, 1);
  });

  it('keeps to every .gitignore, the nearer one first', async () => {
    const page = '![x](x.png)';
    const { paths } = await scan(
      memoryFiles({
        '.gitignore': '# made\n/dist/\n*.gen.md\n!keep.gen.md\n[z-a]\n',
        'dist/page.md': page,
        'a/dist/page.md': page,
        'a/b.gen.md': page,
        'a/keep.gen.md': page,
        'b/.gitignore': 'page.md\n!x.gen.md\n',
        'b/page.md': page,
        'b/x.gen.md': page,
        'b/c/page.md': page,
      }),
    );
    assert.deepEqual(paths, ['a/dist/x.png', 'a/x.png', 'b/x.png']);
  });

  it('asks for what a listing cannot say, and for nothing else', async () => {
    const asked: string[] = [];
    const texts = {
      'a.md': '![](img/a.png) ![](img/B.png) ![](link/c.png) ![](no/d.png) ![](img/e.png) ![](img/l.png)',
    };
    const { paths } = await scan({
      ...memoryFiles(texts),
      async list(folder) {
        if (folder === '')
          return [
            { name: 'a.md', kind: 'file' },
            { name: 'img', kind: 'folder' },
            { name: 'link', kind: 'link' },
          ];
        if (folder !== 'img') throw new Error(`${folder} is no folder of the workspace`);
        return [
          { name: 'a.png', kind: 'file' },
          { name: 'b.png', kind: 'file' },
          { name: 'l.png', kind: 'link' },
        ];
      },
      async exists(path) {
        asked.push(path);
        return path !== 'img/l.png';
      },
    });
    assert.deepEqual(asked.toSorted(), ['img/B.png', 'img/l.png', 'link/c.png']);
    assert.deepEqual(paths, ['img/e.png', 'img/l.png', 'no/d.png']);
  });

  it('asks of pictures that are named, and of no others, whether they are placeholders', async () => {
    const asked: string[] = [];
    const texts = { 'a.md': '![](a.png) ![](b.png) ![](c.png)', 'a.png': '', 'b.png': '', 'd.png': '' };
    const { paths } = await scan(memoryFiles(texts), {
      isPlaceholder: async path => asked.push(path) > 0 && path === 'b.png',
    });
    assert.deepEqual(asked, ['a.png', 'b.png']);
    assert.deepEqual(paths, ['b.png', 'c.png']);
  });

  it('says how far it is', async () => {
    const texts = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.md`, '![x](x.png)']));
    const seen: number[] = [];
    await scan(memoryFiles(texts), { onProgress: ({ files }) => void seen.push(files) });
    assert.deepEqual(
      seen,
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
  });

  it('stops where it is when told to', async () => {
    const texts = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.md`, '![x](x.png)']));
    const stop = new AbortController();
    const { result } = await scan(memoryFiles(texts), {
      onProgress: ({ files }) => {
        if (files === 10) stop.abort();
      },
      signal: stop.signal,
    });
    assert.deepEqual(result, { files: 10, missing: 10, cancelled: true });
  });

  it('does not begin when told to stop before', async () => {
    const { result } = await scan(memoryFiles({ 'a.md': '![x](x.png)' }), { signal: AbortSignal.abort() });
    assert.deepEqual(result, { files: 0, missing: 0, cancelled: true });
  });

  it('lets others have their turn within one large file', async () => {
    const text = '# T\n\nSome *text* ![a](a.png)\n\n- one\n- two\n\n'.repeat(15_000);
    const { result, turns } = await turnsDuring(() => scan(memoryFiles({ 'a.md': text })));
    assert.equal(result.result.missing, 15_000);
    assert.ok(turns > 10, `${turns} turns`);
  });
});
