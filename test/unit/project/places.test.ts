import assert from 'node:assert/strict';
import { mayMention, placesIn, type PlaceProject } from '../../../src/project/places.ts';
import { detectProject } from '../../../src/project/references/project.ts';
import { memoryFiles } from '../../support/projects.ts';

describe('Places that show a picture', () => {
  const files = memoryFiles({
    'app/package.json': '{"dependencies":{"vite":"1"}}',
    'app/tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
    'app/public/hero.png': '',
    'docs/other.png': '',
    'other.png': '',
  });
  let within: PlaceProject;
  before(async () => {
    within = { project: await detectProject(files), files };
  });

  const rows: readonly (readonly [value: string, from: string, target: string, yes: boolean])[] = [
    ['images/hero.png', 'index.html', 'images/hero.png', true],
    ['./hero.png', 'docs/a.html', 'docs/hero.png', true],
    ['../images/hero.png', 'docs/a.html', 'images/hero.png', true],
    ['../images/hero.png', 'docs/a.html', 'other/images/hero.png', false],
    ['/hero.png', 'app/src/App.vue', 'app/public/hero.png', true],
    ['/hero.png', 'app/src/App.vue', 'public/hero.png', false],
    ['@/assets/hero.png', 'app/src/pages/a.vue', 'app/src/assets/hero.png', true],
    ['@/assets/hero.png', 'app/src/pages/a.vue', 'app/lib/assets/hero.png', false],
    ['images/my%20hero.png?v=2#x', 'index.html', 'images/my hero.png', true],
    ['100%.png', 'index.html', '100%.png', true],
    ['hero.png', 'index.html', 'images/hero.png', false],
    ['/other.png', 'docs/a.html', 'other.png', true],
    // The folder that is served is not known: what is there first is meant.
    ['/other.png', 'docs/a.html', 'docs/other.png', false],
    ['/third.png', 'docs/a.html', 'docs/third.png', true],
  ];
  for (const [value, from, target, yes] of rows) {
    it(`${value} in ${from} ${yes ? 'is' : 'is not'} ${target}`, async () => {
      assert.equal((await placesIn(`<img src="${value}">`, from, [target], within)).length, yes ? 1 : 0);
    });
  }

  it('have line, size, words for those who do not see it, and the text around it', async () => {
    const text =
      '<h1>Ridgeline</h1>\n<p>Soup at six.</p>\n<img src="images/logo.png" alt="A hut" width="64" height="48">\n<p>Knock.</p>';
    assert.deepEqual(await placesIn(text, 'index.html', ['images/logo.png'], within), [
      {
        line: 3,
        width: 64,
        height: 48,
        alt: 'A hut',
        before: ['Ridgeline', 'Soup at six.'],
        after: ['Knock.'],
      },
    ]);
  });

  it('are none where another file is meant', async () => {
    assert.deepEqual(await placesIn('![a](./b/x.png)', 'a.md', ['x.png'], within), []);
  });

  it('are looked for only in texts that have the name, also where it is escaped', () => {
    assert.equal(mayMention('![](my%20hero.png)', ['images/my hero.png']), true);
    assert.equal(mayMention('nothing here', ['images/my hero.png']), false);
  });
});
