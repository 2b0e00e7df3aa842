// Whatever the text: nothing is thrown, and offsets point at what was written. `EASEL_FUZZ=20000` reads more of them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { dialectOfFile } from '../../../../src/project/references/dialects.ts';
import { findReferences } from '../../../../src/project/references/find.ts';
import { detectProject, type Project } from '../../../../src/project/references/project.ts';
import { resolveReference } from '../../../../src/project/references/resolve.ts';
import type { ImageReference } from '../../../../src/project/references/types.ts';
import { referenceTo } from '../../../../src/project/references/write/referenceTo.ts';
import { Random } from '../../../fuzz/random.ts';
import { allFiles, memoryFiles, shapeFolder, shapes } from '../../../support/projects.ts';
import { written } from './written.ts';

const cases = Number(process.env['EASEL_FUZZ'] ?? 600);
const seed = Number(process.env['EASEL_SEED'] ?? 1);

const languages = [
  'markdown',
  'mdx',
  'html',
  'vue',
  'svelte',
  'astro',
  'jsx',
  'tsx',
  'ts',
  'css',
  'scss',
  'json',
];
const fileNames = languages.map(name =>
  name === 'markdown' ? 'a.md' : name === 'json' ? 'package.json' : `a.${name}`,
);

const tokens = [
  '<',
  '>',
  '</',
  '/>',
  '<img src="',
  '<!--',
  '-->',
  '{',
  '}',
  '={',
  '${',
  '`',
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '![](',
  '\\',
  'url(',
  '/*',
  '*/',
  '//',
  '```',
  '---\n',
  '\n',
  '\r',
  '\0',
  '\ufeff',
  '&amp;',
  '&',
  '😀',
  '\ud800',
  '<style>',
  '</style>',
  '<script>',
  '</script>',
  'import a from "',
  '<T,>',
  ',',
  ';',
  ':',
  '%',
  '%2e%2e/',
  '../',
  '#',
  '?',
  '\t> ',
  '- ',
  '| ',
] as const;

function damaged(text: string, random: Random): string {
  let result = text;
  for (let count = 1 + random.below(5); count > 0; count--) {
    const at = random.below(result.length + 1);
    const length = random.below(60);
    const kind = random.below(5);
    if (kind === 0) result = result.slice(0, at);
    else if (kind === 1) result = result.slice(0, at) + result.slice(at + length);
    else if (kind === 2) result = result.slice(0, at) + random.pick(tokens) + result.slice(at);
    else if (kind === 3)
      result = result.slice(0, at) + result.slice(at, at + length).repeat(3) + result.slice(at);
    else result = result.slice(0, at) + String.fromCharCode(random.below(65_536)) + result.slice(at + 1);
  }
  return result;
}

function check(text: string, references: readonly ImageReference[], project: Project): void {
  let last = -1;
  for (const reference of references) {
    const { path, start, end, value, rewritable, before, after } = reference;
    assert.equal(text.slice(start, end), path);
    assert.ok(start > last && end > start, 'in order, not empty');
    last = start;
    assert.equal(rewritable, path === value);
    assert.ok(before.length <= 3 && after.length <= 3);
    for (const around of [...before, ...after]) assert.ok(around.length <= 300 && around !== '');
    const resolved = resolveReference(reference, 'docs/a.md', project);
    if ('refused' in resolved) continue;
    for (const one of [resolved.path, ...resolved.others])
      assert.ok(
        !one.split('/').includes('..') && !one.startsWith('/') && one !== '' && !/^[a-z]:/i.test(one),
        one,
      );
  }
}

describe('broken texts', () => {
  const sources: { readonly name: string; readonly text: string }[] = [];
  let project: Project;

  before(async () => {
    project = await detectProject(memoryFiles({ 'vite.config.ts': '' }));
    for (const shape of shapes) {
      const folder = shapeFolder(shape);
      for (const name of await allFiles(folder))
        if (dialectOfFile(name)) sources.push({ name, text: await readFile(join(folder, name), 'utf8') });
    }
  });

  it(`${cases} from seed ${seed}, damaged at random, throw nothing and point at what was written`, async function () {
    this.timeout(0);
    assert.ok(sources.length > 20);
    for (let own = seed; own < seed + cases; own++) {
      const random = new Random(own);
      const source = sources[random.below(sources.length)];
      assert.ok(source);
      const text = damaged(source.text, random);
      // Also read as what it is not.
      const name = random.chance(0.8)
        ? source.name
        : (fileNames[random.below(fileNames.length)] ?? source.name);
      const offset = random.below(text.length + 1);
      try {
        check(text, await findReferences(text, name), project);
        const document = { path: name, text, languageId: '', offset };
        const insertion = await referenceTo(
          { path: 'img/new fox.png', width: 1, height: 2, alt: '$}\\' },
          document,
          project,
        );
        const result = written(text, offset, insertion);
        assert.ok(/new(?: |%20)fox|newFox/.test(result));
      } catch (error) {
        throw new Error(`EASEL_SEED=${own} EASEL_FUZZ=1 (${name})`, { cause: error });
      }
    }
  });

  const nests = [
    '<a b={',
    '{',
    '[',
    '(',
    '> ',
    '<div>',
    '- ',
    '`${',
    '*a ',
    '![',
    '"',
    "url('",
    '<T,>',
    '{"a":',
    '<style>',
    '@media {',
    '<a>(x =',
  ];
  for (const name of fileNames)
    it(`${name}: nested without end, and rubbish`, async function () {
      // A quarter of a second is usual; what grows out of bounds does not end within this.
      this.timeout(60_000);
      const random = new Random(seed);
      const rubbish = Array.from({ length: 20_000 }, () => String.fromCharCode(random.below(256))).join('');
      for (const text of [...nests.map(nest => nest.repeat(4000)), rubbish, '\0'.repeat(5000), '']) {
        check(text, await findReferences(text, name), project);
      }
    });

  const endless: readonly (readonly [name: string, file: string, text: string])[] = [
    ['emphasis in a paragraph', 'a.md', '*a_ '.repeat(50_000)],
    ['emphasis in a heading', 'a.md', `# ${'*a_ '.repeat(50_000)}`],
    ['emphasis in a cell', 'a.md', `|a|\n|-|\n|${'*a_ '.repeat(50_000)}|`],
    ['values in braces', 'a.svelte', '={'.repeat(490_000)],
    ['values in braces with tags', 'a.mdx', '={<a b'.repeat(100_000)],
    ['texts in braces', 'a.astro', '{`'.repeat(490_000)],
    ['comments in braces', 'a.astro', '{/*'.repeat(330_000)],
  ];
  for (const [name, file, text] of endless)
    it(`${name} without end, read in a time that fits their length`, async function () {
      // A fifth of a second is usual; looking ahead anew from each of them takes half a minute and more.
      this.timeout(20_000);
      check(text, await findReferences(`${text}x.png`, file), project);
    });
});
