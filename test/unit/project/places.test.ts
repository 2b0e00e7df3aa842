import assert from 'node:assert/strict';
import { mayMention, placesIn, pointsAt } from '../../../src/project/places.ts';

describe('Places that show a picture', () => {
  const rows: readonly (readonly [value: string, from: string, target: string, yes: boolean])[] = [
    ['images/hero.png', 'index.html', 'images/hero.png', true],
    ['./hero.png', 'docs/a.md', 'docs/hero.png', true],
    ['../images/hero.png', 'docs/a.md', 'images/hero.png', true],
    ['../images/hero.png', 'docs/a.md', 'other/images/hero.png', false],
    ['/hero.png', 'src/App.tsx', 'public/hero.png', true],
    ['@/assets/hero.png', 'src/pages/a.vue', 'src/assets/hero.png', true],
    ['~/assets/hero.png', 'pages/a.vue', 'app/assets/hero.png', true],
    ['images/my%20hero.png?v=2#x', 'index.html', 'images/my hero.png', true],
    ['100%.png', 'index.html', '100%.png', true],
    ['hero.png', 'index.html', 'images/superhero.png', false],
    ['images/logo.png', 'index.html', 'images/hero.png', false],
  ];
  for (const [value, from, target, yes] of rows) {
    it(`${value} in ${from} ${yes ? 'is' : 'is not'} ${target}`, () => {
      assert.equal(pointsAt(value, from, target), yes);
    });
  }

  it('have line, size, words for those who do not see it, and the text around it', async () => {
    const text =
      '<h1>Ridgeline</h1>\n<p>Soup at six.</p>\n<img src="images/logo.png" alt="A hut" width="64" height="48">\n<p>Knock.</p>';
    assert.deepEqual(await placesIn(text, 'index.html', ['images/logo.png']), [
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
    assert.deepEqual(await placesIn('![a](./b/x.png)', 'a.md', ['x.png']), []);
  });

  it('are looked for only in texts that have the name, also where it is escaped', () => {
    assert.equal(mayMention('![](my%20hero.png)', ['images/my hero.png']), true);
    assert.equal(mayMention('nothing here', ['images/my hero.png']), false);
  });
});
