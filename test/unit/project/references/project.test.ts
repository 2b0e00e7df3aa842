import assert from 'node:assert/strict';
import type { Framework } from '../../../../src/project/references/frameworks.ts';
import { detectProject, detectSite, siteOf } from '../../../../src/project/references/project.ts';
import { resolveReference, type Resolved } from '../../../../src/project/references/resolve.ts';
import type { ReferenceKind } from '../../../../src/project/references/types.ts';
import { folderFiles, memoryFiles, shapeFolder, type Shape } from '../../../support/projects.ts';

function packageOf(...names: readonly string[]): string {
  return JSON.stringify({ dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])) });
}

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
    assert.deepEqual(project.sites, [{ root: '', framework: 'plain', publicFolders: [''], aliases: [] }]);
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
    const facts = { root: 'docs', names: ['docusaurus.config.ts', 'static'], dependencies: [], configs: [] };
    assert.deepEqual(detectSite(facts), {
      root: 'docs',
      framework: 'docusaurus',
      publicFolders: ['docs/static'],
      aliases: [{ prefix: '@site/', folder: 'docs' }],
    });
  });

  it('stops when told to', async () => {
    await assert.rejects(detectProject(memoryFiles({}), AbortSignal.abort()), { name: 'AbortError' });
  });
});

describe('the file that a reference means, by framework', () => {
  const rows: [string, Record<string, string>, ReferenceKind, string, string, Resolved | string][] = [
    [
      'SvelteKit',
      { 'package.json': packageOf('@sveltejs/kit', 'vite') },
      'image',
      '/a.png',
      'src/routes/+page.svelte',
      'static/a.png',
    ],
    [
      'SvelteKit’s $lib',
      { 'package.json': packageOf('@sveltejs/kit') },
      'import',
      '$lib/a.png',
      'src/routes/+page.svelte',
      'src/lib/a.png',
    ],
    [
      'SvelteKit’s page',
      { 'package.json': packageOf('@sveltejs/kit') },
      'icon',
      '%sveltekit.assets%/a.png',
      'src/app.html',
      'static/a.png',
    ],
    [
      'Nuxt',
      { 'package.json': packageOf('nuxt') },
      'image',
      '~/assets/a.png',
      'pages/index.vue',
      'assets/a.png',
    ],
    [
      'Nuxt 4',
      { 'package.json': packageOf('nuxt'), 'app/app.vue': '' },
      'image',
      '~/assets/a.png',
      'app/app.vue',
      'app/assets/a.png',
    ],
    [
      'Gatsby',
      { 'package.json': packageOf('gatsby') },
      'image',
      '/a.png',
      'src/pages/index.js',
      'static/a.png',
    ],
    [
      'Create React App',
      { 'package.json': packageOf('react-scripts') },
      'icon',
      '%PUBLIC_URL%/a.ico',
      'public/index.html',
      'public/a.ico',
    ],
    [
      'Create React App, from src',
      { 'package.json': packageOf('react-scripts') },
      'import',
      'assets/a.png',
      'src/App.js',
      'src/assets/a.png',
    ],
    [
      'Vue CLI',
      { 'package.json': packageOf('@vue/cli-service') },
      'image',
      '@/assets/a.png',
      'src/App.vue',
      'src/assets/a.png',
    ],
    [
      'Vue CLI, in CSS',
      { 'package.json': packageOf('@vue/cli-service') },
      'css',
      '~@/assets/a.png',
      'src/App.vue',
      'src/assets/a.png',
    ],
    [
      'VitePress',
      { 'package.json': packageOf('vitepress', 'vite') },
      'markdownImage',
      '/a.png',
      'guide/a.md',
      'public/a.png',
    ],
    [
      'VitePress below docs',
      { 'docs/.vitepress/config.ts': '' },
      'markdownImage',
      '/a.png',
      'docs/guide/a.md',
      'docs/public/a.png',
    ],
    ['Jekyll', { '_config.yml': '' }, 'markdownImage', '/assets/a.png', '_posts/a.md', 'assets/a.png'],
    ['Hugo', { 'hugo.toml': '' }, 'markdownImage', '/a.png', 'content/a.md', 'static/a.png'],
    [
      'Angular',
      { 'package.json': packageOf('@angular/core') },
      'image',
      'assets/a.png',
      'src/app/a.html',
      'src/assets/a.png',
    ],
    [
      'Next, an alias',
      {
        'package.json': packageOf('next'),
        'tsconfig.json': '{"compilerOptions":{"baseUrl":"src","paths":{"img/*":["images/*"]}}}',
      },
      'import',
      'img/a.png',
      'src/a.tsx',
      'src/images/a.png',
    ],
    [
      'an alias that leads out',
      {
        'package.json': packageOf('next'),
        'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["../x/*"]}}}',
      },
      'import',
      '@/a.png',
      'src/a.tsx',
      { refused: 'package' },
    ],
    [
      'out through an alias',
      { 'package.json': packageOf('vite') },
      'import',
      '@/../../a.png',
      'src/a.tsx',
      { refused: 'outside' },
    ],
    [
      'out through the root',
      { 'package.json': packageOf('vite') },
      'image',
      '/../../a.png',
      'src/a.tsx',
      { refused: 'outside' },
    ],
    [
      'a README of a site',
      { 'package.json': packageOf('vite') },
      'image',
      '/docs/a.png',
      'README.md',
      'docs/a.png',
    ],
    [
      'a page at the root of a site',
      { 'package.json': packageOf('vitepress') },
      'image',
      '/a.png',
      'index.md',
      'public/a.png',
    ],
    ['an address', {}, 'image', 'https://a.b/c.png', 'a.html', { refused: 'external' }],
    ['an address without scheme', {}, 'image', '//a.b/c.png', 'a.html', { refused: 'external' }],
    ['a file address', {}, 'image', 'file:///etc/c.png', 'a.html', { refused: 'external' }],
    ['an address behind percent signs', {}, 'image', '%2F%2Fa.b/c.png', 'a.html', { refused: 'absolute' }],
    ['a template', {}, 'image', '{{ a }}.png', 'a.html', { refused: 'template' }],
    ['nothing', {}, 'image', ' ', 'a.html', { refused: 'empty' }],
    ['an anchor', {}, 'image', '#a', 'a.html', { refused: 'empty' }],
    ['a zero byte', {}, 'image', 'a%00.png', 'a.html', { refused: 'absolute' }],
    ['a bad percent sign', {}, 'image', '100%.png', 'a.html', '100%.png'],
    ['a percent sign in a module', {}, 'import', './a%20b.png', 'a.ts', 'a%20b.png'],
  ];
  for (const [name, texts, kind, value, file, expected] of rows)
    it(name, async () => {
      const found = resolveReference({ kind, value }, file, await detectProject(memoryFiles(texts)));
      assert.deepEqual('path' in found && typeof expected === 'string' ? found.path : found, expected);
    });
});
