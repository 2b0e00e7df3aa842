import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dotAt, plainAscii } from '../../../src/offline/paint/font.ts';
import { paint, type PaintOrder } from '../../../src/offline/paint/paint.ts';
import { drawPlaceholder } from '../../../src/offline/painter.ts';
import { outputTokens } from '../../../src/offline/usage.ts';
import { probe } from '../../../src/raster/probe.ts';
import type { Pixels } from '../../../src/raster/pixels.ts';

function order(more: Partial<PaintOrder> = {}): PaintOrder {
  return { prompt: 'a quiet lake', width: 96, height: 64, transparent: false, index: 0, detail: 1, ...more };
}

/** Mean red, green, blue and alpha. */
function mean({ data }: Pixels): readonly number[] {
  const sums = [0, 0, 0, 0];
  for (let at = 0; at < data.length; at++) sums[at % 4] = (sums[at % 4] ?? 0) + (data[at] ?? 0);
  return sums.map(sum => sum / (data.length / 4));
}

function light(prompt: string): number {
  const [red = 0, green = 0, blue = 0] = mean(paint(order({ prompt })));
  return red + green + blue;
}

const subjects =
  'mountain sea forest city desert planet isometric flower bauhaus memphis icon heart star circle leaf cloud moon drop bolt hexagon'.split(
    ' ',
  );

describe('painter', () => {
  it('paints the same picture for the same order', () => {
    assert.deepEqual(paint(order()), paint(order()));
  });

  it('paints another one for another number or prompt', () => {
    const first = paint(order());
    assert.notDeepEqual(paint(order({ index: 1 })), first);
    assert.notDeepEqual(paint(order({ prompt: 'a quiet sea' })), first);
  });

  for (const subject of subjects)
    it(`paints ${subject} with and without a background`, () => {
      const [, , , solid] = mean(paint(order({ prompt: subject })));
      const [, , , clear = 255] = mean(
        paint(order({ prompt: subject, transparent: true, width: 160, height: 160 })),
      );
      assert.equal(solid, 255);
      assert.ok(clear > 5 && clear < 240, String(clear));
    });

  it('honours colour words', () => {
    const [red = 0, , blue = 0] = mean(paint(order({ prompt: 'red mountains' })));
    assert.ok(red > blue + 20, `${red} ${blue}`);
    const [otherRed = 0, , otherBlue = 0] = mean(paint(order({ prompt: 'blue mountains' })));
    assert.ok(otherBlue > otherRed + 20, `${otherRed} ${otherBlue}`);
    assert.ok(light('pastel city') > light('dark city') + 100);
  });

  it('paints any size', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [300, 1],
      [17, 5],
    ] as const) {
      const image = paint(order({ width, height, prompt: 'forest' }));
      assert.equal(image.data.length, width * height * 4);
    }
  });

  it('shows the same picture at every size', () => {
    for (const prompt of subjects) {
      const [small, large] = [64, 256].map(edge => mean(paint(order({ prompt, width: edge, height: edge }))));
      for (const [channel, value] of (small ?? []).entries())
        assert.ok(
          Math.abs(value - (large?.[channel] ?? 0)) < 16,
          `${prompt} ${String(small)} ${String(large)}`,
        );
    }
  });

  it('letters in plain ASCII', () => {
    assert.equal(plainAscii(' Füchse\n im “Schnee” – 雪景 '), 'Fuchse im "Schnee" - ?');
    assert.ok(dotAt('A', 0, 2) && !dotAt(' ', 0, 2) && !dotAt('é', 0, 0));
  });

  it('draws a placeholder without a server', async () => {
    const bytes = await drawPlaceholder({
      prompt: 'hero',
      width: 120,
      height: 40,
      type: 'webp',
      background: 'transparent',
    });
    assert.deepEqual(probe(bytes), { type: 'webp', width: 120, height: 40, alpha: true });
  });
});

describe('usage', () => {
  const published = [
    [16, 1024, 1024, 196],
    [48, 1024, 1024, 1756],
    [96, 1024, 1024, 7024],
    [16, 1536, 1024, 158],
    [48, 1536, 1024, 1372],
    [96, 1536, 1024, 5488],
    [16, 2048, 1152, 157],
    [24, 2048, 1152, 367],
    [48, 2048, 1152, 1413],
    [64, 2048, 1152, 2511],
    [96, 2048, 1152, 5650],
  ] as const;
  for (const [base, width, height, tokens] of published)
    it(`counts ${tokens} tokens`, () => assert.equal(outputTokens(base, { width, height }), tokens));
});
