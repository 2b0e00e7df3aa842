// What is hinted at in projects whose pictures lie where only their servers, bundlers and settings know.
import { packageOf } from '../../../support/projects.ts';
import { noPictures, png, table } from './hintTable.ts';

table(
  'a picture in the folder of its framework',
  [
    [
      'Angular, in its page',
      {
        'package.json': packageOf('@angular/core'),
        'angular.json': '{}',
        'public/a.ico': png,
        'src/index.html': '<base href="/"><link rel="icon" href="a.ico">',
      },
    ],
    [
      'Angular, in a component',
      {
        'package.json': packageOf('@angular/core'),
        'public/x/a.png': png,
        'src/app/app.component.html': '<img src="x/a.png"><img src="x/b.png">',
      },
      ['public/x/b.png'],
    ],
    [
      'Angular, one of several projects',
      {
        'package.json': packageOf('@angular/core'),
        'projects/admin/src/assets/a.png': png,
        'projects/admin/public/b.png': png,
        'projects/admin/src/app/c.html': '<img src="assets/a.png"><img src="b.png"><img src="assets/c.png">',
      },
      ['projects/admin/src/assets/c.png'],
    ],
    [
      'Angular, the page of one of several projects, with a base',
      {
        'package.json': packageOf('@angular/core'),
        'apps/shop/src/a.ico': png,
        'apps/shop/public/b.png': png,
        'apps/shop/src/index.html':
          '<base href="/"><link rel="icon" href="a.ico"><link rel="icon" href="favicon.ico"><img src="b.png"><img src="/c.png">',
      },
      ['apps/shop/src/favicon.ico', 'apps/shop/src/c.png'],
    ],
    [
      'Angular, the page of one project with both folders, with a base',
      {
        'package.json': packageOf('@angular/core'),
        'public/a.png': png,
        'src/assets/b.png': png,
        'src/index.html':
          '<base href="/"><img src="a.png"><img src="assets/b.png"><img src="assets/c.png"><img src="d.png">',
      },
      ['src/assets/c.png', 'public/d.png'],
    ],
    [
      'Angular, from the top of its sources',
      {
        'package.json': packageOf('@angular/core'),
        'src/assets/a.png': png,
        'src/index.html': '<img src="/src/assets/a.png"><img src="/src/assets/b.png">',
      },
      ['src/assets/b.png'],
    ],
    [
      'Docusaurus with several folders',
      {
        'package.json': packageOf('@docusaurus/core'),
        'docusaurus.config.js': "module.exports = { staticDirectories: ['public', 'static'] };",
        'public/a.png': png,
        'static/b.png': png,
        'docs/a.md': '![](/a.png) ![](/b.png) ![](/c.png)',
      },
      ['public/c.png'],
    ],
    [
      'Hugo with several folders',
      {
        'hugo.yaml': 'staticDir:\n  - one\n  - two\n',
        'one/a.png': png,
        'two/b.png': png,
        'content/p.md': '![](/a.png) ![](/b.png) ![](/c.png)',
      },
      ['one/c.png'],
    ],
    [
      'Docusaurus beside its documents',
      {
        'website/package.json': packageOf('@docusaurus/core'),
        'website/static/img/a.png': png,
        'docs/a.md': '![](/img/a.png) ![](/img/b.png)',
      },
      ['img/b.png'],
    ],
    [
      'Vite with another root',
      {
        'package.json': packageOf('vite'),
        'vite.config.ts': 'export default defineConfig({ root: "client", plugins: [x({ root: "y" })] });',
        'client/public/a.png': png,
        'client/src/App.tsx': 'const A = () => <><img src="/a.png" /><img src="/b.png" /></>;',
      },
      ['client/public/b.png'],
    ],
    [
      'Vite with another public folder',
      {
        'package.json': packageOf('vite'),
        'vite.config.js': 'export default { publicDir: path.resolve(__dirname, "served") };',
        'served/a.png': png,
        'index.html': '<img src="/a.png"><img src="/b.png">',
      },
      ['served/b.png'],
    ],
    [
      'SvelteKit with another folder',
      {
        'package.json': packageOf('@sveltejs/kit'),
        'svelte.config.js': 'const config = { kit: { files: { assets: "files" } } };',
        'files/a.png': png,
        'src/routes/+page.svelte': '<img src="/a.png"><img src="/b.png">',
      },
      ['files/b.png'],
    ],
    [
      'VitePress with another root',
      {
        'package.json': packageOf('vitepress'),
        '.vitepress/config.mts': 'export default defineConfig({ srcDir: "content" });',
        'content/public/a.png': png,
        'content/a.md': '![](/a.png) ![](/b.png)',
      },
      ['content/public/b.png'],
    ],
    [
      'VuePress',
      { 'docs/.vuepress/public/a.png': png, 'docs/guide.md': '![](/a.png) ![](/b.png)' },
      ['docs/.vuepress/public/b.png'],
    ],
    [
      'Hexo',
      {
        'package.json': packageOf('hexo'),
        '_config.yml': 'title: x',
        'source/a.png': png,
        'source/_posts/p/b.png': png,
        'source/_posts/p.md': '![](/a.png) ![](b.png) ![](/c.png)',
      },
      ['source/c.png'],
    ],
    [
      'Hugo with a theme',
      {
        'config/_default/hugo.toml': '',
        'themes/t/static/a.png': png,
        'assets/b.png': png,
        'content/p.md': '![](/a.png) ![](/b.png) ![](/c.png)',
      },
      ['static/c.png'],
    ],
    [
      'Next, beside its pages',
      {
        'package.json': packageOf('next'),
        'src/app/favicon.ico': png,
        'src/app/layout.tsx':
          'const A = () => <><link rel="icon" href="/favicon.ico" /><img src="/b.png" /></>;',
      },
      ['public/b.png'],
    ],
    [
      'Spring Boot',
      {
        'server/pom.xml': '',
        'server/src/main/resources/static/a.png': png,
        'server/src/main/resources/templates/i.html': '<img src="/a.png"><img src="/b.png">',
      },
      ['server/src/main/resources/static/b.png'],
    ],
    [
      'ASP.NET',
      {
        'src/Site/wwwroot/img/a.png': png,
        'src/Site/Pages/i.html': '<img src="/img/a.png"><img src="/img/b.png">',
      },
      ['src/Site/wwwroot/img/b.png'],
    ],
    [
      'ASP.NET, from beside its project',
      { 'src/Site/wwwroot/img/a.png': png, 'mails/i.html': '<img src="/img/a.png"><img src="/img/b.png">' },
      ['img/b.png'],
    ],
    [
      'Rails',
      {
        Gemfile: '',
        'public/a.png': png,
        'app/assets/images/b.png': png,
        'app/assets/stylesheets/s.css':
          '.x { background: url(/a.png) } .y { background: url(b.png) } .z { background: url(/c.png) }',
      },
      ['public/c.png'],
    ],
    [
      'MkDocs, where a page is a folder',
      {
        'mkdocs.yml': '',
        'docs/img/a.png': png,
        'docs/guide/p.md': '<img src="../../img/a.png">\n\n![](../img/b.png)',
      },
      ['docs/img/b.png'],
    ],
  ],
  noPictures,
);

table(
  'a picture behind the base of a site',
  [
    [
      'of Next',
      {
        'package.json': packageOf('next'),
        'next.config.js': 'module.exports = { basePath: "/docs" };',
        'public/a.png': png,
        'app/page.tsx': 'const A = () => <><img src="/docs/a.png" /><img src="/docs/b.png" /></>;',
      },
      ['public/b.png'],
    ],
    [
      'of Astro',
      {
        'package.json': packageOf('astro'),
        'astro.config.mjs': "export default defineConfig({ site: 'https://x.y', base: '/repo/' });",
        'public/a.png': png,
        'src/pages/i.astro': '<img src="/repo/a.png"><img src="/repo/b.png">',
      },
      ['public/b.png'],
    ],
    [
      'of Docusaurus',
      {
        'package.json': packageOf('@docusaurus/core'),
        'docusaurus.config.js': 'module.exports = { baseUrl: "/p/", themeConfig: { baseUrl: "/q/" } };',
        'static/a.png': png,
        'docs/a.md': '<img src="/p/a.png" /> <img src="/p/b.png" />',
      },
      ['static/b.png'],
    ],
    [
      'of Jekyll',
      {
        '_config.yml': 'title: x\nemail:\nbaseurl: /blog # y\n',
        'img/a.png': png,
        'index.md': '![](/blog/img/a.png) ![](/blog/img/b.png)',
      },
      ['img/b.png'],
    ],
  ],
  noPictures,
);
