// Reference → file → inserted text, as on Windows and elsewhere.
import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { findReferences } from '../../../../src/project/references/find.ts';
import { workspacePath } from '../../../../src/project/references/paths.ts';
import { detectProject, type Project } from '../../../../src/project/references/project.ts';
import { resolveReference } from '../../../../src/project/references/resolve.ts';
import { referenceTo, type Target } from '../../../../src/project/references/write/referenceTo.ts';
import { folderFiles, shapeFolder, shapes, type Shape } from '../../../support/projects.ts';
import { insertions, rows } from './rows.ts';
import { written } from './written.ts';

const platforms = {
  posix: (file: string): string | undefined => workspacePath('/home/me/site', `/home/me/site/${file}`, posix),
  win32: (file: string): string | undefined =>
    workspacePath('c:\\Users\\me\\site', `C:\\Users\\me\\site\\${file.replaceAll('/', '\\')}`, win32),
  'win32, not made relative': (file: string): string => file.replaceAll('/', '\\'),
} as const;

describe('from a reference to its file and back', () => {
  const projects = new Map<Shape, Project>();

  before(async () => {
    for (const shape of shapes) projects.set(shape, await detectProject(folderFiles(shapeFolder(shape))));
  });

  function projectOf(shape: Shape): Project {
    const project = projects.get(shape);
    assert.ok(project);
    return project;
  }

  async function insert(shape: Shape, file: string, code: string, target: Target): Promise<string> {
    const offset = code.indexOf('¦');
    const text = code.replace('¦', '');
    const document = { path: file, text, languageId: '', offset };
    return written(text, offset, await referenceTo(target, document, projectOf(shape)));
  }

  for (const [platform, place] of Object.entries(platforms)) {
    describe(platform, () => {
      for (const [shape, name, code, resolved, result] of rows) {
        it(`${shape} ${name}: ${JSON.stringify(code).slice(1, 70)}`, async () => {
          const file = place(name);
          assert.ok(file);
          const [reference, ...more] = await findReferences(code.replace('¦', ''), file);
          assert.ok(reference);
          assert.deepEqual(more, []);
          const found = resolveReference(reference, file, projectOf(shape));
          assert.deepEqual('path' in found ? found.path : found, resolved);
          if (result === undefined || !('path' in found)) return;
          const target = { path: found.path, width: 64, height: 32, alt: 'A fox' };
          assert.equal(await insert(shape, file, code, target), result);
        });
      }

      for (const [shape, name, path, code, result] of insertions) {
        it(`${shape} ${name}: ${path} into ${JSON.stringify(code).slice(1, 50)}`, async () => {
          const target = { path, width: 64, height: 32, alt: 'A "red" fox, $5 {x} & <b>\n[y]' };
          assert.equal(await insert(shape, place(name) ?? '', code, target), result);
        });
      }
    });
  }

  it('has at least 80 rows', () => assert.ok(rows.length + insertions.length >= 80));
});

describe('paths of a workspace folder', () => {
  const cases: [string, string, typeof win32, string | undefined][] = [
    ['C:\\site', 'C:\\site\\a\\b.md', win32, 'a/b.md'],
    ['C:\\Site', 'c:\\site\\b.md', win32, 'b.md'],
    ['C:\\site', 'D:\\site\\b.md', win32, undefined],
    ['C:\\site', 'C:\\site2\\b.md', win32, undefined],
    ['C:\\site', 'C:\\b.md', win32, undefined],
    ['\\\\server\\share\\site', '\\\\server\\share\\site\\b.md', win32, 'b.md'],
    ['\\\\server\\share\\site', '\\\\other\\share\\site\\b.md', win32, undefined],
    ['/site', '/site/a/b.md', posix, 'a/b.md'],
    ['/site', '/site/..b.md', posix, '..b.md'],
    ['/site', '/b.md', posix, undefined],
    ['/site', '/site', posix, undefined],
  ];
  for (const [folder, file, path, expected] of cases)
    it(`${file} in ${folder}`, () => assert.equal(workspacePath(folder, file, path), expected));
});
