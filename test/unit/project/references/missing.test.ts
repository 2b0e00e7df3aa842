import assert from 'node:assert/strict';
import { draftPrompt, nameWords } from '../../../../src/project/references/draftPrompt.ts';
import { missingImages, picturesOf } from '../../../../src/project/references/missing.ts';
import { restFor } from '../../../../src/project/references/pace.ts';
import { OpenFile, type DocumentState } from '../../../../src/project/references/openFile.ts';
import { detectProject, type Project } from '../../../../src/project/references/project.ts';
import { folderFiles, memoryFiles, shapeFolder } from '../../../support/projects.ts';
import { turnsDuring } from '../../../support/turns.ts';

describe('drafted prompts', () => {
  const rows: [string, string | undefined, string | undefined, string][] = [
    ['hero.png', 'A fox in snow', undefined, 'A fox in snow'],
    ['hero.png', 'A fox in snow', 'Winter', 'A fox in snow (Winter)'],
    ['hero.png', 'Winter fox', 'Winter', 'Winter fox'],
    ['img/heroImage@2x.png', undefined, 'Our team', 'hero (Our team)'],
    ['red-fox_small.png', 'image', undefined, 'red fox small'],
    ['/a/Über%20uns.png?x=1', undefined, undefined, 'über uns'],
    ['2024.png', undefined, undefined, '2024'],
    ['image.png', undefined, 'Start', 'image (Start)'],
    ['.png', undefined, undefined, ''],
    ['100%.png', '  \n ', undefined, '100'],
  ];
  for (const [value, alt, heading, expected] of rows)
    it(`${value} ${alt ?? ''} ${heading ?? ''}`, () =>
      assert.equal(
        draftPrompt({ value, ...(alt !== undefined && { alt }), ...(heading !== undefined && { heading }) }),
        expected,
      ));

  it('reads words out of names', () =>
    assert.equal(nameWords('x/iconDarkMode-192x192.png'), 'icon dark mode'));

  it('keeps long texts short, in whole words', () => {
    const prompt = draftPrompt({ value: 'a.png', alt: 'many words '.repeat(50) });
    assert.ok(prompt.length <= 160);
    assert.ok(prompt.endsWith('words') || prompt.endsWith('many'));
  });
});

describe('missing images', () => {
  it('of a file: path, type, size and prompt', async () => {
    const files = folderFiles(shapeFolder('plain'));
    const project = await detectProject(files);
    const missing = await missingImages((await files.read('index.html')) ?? '', 'index.html', project, files);
    assert.deepEqual(
      missing.map(({ path, type, size }) => [path, type, size?.width, size?.height]),
      [
        ['images/favicon.ico', 'ico', 32, 32],
        ['images/share.jpg', 'jpg', 1200, 630],
        ['images/choir.jpg', 'jpg', 300, 200],
        ['images/hall.webp', 'webp', 400, 250],
        ['images/hall@2x.webp', 'webp', 800, 500],
        ['images/hall.jpg', 'jpg', 400, 250],
        ['images/notes.png', 'png', undefined, undefined],
      ],
    );
    assert.equal(missing[2]?.prompt, 'The choir in the church (Village choir)');
  });

  const expected: [Parameters<typeof shapeFolder>[0], string, string[]][] = [
    ['vite', 'src/App.tsx', ['src/assets/heron.png', 'public/birds/open.webp', 'public/birds/closed.webp']],
    ['vite', 'src/style.css', ['public/banner.jpg', 'src/assets/mark.png', 'src/assets/mark@2x.png']],
    ['vite', 'index.html', ['public/touch.png', 'public/share.png']],
    ['next', 'app/page.tsx', ['app/team.jpg', 'public/bread/rye.png', 'public/film.jpg']],
    ['next', 'public/manifest.json', ['public/icon-192.png', 'public/icon-512.png']],
    [
      'astro',
      'src/pages/index.astro',
      ['src/assets/harbour.png', 'public/boats/small.png', 'public/waves.svg'],
    ],
    ['astro', 'src/content/blog/first.mdx', ['src/content/blog/map.png', 'src/content/blog/fog.jpg']],
    ['docusaurus', 'docs/intro.md', ['static/img/loom.png', 'docs/img/threading.gif']],
    ['docusaurus', 'docs/guide.mdx', ['docs/img/pattern.png', 'static/img/colours.png']],
    ['docusaurus', 'src/pages/index.js', ['static/img/shuttle.svg', 'static/img/weaver.webp']],
    ['plain', 'about/index.html', ['images/founder.jpg', 'images/map.png']],
    ['plain', 'site.webmanifest', ['images/icon-512.png']],
    ['extension', 'package.json', ['media/icon.png']],
    [
      'extension',
      'README.md',
      ['media/demo.gif', 'media/settings.png', 'media/before.png', 'media/after.png'],
    ],
    ['python', 'README.md', ['docs/images/week chart.png', 'docs/images/station.jpg']],
    ['python', 'docs/index.md', ['docs/images/window.png']],
  ];
  for (const [shape, file, paths] of expected)
    it(`${shape}/${file}`, async () => {
      const files = folderFiles(shapeFolder(shape));
      const text = await files.read(file);
      assert.ok(text);
      const missing = await missingImages(text, file, await detectProject(files), files);
      assert.deepEqual(
        missing.map(({ path }) => path),
        paths,
      );
    });

  it('are not those that another place may hold', async () => {
    const files = memoryFiles({ 'vite.config.ts': '', 'a.png': '', 'other/b.png': '' });
    const project = await detectProject(files);
    assert.deepEqual(await missingImages('![](/a.png)', 'docs/a.md', project, files), []);
    assert.equal((await missingImages('![](/b.png)', 'docs/a.md', project, files)).length, 1);
  });

  it('are one picture, however often it is named', async () => {
    const files = memoryFiles({});
    const project = await detectProject(files);
    const text =
      '<img src="a.png" width="20" height="10"><img src="./a.png" alt="A red fox" width="40" height="20">';
    const [picture, ...more] = picturesOf(await missingImages(text, 'x.html', project, files));
    assert.deepEqual(more, []);
    assert.equal(picture?.prompt, 'A red fox');
    assert.deepEqual(picture.size, { width: 40, height: 20, from: 'attributes' });
    assert.equal(picture.named.length, 2);
  });
});

function state(version: number, text: string): DocumentState {
  return { path: 'a.html', languageId: '', version, text };
}

describe('an open file', () => {
  let project: Project;

  before(async () => {
    project = await detectProject(memoryFiles({}));
  });

  it('is not read again in the same version', async () => {
    const file = new OpenFile();
    const first = await file.references(state(1, '<img src="a.png">'));
    assert.equal(await file.references(state(1, '<img src="a.png">')), first);
  });

  it('gives after every change what reading anew gives', async () => {
    const file = new OpenFile();
    const style = '<style>.x { width: 20px; background: url(s.png) }</style>';
    const texts = [
      `${style}<img class="x" src="a.png">`,
      `<p>more</p>${style}<img class="x" src="b.png">`,
      `<p>more</p><!--${style}--><img class="x" src="b.png">`,
      `<p>more</p>${style}${style}<img class="x" src="b.png">`,
    ];
    for (const [version, text] of texts.entries())
      assert.deepEqual(
        await file.references(state(version, text)),
        await new OpenFile().references(state(0, text)),
      );
  });

  it('lets others have their turn while a long one is read', async () => {
    const text = "const a = '/images/a.png';\n".repeat(36_000);
    const { result, turns } = await turnsDuring(() =>
      new OpenFile().references({ path: 'a.ts', languageId: 'typescript', version: 1, text }),
    );
    assert.deepEqual(result, []);
    assert.ok(turns > 5, `${turns} turns`);
  });

  it('is not read where it is too long for anybody to have written it', async () => {
    const image = '<img src="a.png">';
    const file = new OpenFile();
    assert.equal((await file.references(state(1, image + ' '.repeat(900_000)))).length, 1);
    assert.equal((await file.references(state(2, image + ' '.repeat(1_000_000)))).length, 0);
  });

  it('rests longer before it is read, the longer it is', () => {
    assert.equal(restFor(1000), 252);
    assert.equal(restFor(1_000_000), 2250);
    assert.equal(restFor(50_000_000), 2250, 'what is not read is not waited for either');
  });

  it('asks each time whether a picture is there', async () => {
    const file = new OpenFile();
    const now = state(1, '<img src="a.png">');
    assert.equal((await file.missing(now, project, memoryFiles({}))).length, 1);
    assert.equal((await file.missing(now, project, memoryFiles({ 'a.png': '' }))).length, 0);
  });
});
