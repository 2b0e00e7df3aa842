// How the address of a picture of the public folder begins, where the site has a base.
import assert from 'node:assert/strict';
import { detectProject } from '../../../../src/project/references/project.ts';
import { referenceTo } from '../../../../src/project/references/write/referenceTo.ts';
import { memoryFiles, packageOf } from '../../../support/projects.ts';
import { written } from './written.ts';

/** The project, a file of it with the cursor at `¦`, the picture, and the address that is written. */
type Row = readonly [
  name: string,
  texts: Readonly<Record<string, string>>,
  file: string,
  code: string,
  target: string,
  address: string,
];

const next = {
  'package.json': packageOf('next'),
  'next.config.js': 'module.exports = { basePath: "/docs" };',
};
const astro = { 'package.json': packageOf('astro'), 'astro.config.mjs': 'export default { base: "/repo" };' };
const vite = { 'package.json': packageOf('vite'), 'vite.config.js': 'export default { base: "/repo/" };' };
const docusaurus = {
  'package.json': packageOf('@docusaurus/core'),
  'docusaurus.config.js': 'module.exports = { baseUrl: "/p/" };',
};

const rows: readonly Row[] = [
  ['Next', next, 'app/p.tsx', 'const A = () => <main>¦</main>;', 'public/a.png', '/docs/a.png'],
  ['Next, in CSS', next, 'app/s.css', '.x { background: ¦ }', 'public/a.png', '/docs/a.png'],
  [
    'Next, beside one without it',
    next,
    'app/p.tsx',
    'const A = () => <main><img src="/b.png" />¦</main>;',
    'public/a.png',
    '/a.png',
  ],
  ['Astro', astro, 'src/pages/i.astro', '<main>¦</main>', 'public/a.png', '/repo/a.png'],
  ['Astro, in Markdown', astro, 'src/pages/i.md', '# x\n\n¦', 'public/a.png', '/repo/a.png'],
  ['Astro, in CSS', astro, 'src/s.css', '.x { background: ¦ }', 'public/a.png', '/a.png'],
  ['Vite, in JSX', vite, 'src/A.jsx', 'const A = () => <main>¦</main>;', 'public/a.png', '/repo/a.png'],
  ['Vite, in HTML', vite, 'index.html', '<main>¦</main>', 'public/a.png', '/a.png'],
  ['Vite, in CSS', vite, 'src/s.css', '.x { background: ¦ }', 'public/a.png', '/a.png'],
  ['Vite, in Vue', vite, 'src/A.vue', '<template><p>¦</p></template>', 'public/a.png', '/a.png'],
  ['Docusaurus, in Markdown', docusaurus, 'docs/a.md', '# x\n\n¦', 'static/a.png', '/a.png'],
  [
    'Docusaurus, in JSX',
    docusaurus,
    'src/pages/i.js',
    'const A = () => <main>¦</main>;',
    'static/a.png',
    '/p/a.png',
  ],
  [
    'Jekyll',
    { '_config.yml': 'baseurl: "/blog"\n' },
    '_posts/a.md',
    '![](/blog/b.png)\n\n¦',
    'img/a.png',
    '/blog/img/a.png',
  ],
  [
    'Vite, a base that is made at run time',
    { ...vite, 'vite.config.js': 'export default { base: x ? "/repo/" : "/" };' },
    'src/A.jsx',
    'const A = () => <main>¦</main>;',
    'public/a.png',
    '/a.png',
  ],
  [
    'Vite, a base that is a whole address',
    { ...vite, 'vite.config.js': 'export default { base: "https://cdn.x.y/z/" };' },
    'src/A.jsx',
    'const A = () => <main>¦</main>;',
    'public/a.png',
    '/a.png',
  ],
];

describe('an address in a site with a base', () => {
  for (const [name, texts, file, code, target, address] of rows)
    it(name, async () => {
      const offset = code.indexOf('¦');
      const text = code.replace('¦', '');
      const project = await detectProject(memoryFiles({ ...texts, [file]: text, [target]: '' }));
      const picture = { path: target, width: 64, height: 32, alt: '' };
      const document = { path: file, text, languageId: '', offset };
      const result = written(text, offset, await referenceTo(picture, document, project));
      const added = result.slice(offset, result.length - (text.length - offset));
      assert.equal(/["'(]([^"'()]+\.png)["')]/.exec(added)?.[1], address);
    });

  it('is made of an import below another root, where nothing is served', async () => {
    const texts = {
      'package.json': packageOf('vite'),
      'vite.config.js': 'export default { root: "client" };',
      'client/src/A.jsx': '',
    };
    const project = await detectProject(memoryFiles(texts));
    const picture = { path: 'client/src/a.png', width: 64, height: 32, alt: '' };
    const document = { path: 'client/src/A.jsx', text: '', languageId: '', offset: 0 };
    const insertion = await referenceTo(picture, document, project);
    assert.match(written('', 0, insertion), /^import a from '\.\/a\.png';/);
  });
});
