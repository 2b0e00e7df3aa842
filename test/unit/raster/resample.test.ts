import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Pixels } from '../../../src/raster/pixels.ts';
import { resample } from '../../../src/raster/resample.ts';
import { draw, plain, random } from './alpha/scenes.ts';

function lanczos(x: number): number {
  if (x === 0) return 1;
  const at = Math.PI * x;
  return Math.abs(x) < 3 ? (Math.sin(at) / at) * (Math.sin(at / 3) / (at / 3)) : 0;
}

function toLight(level: number): number {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toLevel(light: number): number {
  const value = Math.min(1, Math.max(0, light));
  return 255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
}

/** One new pixel by the definition alone: every old pixel weighed, nothing saved. */
function byDefinition({ data, ...from }: Pixels, to: Pixels, x: number, y: number): readonly number[] {
  const scale = [from.width / to.width, from.height / to.height] as const;
  const centre = [(x + 0.5) * scale[0] - 0.5, (y + 0.5) * scale[1] - 0.5] as const;
  const wide = [Math.max(1, scale[0]), Math.max(1, scale[1])] as const;
  const sum = [0, 0, 0, 0];
  let total = 0;
  for (let row = 0; row < from.height; row++)
    for (let column = 0; column < from.width; column++) {
      const weight = lanczos((column - centre[0]) / wide[0]) * lanczos((row - centre[1]) / wide[1]);
      const at = (row * from.width + column) * 4;
      const alpha = (data[at + 3] ?? 0) / 255;
      for (let channel = 0; channel < 3; channel++)
        sum[channel] = (sum[channel] ?? 0) + weight * alpha * toLight(data[at + channel] ?? 0);
      sum[3] = (sum[3] ?? 0) + weight * alpha;
      total += weight;
    }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum.map(value => value / total);
  const shown = Math.min(1, alpha);
  if (shown < 1 / 510) return [0, 0, 0, 0];
  return [...[red, green, blue].map(value => toLevel(value / shown)), shown * 255];
}

function noise(width: number, height: number, alpha: boolean): Pixels {
  const next = random(width * height);
  return draw(width, height, () => [next() * 256, next() * 256, next() * 256, alpha ? next() * 256 : 255]);
}

describe('resample', () => {
  const sizes = [
    [12, 9, 31, 20],
    [31, 20, 12, 9],
    [31, 20, 30, 21],
    [40, 7, 11, 30],
    [1, 1, 4, 3],
    [5, 1, 1, 3],
    [2, 40, 2, 11],
  ] as const;
  for (const alpha of [false, true])
    for (const [width, height, wide, high] of sizes)
      it(`is Lanczos by the book: ${width}x${height} to ${wide}x${high}${alpha ? ', with alpha' : ''}`, () => {
        const image = noise(width, height, alpha);
        const scaled = resample(image, wide, high, 'lanczos3');
        assert.deepEqual([scaled.width, scaled.height], [wide, high]);
        for (let y = 0; y < high; y++)
          for (let x = 0; x < wide; x++) {
            const wanted = byDefinition(image, scaled, x, y);
            for (const [channel, value] of wanted.entries()) {
              const found = scaled.data[(y * wide + x) * 4 + channel] ?? Number.NaN;
              assert.ok(Math.abs(found - value) < 0.6, `${found} for ${value} at ${x}, ${y}`);
            }
          }
      });

  it('gives every level and every alpha back as it was, however far it scales', () => {
    for (let level = 0; level < 256; level++)
      for (const [wide, high] of [
        [9, 2],
        [64, 50],
      ] as const) {
        const opaque = resample(draw(33, 20, plain([level, 255 - level, 7, 255])), wide, high, 'lanczos3');
        const glass = resample(draw(33, 20, plain([level, 255, 0, level])), wide, high, 'triangle');
        for (let at = 0; at < opaque.data.length; at += 4) {
          assert.deepEqual([...opaque.data.subarray(at, at + 4)], [level, 255 - level, 7, 255]);
          const seen = level === 0 ? [0, 0, 0, 0] : [level, 255, 0, level];
          assert.deepEqual([...glass.data.subarray(at, at + 4)], seen);
        }
      }
  });

  it('keeps the mean light of what it makes much smaller', () => {
    const image = draw(800, 640, (x, y) =>
      (Math.floor(x) + Math.floor(y)) % 2 === 0 ? [255, 255, 255, 255] : [0, 0, 0, 255],
    );
    const { data } = resample(image, 50, 40, 'lanczos3');
    for (let at = 0; at < data.length; at += 4) assert.ok(Math.abs((data[at] ?? 0) - 188) <= 1);
  });

  it('does not let hidden colours shine', () => {
    const image = draw(60, 60, x => (x < 30 ? [200, 0, 0, 255] : [0, 255, 0, 0]));
    const { data } = resample(image, 17, 17, 'lanczos3');
    for (let at = 0; at < data.length; at += 4) assert.equal(data[at + 1], 0);
  });
});
