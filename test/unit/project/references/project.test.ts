import assert from 'node:assert/strict';
import type { Framework } from '../../../../src/project/references/frameworks.ts';
import { detectProject, siteOf } from '../../../../src/project/references/project.ts';
import { detectSite, plainSite } from '../../../../src/project/references/site.ts';
import { folderFiles, memoryFiles, packageOf, shapeFolder, type Shape } from '../../../support/projects.ts';

describe('what a project is built with', () => {
  const known: [Shape, Framework][] = [
    ['vite', 'vite'],
    ['next', 'next'],
    ['astro', 'astro'],
    ['docusaurus', 'docusaurus'],
    ['plain', 'plain'],
    ['extension', 'plain'],
    ['python', 'plain'],
  ];
  for (const [shape, framework] of known)
    it(shape, async () => {
      const { sites } = await detectProject(folderFiles(shapeFolder(shape)));
      assert.deepEqual(
        sites.map(site => [site.root, site.framework]),
        [['', framework]],
      );
    });

  it('finds the sites of a monorepo, and which of them a file belongs to', async () => {
    const project = await detectProject(
      memoryFiles({
        'package.json': packageOf('turbo'),
        'apps/web/package.json': packageOf('next'),
        'apps/docs/package.json': packageOf('astro', 'vite'),
        'apps/docs/node_modules/x/package.json': packageOf('gatsby'),
        'README.md': '',
      }),
    );
    const frameworkOf = (file: string): Framework => siteOf(project, file).framework;
    assert.equal(frameworkOf('apps/web/app/page.tsx'), 'next');
    assert.equal(frameworkOf('apps/docs/src/a.md'), 'astro');
    assert.equal(frameworkOf('apps/website/a.md'), 'plain');
    assert.equal(project.sites.length, 3);
  });

  it('takes broken files as they come', async () => {
    const project = await detectProject(
      memoryFiles({ 'package.json': '{"dependencies": ["vite"', 'tsconfig.json': '{"compilerOptions": 1}' }),
    );
    assert.deepEqual(project.sites, [{ ...plainSite(''), alsoServed: ['public', 'static', 'www'] }]);
  });

  it('takes files nested deeper than the stack for empty ones', async () => {
    const deep = '['.repeat(20_000);
    const texts = {
      'package.json': `{"dependencies":${deep}`,
      'tsconfig.json': `{"compilerOptions":${deep}`,
    };
    const { sites } = await detectProject(memoryFiles(texts));
    assert.deepEqual(
      sites.map(({ framework }) => framework),
      ['plain'],
    );
  });

  it('tells by names and dependencies alone', () => {
    const facts = {
      root: 'docs',
      names: ['docusaurus.config.ts', 'static'],
      dependencies: [],
      aliases: [],
      settings: [],
      namesAliases: false,
      served: [],
      themes: [],
    };
    assert.deepEqual(detectSite(facts), {
      root: 'docs',
      framework: 'docusaurus',
      publicFolders: ['docs/static'],
      alsoServed: [],
      base: '',
      aliases: [{ prefix: '@site/', folder: 'docs' }],
    });
  });

  it('stops when told to', async () => {
    await assert.rejects(detectProject(memoryFiles({}), AbortSignal.abort()), { name: 'AbortError' });
  });
});
