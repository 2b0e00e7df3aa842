// The landscape of the sample workspace and of our icon.
import { disc, hex, mix, type Painter } from './colour.ts';

const ridges = [
  { height: 0.62, swing: 0.05, wave: 2.1, shift: 0.4, near: 'd98a6a', far: 'e7a780' },
  { height: 0.72, swing: 0.06, wave: 3.1, shift: 1.9, near: 'a8586a', far: 'c26f6d' },
  { height: 0.82, swing: 0.05, wave: 2.4, shift: 4.1, near: '5d3a63', far: '7c466a' },
  { height: 0.92, swing: 0.04, wave: 4.2, shift: 0.9, near: '2b2546', far: '3d2d54' },
];

/** Four ridges under an evening sky; the sun's place and radius as shares of the shorter side. */
export const dusk =
  (sunX: number, sunY: number, radius: number): Painter =>
  (x, y) => {
    for (const ridge of ridges.toReversed()) {
      const line =
        ridge.height +
        ridge.swing * (Math.sin(x * ridge.wave * 2 + ridge.shift) + 0.4 * Math.sin(x * ridge.wave * 5));
      if (y > line) return mix(hex(ridge.far), hex(ridge.near), (y - line) * 4);
    }
    if (disc(x, y, sunX, sunY, radius)) return hex('fff1cf');
    const sky =
      y < 0.4
        ? mix(hex('33446f'), hex('c98a9b'), y / 0.4)
        : mix(hex('c98a9b'), hex('f8cf9a'), (y - 0.4) / 0.3);
    return mix(hex('ffe3b0'), sky, 0.35 + Math.hypot(x - sunX, y - sunY) * 1.1);
  };
