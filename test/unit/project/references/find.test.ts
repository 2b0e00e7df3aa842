import assert from 'node:assert/strict';
import { findReferences } from '../../../../src/project/references/find.ts';
import type { ImageReference } from '../../../../src/project/references/types.ts';

async function found(text: string, language: string): Promise<readonly ImageReference[]> {
  const references = await findReferences(text, language);
  for (const { path, start, end } of references) assert.equal(text.slice(start, end), path);
  return references;
}

describe('references in a text', () => {
  const rows: [string, string, string, string[]][] = [
    ['Markdown', 'markdown', '![a](x.png "t") ![b](<y z.png>) [no](z.png)', ['x.png', 'y z.png']],
    ['Markdown definitions', 'markdown', '![a][k]\n\n[k]: x.png\n[other]: page.html', ['x.png']],
    ['HTML in Markdown', 'markdown', 'a <img src="x.png">\n\n<p>\n<img src=y.png>\n</p>', ['x.png', 'y.png']],
    ['code in Markdown', 'markdown', '`![a](x.png)`\n\n```\n![a](y.png)\n```\n\n    ![a](z.png)', []],
    ['an unclosed fence', 'markdown', '![a](x.png)\n\n```\n![a](y.png)\n', ['x.png']],
    ['front matter', 'markdown', '---\nimage: x.png\n---\n![a](y.png)', ['y.png']],
    [
      'not files',
      'markdown',
      '![](https://a.b/x.png) ![](data:image/png;base64,AA) ![](#x) ![](//c/x.png)',
      [],
    ],
    [
      'templates',
      'html',
      '<img src="{{ x }}.png"><img src="<?= x ?>.png"><img src="${x}.png"><img src="">',
      [],
    ],
    ['a comment', 'html', '<!-- <img src="x.png"> --><img src="y.png">', ['y.png']],
    ['half a tag', 'html', '<img src="x.png" alt="a"', ['x.png']],
    ['half an attribute', 'html', '<img src="x.png"><img src="y.p', ['x.png']],
    ['a script', 'html', '<script>const a = "<img src=x.png>"; import("./y.png")</script>', ['./y.png']],
    ['JSON in a script', 'html', '<script type="application/ld+json">{"a":"x.png"}</script>', []],
    [
      'srcset',
      'html',
      '<img srcset="a.png, b.png 2x,c.png 640w, data:image/png;base64,A,B 3x">',
      ['a.png', 'b.png', 'c.png'],
    ],
    [
      'links',
      'html',
      '<link rel="shortcut icon" href="a.ico"><link rel="stylesheet" href="b.png"><a href="c.png">',
      ['a.ico'],
    ],
    [
      'Vue',
      'vue',
      '<template><img :src="logo"><img :src="\'/a.png\'"><img src="~@/b.png"></template>',
      ['/a.png', '~@/b.png'],
    ],
    [
      'Svelte',
      'svelte',
      '<img src={"/a.png"}><img src={x > 1 ? "/b.png" : y}><img src="/c.png">',
      ['/a.png', '/b.png', '/c.png'],
    ],
    [
      'Astro',
      'astro',
      "---\nimport a from '../a.png';\n---\n<div class={x > 1}>{y && <img src='/b.png'>}</div>",
      ['../a.png', '/b.png'],
    ],
    [
      'MDX',
      'mdx',
      "import a from './a.png'\n\n# T\n\n<X src={a} />\n\n    <img src='/b.png' />\n\n{1 < 2}",
      ['./a.png', '/b.png'],
    ],
    [
      'comments in MDX',
      'mdx',
      '{/* <img src="a.png"/> ![](b.png) */}\n\nx { /* ![](c.png)\n\n<img src="d.png"/> */ /* ![](e.png) */ } ![](f.png)\n\n{// ![](g.png)\n}',
      ['f.png'],
    ],
    ['a comment before an element', 'mdx', '{/* <img src="/a.png"/> */ <img src="/b.png"/>}', ['/b.png']],
    ['half a comment in MDX', 'mdx', '{/* ![](a.png)\n\n![](b.png)', ['a.png', 'b.png']],
    [
      'texts in MDX',
      'mdx',
      'a {"![a](a.png)"} {`<img src="b.png"/>`} {\'![\\\'a](c.png)\'} \\{"![a](d.png)"} ![](e.png)',
      ['d.png', 'e.png'],
    ],
    [
      'comments and texts in Astro',
      'astro',
      '---\n---\n<div>\n{/* <img src="/a.png"/> */}\n{"<img src=\'/b.png\'>"}<img alt={/* b */ "x"} src="/c.png"></div>',
      ['/c.png'],
    ],
    [
      'a paragraph too long for anybody to have written it',
      'markdown',
      `![](a.png)\n\n${'x '.repeat(10_000)}![](b.png)\n\n# ${'x '.repeat(10_000)}![](c.png)\n\n![](d.png)`,
      ['a.png', 'd.png'],
    ],
    [
      'JSX',
      'javascriptreact',
      '<><img src="/a.png"/><I src={`/b.png`} srcSet="/c.png 2x"/><i style={{ backgroundImage: "url(/d.png)" }}/></>',
      ['/a.png', '/b.png', '/c.png', '/d.png'],
    ],
    [
      'styles in texts of Vue',
      'vue',
      '<template><i :style="`color: ${c}; background: url(a.png), url(${d}), url(/x/${e}.png)`" /><i :style="\'background: url(b.png)\'" /></template>',
      ['a.png', 'b.png'],
    ],
    [
      'styles in texts of Svelte',
      'svelte',
      '<i style={`color: ${c}; background: url(/a.png), url(/x/${e}.png)`} />',
      ['/a.png'],
    ],
    ['template strings', 'javascriptreact', '<img src={`/a/${b}.png`}/>', []],
    [
      'type parameters in TSX',
      'typescriptreact',
      "const f = <T,>(a: T) => a;\ntype G = <U>(x: U) => U;\nconst p = <img src='/a.png' />;",
      ['/a.png'],
    ],
    [
      'imports',
      'typescript',
      "import a from './a.png?url';\nexport * from './b.svg';\nimport './c.css';\nconst d = require('./d.jpg'), e = new URL('./e.gif', import.meta.url), f = './f.png';",
      ['./a.png?url', './b.svg', './d.jpg', './e.gif'],
    ],
    ['a cast is no tag', 'typescript', "const a = <string>b;\nimport('./c.png');", ['./c.png']],
    [
      'comments in scripts',
      'javascript',
      "// import './a.png'\n/* require('./b.png') */ import('./c.png')",
      ['./c.png'],
    ],
    [
      'CSS',
      'css',
      '/* url(a.png) */ .x { background: url( b.png ), url("c.png") } @import url(d.css); @font-face { src: url(e.woff2) }',
      ['b.png', 'c.png'],
    ],
    [
      'image sets',
      'css',
      '.x { background: -webkit-image-set("a.png" 1x, url(b.png) 2x) }',
      ['a.png', 'b.png'],
    ],
    [
      'SCSS',
      'scss',
      "// don't url(a.png)\n.x { &:hover { background: url('#{$p}/b.png'), url(c.png) } }",
      ['c.png'],
    ],
    ['broken CSS', 'css', '}}} .x { background: url("a.png\n} .y { background: url(b.png', ['b.png']],
    [
      'a manifest',
      'manifest.webmanifest',
      '{"icons":[{"src":"a.png"}],"screenshots":[{"src":"b.png"}],"shortcuts":[{"icons":[{"src":"c.png"}]}]}',
      ['a.png', 'b.png', 'c.png'],
    ],
    [
      'a browser extension',
      'manifest.json',
      '{"icons":{"16":"a.png"},"action":{"default_icon":"b.png"}}',
      ['a.png', 'b.png'],
    ],
    ['an unfinished package.json', 'package.json', '{"icon": "a.png", "x": [', ['a.png']],
    ['any other JSON', 'tsconfig.json', '{"icon": "a.png"}', []],
    [
      'styles in a template',
      'typescriptreact',
      'const A = styled.p`background: url(/a.png); width: ${w}px; mask: url("/b.svg")`;',
      ['/a.png', '/b.svg'],
    ],
    ['a linked image', 'markdown', '[![a](x.png)](https://a.b)', ['x.png']],
    ['a path through a function', 'typescriptreact', "<img src={useBaseUrl('/a.png')} />", ['/a.png']],
    ...[
      'import.meta.env.BASE_URL + "a.png"',
      '"a.png" + x',
      'x + (y ? "a.png" : "b.png")',
      '(x ? "a.png" : "b.png") + y',
      '(x || "a.png").replace(y, z)',
      'asset("a.png")',
      'asset(x ? "a.png" : "b.png")',
      'chrome.runtime.getURL("images/a.png")',
      'useBaseUrl("a.png") + x',
      'useBaseUrl("a.png", { absolute: true })',
      'x === "a.png" ? y : z',
      'x["a.png"]',
      '["a.png"]',
      '{ a: "a.png" }',
      '() => "a.png"',
      '(x) => (x ? "a.png" : "b.png")',
      '`${x ? "a.png" : "b.png"}`',
      'require("./a.png" + x)',
      'new URL("a.png", x)',
    ].flatMap((code): [string, string, string, string[]][] => [
      [`no whole value: ${code}`, 'typescriptreact', `const a = <img src={${code}} />;`, []],
      [`no whole value in Vue: ${code}`, 'vue', `<template><img :src='${code}'></template>`, []],
      [`no whole value in Svelte: ${code}`, 'svelte', `<img src={${code}}>`, []],
      [`no whole value in Astro: ${code}`, 'astro', `<img src={${code}} />`, []],
    ]),
    ...[
      '"/a.png"',
      '( "/a.png" )',
      'x ? "/a.png" : y',
      'x + y ? z : "/a.png"',
      'x && (y ?? "/a.png")',
      'f("b.png") || ("/a.png")',
      'withBase("/a.png")',
      'x ? useBaseUrl("/a.png") : y',
      'f({ x: ["b.png"] }) || "/a.png"',
    ].flatMap((code): [string, string, string, string[]][] => [
      [`a whole value: ${code}`, 'typescriptreact', `const a = <img src={${code}} />;`, ['/a.png']],
      [`a whole value in Vue: ${code}`, 'vue', `<template><img :src='${code}'></template>`, ['/a.png']],
      [`a whole value in Svelte: ${code}`, 'svelte', `<img src={${code}}>`, ['/a.png']],
    ]),
    [
      'a value with elements inside',
      'typescriptreact',
      '<X icon={x ? <b>{"a.png"}<img src="/b.png" /></b> : "/c.png"} />',
      ['/b.png', '/c.png'],
    ],
    [
      'a loader',
      'typescriptreact',
      '<><Image loader={l} src="/a.png" /><Image loader={({ src }) => src} src="b.png" /><img src="/c.png" /></>',
      ['/c.png'],
    ],
    [
      "what Next's component does not take",
      'typescriptreact',
      "import Picture from 'next/image';\nconst a = <><Picture src='a.png' /><Picture src='/b.png' /><img src='c.png' /></>;",
      ['/b.png', 'c.png'],
    ],
    ['any other language', 'a.py', 'x = "a.png"', []],
    ['letters of two units', 'markdown', '😀 ![😀](😀.png) <img src="é😀.png">', ['😀.png', 'é😀.png']],
    [
      'letters of two units in CSS',
      'css',
      '/* 😀 */ .x::before { content: "😀"; background: url("😀.png") }',
      ['😀.png'],
    ],
  ];
  for (const [name, language, text, expected] of rows) {
    it(name, async () => {
      const paths = (await found(text, language)).map(({ path }) => path);
      assert.deepEqual(
        paths,
        expected
          .filter(path => path !== 'a.png } .y { background: url(b.png)')
          .map(path => path.replace(/^(image|definition) /, '')),
      );
    });
  }

  it('says what is around a picture', async () => {
    const text = '# Team\n\nOne.\n\nTwo *words*.\n\n![Us](us.png)\n\nThree.\n\n## Later\n\nFour.\n';
    const [reference] = await found(text, 'markdown');
    assert.equal(reference?.heading, 'Team');
    assert.deepEqual(reference.before, ['Team', 'One.', 'Two words.']);
    assert.deepEqual(reference.after, ['Three.', 'Later', 'Four.']);
  });

  it('shortens long texts without cutting a letter', async () => {
    const [reference] = await found(`${'x'.repeat(298)}😀😀😀\n\n![a](a.png)`, 'markdown');
    assert.equal(reference?.before[0], `${'x'.repeat(298)}…`);
  });

  it('takes alt text, size and place of an import from where it is used', async () => {
    const text =
      "import a from './a.png';\nconst p = <main><h1>Hi</h1><I src={a} alt='A b' width={20} height='10' /></main>;";
    const [reference] = await found(text, 'typescriptreact');
    assert.equal(reference?.alt, 'A b');
    assert.equal(reference.heading, 'Hi');
    assert.deepEqual(reference.size, { width: 20, height: 10, from: 'attributes' });
  });

  it('takes the sources of a picture element for what its image shows', async () => {
    const text =
      '<picture><source srcset="a.webp 2x"><img src="a.png" alt="A fox" width="20" height="10"></picture>';
    for (const language of ['html', 'typescriptreact']) {
      const jsx = text.replace('2x">', '2x" />').replace('10">', '10" />').replace('srcset', 'srcSet');
      const [source] = await found(language === 'html' ? text : `const a = ${jsx}`, language);
      assert.equal(source?.path, 'a.webp');
      assert.equal(source.alt, 'A fox');
      assert.deepEqual(source.size, { width: 40, height: 20, from: 'attributes' });
    }
  });

  it('takes a path that a function says is from the root for one', async () => {
    const text = "const p = <><img src={useBaseUrl('img/a.png')} /><img src={withPrefix('/b.png')} /></>;";
    assert.deepEqual(
      (await found(text, 'typescriptreact')).map(({ value, rewritable }) => [value, rewritable]),
      [
        ['/img/a.png', false],
        ['/b.png', true],
      ],
    );
  });

  const bases: [base: string, values: string[]][] = [
    ['<base href="assets/">', ['assets/a.png', '/b.png', 'assets/c.png', 'assets/d.png']],
    ['<base href="../x/index.html?y">', ['../x/a.png', '/b.png', '../x/c.png', '../x/d.png']],
    ['<base href="/">', ['/a.png', '/b.png', '/c.png', '/d.png']],
    ['<base target="_blank"><base href="x/"><base href="y/">', ['x/a.png', '/b.png', 'x/c.png', 'x/d.png']],
    ['<base href="/repository/">', ['/b.png']],
    ['<base href="https://a.b/">', ['/b.png']],
    ['<base href="{{ base }}">', ['/b.png']],
    ['<base href="">', ['a.png', '/b.png', 'c.png', 'd.png']],
    ['<base href="page.html">', ['a.png', '/b.png', 'c.png', 'd.png']],
    ['<!-- <base href="x/"> -->', ['a.png', '/b.png', 'c.png', 'd.png']],
  ];
  for (const [base, values] of bases)
    it(`begins where the document says: ${base}`, async () => {
      const text = `${base}<style>p { background: url(c.png) }</style><img src="a.png"><img src="/b.png" srcset="d.png 2x">`;
      const sorted = (await found(text, 'html')).map(({ value }) => value).toSorted();
      assert.deepEqual(sorted, values.toSorted());
    });

  it('takes no alt text from what a function is given', async () => {
    const [reference] = await found('const p = <img src="a.png" alt={t("hero.alt")} />;', 'typescriptreact');
    assert.equal(reference?.path, 'a.png');
    assert.equal(reference.alt, undefined);
  });

  it('sees each cell of a table as a text', async () => {
    const [reference] = await found('| One | Two |\n| - | - |\n| ![x](a.png) | Three |', 'markdown');
    assert.deepEqual(reference?.before, ['One', 'Two']);
    assert.deepEqual(reference.after, ['Three']);
  });

  it('cannot be put in the place of a path with escapes', async () => {
    assert.deepEqual(
      (await found('<img src="a&amp;b.png"><img src="c.png">', 'html')).map(({ value, rewritable }) => [
        value,
        rewritable,
      ]),
      [
        ['a&b.png', false],
        ['c.png', true],
      ],
    );
  });
});

describe('sizes that code implies', () => {
  const rows: [string, string, object | undefined][] = [
    ['html', '<img src="a.png" width="20" height="10">', { width: 20, height: 10, from: 'attributes' }],
    ['html', '<img src="a.png" width="50%">', undefined],
    ['html', '<img src="a.png" style="width: 20px; height: 10px">', { width: 20, height: 10, from: 'style' }],
    ['html', '<style>.x { width: 20px } </style><img class="x" src="a.png">', { width: 20, from: 'rule' }],
    ['html', '<style>#x { height: 20px } </style><img id="x" src="a.png">', { height: 20, from: 'rule' }],
    ['html', '<style>.x { width: 2em } </style><img class="x" src="a.png">', undefined],
    ['html', '<img srcset="a.png 2x" width="20" height="10">', { width: 40, height: 20, from: 'attributes' }],
    [
      'html',
      '<img srcset="a.png 640w" width="20" height="10">',
      { width: 640, height: 320, from: 'descriptor' },
    ],
    ['html', '<img srcset="a.png 640w">', { width: 640, from: 'descriptor' }],
    [
      'html',
      '<link rel="icon" sizes="16x16 48x48 32x32" href="a.png">',
      { width: 48, height: 48, from: 'sizes' },
    ],
    ['html', '<link rel="icon" sizes="any" href="a.png">', undefined],
    ['html', '<img sizes="320px" src="a.png">', { width: 320, from: 'sizes' }],
    ['html', '<img sizes="(max-width: 600px) 90vw, 480px" src="a.png">', { width: 480, from: 'sizes' }],
    ['html', '<img sizes="(max-width: 600px) 480px, 50vw" src="a.png">', undefined],
    ['html', '<img sizes="min(100vw, 480px)" src="a.png">', undefined],
    ['html', '<img sizes="320px" width="64" src="a.png">', { width: 64, from: 'attributes' }],
    ['html', '<img sizes="320px" height="64" src="a.png">', { width: 320, height: 64, from: 'attributes' }],
    [
      'html',
      '<style>.a{width:40px;height:30px}</style><img class="a" sizes="320px" src="a.png">',
      { width: 40, height: 30, from: 'rule' },
    ],
    [
      'html',
      '<style>.a{width:40px} @media (width < 600px){.a{width:20px}}</style><img class="a" src="a.png">',
      { width: 40, from: 'rule' },
    ],
    [
      'html',
      '<style>.a{width:40px}.a{width:50px} @supports (a:b){@layer x{.a{width:20px}}}</style><img class="a" src="a.png">',
      { width: 50, from: 'rule' },
    ],
    [
      'html',
      '<style>@container (width < 600px){.a{width:20px}} @media (width > 600px){.a{width:60px}}</style><img class="a" src="a.png">',
      { width: 60, from: 'rule' },
    ],
    ['html', '<link rel="apple-touch-icon" href="a.png">', { width: 180, height: 180, from: 'convention' }],
    ['html', '<meta property="og:image" content="a.png">', { width: 1200, height: 630, from: 'convention' }],
    [
      'css',
      '.x { background: url(a.png); background-size: 20px 10px }',
      { width: 20, height: 10, from: 'rule' },
    ],
    ['css', '.x { width: 20px; .y { background: url(a.png); height: 10px } }', { height: 10, from: 'rule' }],
    ['css', '.x { width: 99999999px; background: url(a.png) }', undefined],
    [
      'typescriptreact',
      '<img src="a.png" style={{ width: 20, height: 10 }} />',
      { width: 20, height: 10, from: 'style' },
    ],
    [
      'manifest.json',
      '{"icons":[{"src":"a.png","sizes":"48x48 96x96"}]}',
      { width: 96, height: 96, from: 'sizes' },
    ],
    ['manifest.json', '{"icons":{"16":"a.png"}}', { width: 16, height: 16, from: 'sizes' }],
  ];
  for (const [language, text, size] of rows)
    it(text, async () => assert.deepEqual((await found(text, language))[0]?.size, size));
});
