import assert from 'node:assert/strict';
import { candidates, fileName, safeName, slug } from '../../../src/project/names.ts';

const parts = {
  title: 'A red fox',
  model: 'gpt-image-2',
  size: '64x32',
  index: 3,
  date: new Date('2026-11-21T10:00:00Z'),
};

describe('names', () => {
  const slugs: [string, string][] = [
    ['A red fox, jumping!', 'a-red-fox-jumping'],
    ['  spaces\tand\nlines ', 'spaces-and-lines'],
    ['日本の山', '日本の山'],
    ['Ein schöner Übergang', 'ein-schöner-übergang'],
    ['हिन्दी चित्र', 'हिन्दी-चित्र'],
    ['../../etc/passwd', 'etc-passwd'],
    ['🦊🦊', ''],
    ['', ''],
    ['word '.repeat(30), 'word-word-word-word-word-word-word-word-word'],
    ['x'.repeat(100), 'x'.repeat(48)],
    ['cafe\u0301', 'café'],
  ];
  for (const [text, expected] of slugs) {
    it(`slug of ${JSON.stringify(text.slice(0, 24))}`, () => assert.equal(slug(text), expected));
  }

  const names: [string, string, string?][] = [
    ['${slug}', 'a-red-fox'],
    ['${slug}', 'image', '🦊'],
    ['${date}-${slug}-${model}-${size}-${index}', '2026-11-21-a-red-fox-gpt-image-2-64x32-3'],
    ['../${slug}', 'a-red-fox'],
    ['a/b\\c:${slug}', 'a-b-c-a-red-fox'],
    ['${nothing}', 'image'],
    ['', 'image'],
    ['${slug}', 'con-image', 'CON'],
    ['${slug}.', 'nul-image', 'nul'],
    ['...', 'image'],
  ];
  for (const [template, expected, title] of names) {
    it(`name from ${template || 'nothing'}: ${expected}`, () => {
      assert.equal(fileName(template, { ...parts, title: title ?? parts.title }), expected);
    });
  }

  it('avoids device names also before an extension', () => {
    assert.equal(safeName('aux.tar'), 'aux-image.tar');
    assert.equal(safeName('COM1'), 'COM1-image');
    assert.equal(safeName('console'), 'console');
  });

  it('keeps names short enough for file systems, by bytes and whole characters', () => {
    const name = safeName('山'.repeat(200));
    assert.ok(Buffer.byteLength(name) <= 180);
    assert.match(name, /^山+$/);
  });

  it('drops characters that cannot be seen', () => {
    assert.equal(safeName('a\u202Egnp.b'), 'a-gnp.b');
    assert.equal(safeName('a\u0000b'), 'a-b');
  });

  it('counts on from 2', () => {
    const free = candidates('fox', 'png');
    assert.deepEqual(
      [free.next().value, free.next().value, free.next().value],
      ['fox.png', 'fox-2.png', 'fox-3.png'],
    );
  });
});
