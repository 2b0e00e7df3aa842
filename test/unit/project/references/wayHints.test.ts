// What is hinted at where a path is not the way from its file.
import { packageOf } from '../../../support/projects.ts';
import { noPictures, png, table } from './hintTable.ts';

table(
  'a picture behind an alias',
  [
    [
      'with two targets',
      {
        'package.json': packageOf('next'),
        'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*","./app/*"]}}}',
        'app/a.png': png,
        'app/p.tsx': 'import a from "@/a.png"; import b from "@/b.png";',
      },
      ['src/b.png'],
    ],
    [
      'of a configuration that is extended, and extends itself',
      {
        'package.json': packageOf('vite'),
        'tsconfig.json': '{"extends":["./config/ts"]}',
        'config/ts.json': '{"extends":"./ts.json","compilerOptions":{"paths":{"@/*":["../web/*"]}}}',
        'web/a.png': png,
        'web/p.tsx': 'import a from "@/a.png"; import b from "@/b.png";',
      },
      ['web/b.png'],
    ],
    [
      'of the top of a monorepo',
      {
        'tsconfig.base.json': '{"compilerOptions":{"baseUrl":".","paths":{"@web/*":["apps/web/app/*"]}}}',
        'apps/web/package.json': packageOf('vite'),
        'apps/web/app/a.png': png,
        'apps/web/app/p.tsx': 'import a from "@web/a.png"; import b from "@web/b.png";',
      },
      ['apps/web/app/b.png'],
    ],
    [
      'of Vite',
      {
        'package.json': packageOf('vite'),
        'vite.config.ts':
          'export default { resolve: { alias: { "@": fileURLToPath(new URL("./client", import.meta.url)), vue: "vue/x" } } };',
        'client/a.png': png,
        'client/App.tsx': 'import a from "@/a.png"; import b from "@/b.png"; import c from "vue/c.png";',
      },
      ['client/b.png'],
    ],
    [
      'of Vite, in a list',
      {
        'package.json': packageOf('vite'),
        'vite.config.ts':
          'export default { resolve: { alias: [{ find: "~", replacement: path.resolve(__dirname, "a", "b") }] } };',
        'a/b/a.png': png,
        'client/App.tsx': 'import a from "~/a.png"; import b from "~/b.png";',
      },
      ['a/b/b.png'],
    ],
    [
      'of Vite, with two targets',
      {
        'package.json': packageOf('vite'),
        'vite.config.ts': 'export default { resolve: { alias: { "@": ["./a", "./b"] } } };',
        'b/a.png': png,
        'client/App.tsx': 'import a from "@/a.png"; import b from "@/b.png";',
      },
      ['a/b.png'],
    ],
    [
      'of Vite, where only the guess is left',
      { 'package.json': packageOf('vite'), 'src/App.tsx': 'import a from "@/a.png";' },
      ['src/a.png'],
    ],
    [
      'of Vite, where a guess would be wrong',
      {
        'package.json': packageOf('vite'),
        'vite.config.ts': 'export default { resolve: { alias: aliases() } };',
        'src/App.tsx': 'import a from "@/a.png";',
      },
    ],
    [
      'of Laravel',
      {
        'package.json': packageOf('vite', 'laravel-vite-plugin'),
        'resources/images/a.png': png,
        'resources/js/App.vue':
          '<script setup>import a from "@/../images/a.png"; import b from "@/b.png";</script>',
      },
      ['resources/js/b.png'],
    ],
    [
      'that looks like a folder',
      {
        'tsconfig.json': '{"compilerOptions":{"paths":{"img/*":["src/img/*"]}}}',
        'img/a.png': png,
        'src/img/b.png': png,
        'i.html': '<img src="img/a.png"><img src="img/b.png"><img src="img/c.png">',
      },
      ['img/c.png'],
    ],
  ],
  noPictures,
);

table(
  'a picture in a partial of SCSS',
  [
    [
      'beside the sheet that is above it',
      { 'img/a.png': png, 'scss/components/_hero.scss': '.h { background: url("../img/a.png") }' },
    ],
    [
      'beside the sheet that is written',
      {
        'x/dist/css/y/a.png': png,
        'x/src/_a.scss': '.h { background: url("y/a.png") } .i { background: url(b.png) }',
      },
      ['x/src/b.png'],
    ],
  ],
  noPictures,
);

table(
  'a picture that is written in an unusual way',
  [
    [
      'an address without its scheme',
      { 'a.md': '![](www.example.com/a.png) ![](img.shields.io/b/x.svg) ![](x.com/a.png)' },
    ],
    [
      'a folder with a dot',
      { 'v1.2/a.png': png, 'a.md': '![](v1.2/a.png) ![](v1.2/b.png) ![](Shop.Web/c.png)' },
      ['v1.2/b.png', 'Shop.Web/c.png'],
    ],
    ['a name with a percent sign in it', { 'a%20b.png': png, 'a.md': '![](a%20b.png)' }],
    ['composed accents', { 'caf\u00E9.png': png, 'a.md': '![](cafe\u0301.png)' }],
    ['accents apart', { 'cafe\u0301.png': png, 'a.md': '![](caf\u00E9.png)' }],
    [
      'a page of the repository’s host',
      { 'x/a.png': png, 'docs/a.md': '![](../blob/main/x/a.png?raw=true) ![](../blob/v1/b.png)' },
    ],
  ],
  noPictures,
);
