import assert from 'node:assert/strict';
import { missingImages } from '../../../../src/project/references/missing.ts';
import { detectProject } from '../../../../src/project/references/project.ts';
import { picturesAmong } from '../../../../src/project/references/pictures.ts';
import { memoryFiles, packageOf } from '../../../support/projects.ts';
import { png, table } from './hintTable.ts';

table('a picture whose path ends as it is written', [
  ['is there, wherever it is', { 'app/served/img/a.png': png, 'page.html': '<img src="img/a.png">' }],
  ['is there for a way up', { 'x/img/a.png': png, 'b/c.html': '<img src="../img/a.png?v=2#x">' }],
  ['is there for a rooted path', { 'x/img/a.png': png, 'b/c.html': '<img src="/img/a.png">' }],
  ['is there behind a first folder', { 'x/img/a.png': png, 'b/c.html': '<img src="/repo/img/a.png">' }],
  ['is there behind an alias', { 'x/img/a.png': png, 'b/c.ts': 'import a from "@/img/a.png";' }],
  [
    'is there behind a base that is made at run time',
    {
      'package.json': packageOf('vite'),
      'vite.config.js': 'export default { base: process.env.CI ? "/repo/" : "/" };',
      'public/a.png': png,
      'index.html': '<img src="/repo/a.png">',
    },
  ],
  [
    'is missing beside the module that imports it',
    { 'x/img/a.png': png, 'b/c.ts': 'import a from "./img/a.png";' },
    ['b/img/a.png'],
  ],
  [
    'is missing as the icon of a package',
    { 'x/img/a.png': png, 'package.json': '{"icon": "img/a.png"}' },
    ['img/a.png'],
  ],
  ['is missing on a page of the host', { 'x/img/a.png': png, 'README.md': '![a](img/a.png)' }, ['img/a.png']],
  [
    'is missing when it is another site’s',
    {
      'a/package.json': packageOf('vite'),
      'b/package.json': packageOf('vite'),
      'b/public/img/a.png': png,
      'a/index.html': '<img src="/img/a.png">',
    },
    ['a/public/img/a.png'],
  ],
  [
    'is missing when it is there for tests',
    { 'e2e/fixtures/img/a.png': png, 'c.html': '<img src="img/a.png">' },
    ['img/a.png'],
  ],
  ['is there with a space', { 'x/img/a b.png': png, 'b/c.html': '<img src="img/a%20b.png">' }],
  ['is there composed differently', { 'x/img/e\u0301.png': png, 'c.html': '<img src="/img/\u00E9.png">' }],
  [
    'is missing when only a part of a folder’s name fits',
    { 'x/bigimg/a.png': png, 'c.html': '<img src="img/a.png">' },
    ['img/a.png'],
  ],
  [
    'is missing when only the name fits',
    { 'x/other/a.png': png, 'c.html': '<img src="img/a.png">' },
    ['img/a.png'],
  ],
  [
    'is missing when git ignores what fits',
    { '.gitignore': 'out/', 'out/img/a.png': png, 'c.html': '<img src="img/a.png">' },
    ['img/a.png'],
  ],
  [
    'is missing when it is a package’s',
    { 'node_modules/x/img/a.png': png, 'c.html': '<img src="img/a.png">' },
    ['img/a.png'],
  ],
]);

table('a picture of which only the name is written', [
  ['is there in a folder that is served', { 'web/static/a.png': png, 'x/c.html': '<img src="a.png">' }],
  ['is there for a rooted path', { 'web/img/a.png': png, 'x/c.html': '<img src="/media/a.png">' }],
  ['is missing in any other folder', { 'web/code/a.png': png, 'x/c.html': '<img src="a.png">' }, ['x/a.png']],
  [
    'is missing beside a README',
    {
      'node_modules/x/icon.png': png,
      'test/fixtures/icon.png': png,
      'public/icon.png': png,
      'README.md': '![i](icon.png)',
    },
    ['icon.png'],
  ],
  [
    'is missing where a test has one',
    { 'test/fixtures/images/a.png': png, 'x/c.html': '<img src="a.png">' },
    ['x/a.png'],
  ],
  [
    'is missing where a framework serves another folder',
    {
      'package.json': packageOf('vite'),
      'src/assets/hero.png': png,
      'index.html': '<img src="/hero.png">',
    },
    ['public/hero.png'],
  ],
  ['is missing as a module', { 'web/static/a.png': png, 'x/c.ts': 'import a from "./a.png";' }, ['x/a.png']],
  [
    'is missing where another site has one',
    {
      'a/package.json': packageOf('next'),
      'b/package.json': packageOf('next'),
      'b/public/a.png': png,
      'a/app/page.tsx': 'const A = () => <img src="/a.png" />;',
    },
    ['a/public/a.png'],
  ],
]);

describe('a placeholder, which is there and does not count', () => {
  it('is the one that is meant, whatever else has such an end', async () => {
    const text = '<img src="/img/hero.png">';
    const all = memoryFiles({
      'a/package.json': packageOf('vite'),
      'a/public/img/hero.png': png,
      'a/old/img/hero.png': png,
    });
    const files = { exists: async () => false, pictures: () => all.pictures() };
    const missing = await missingImages(text, 'a/index.html', await detectProject(all), files);
    assert.deepEqual(
      missing.map(({ path }) => path),
      ['a/public/img/hero.png'],
    );
  });
});

describe('pictures that a search found', () => {
  it('are not those that git ignores, by the rules of every folder on the way', async () => {
    const files = memoryFiles({ '.gitignore': '/out/\n', 'a/.gitignore': 'x*.png\n!x2.png\n' });
    const paths = ['out/x1.png', 'a/x1.png', 'a/b/x1.png', 'a/x2.png', 'x1.png', 'a/x1.txt'];
    const index = picturesAmong(paths, files);
    assert.deepEqual(await index.endingWith('x1.png'), ['x1.png']);
    assert.deepEqual(await index.endingWith('a/x2.png'), ['a/x2.png']);
  });
});
