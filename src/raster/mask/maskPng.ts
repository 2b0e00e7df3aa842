import type { Mask } from '../../images/mask.ts';
import { encodeAs } from '../codecs.ts';
import type { Pixels } from '../pixels.ts';
import { rasterizeMask, type Coverage } from './rasterize.ts';

/**
 * An RGBA PNG, transparent where the picture may change (api-contract §3): all of a soft border too, since what is
 * blended there must have been painted. Its colours say the same, white on black, for servers that look at them instead.
 */
export function maskPng(width: number, height: number, mask: Mask): Promise<Uint8Array<ArrayBuffer>> {
  return encodeAs('png', pixelsOf(width, height, rasterizeMask(width, height, mask)));
}

function pixelsOf(width: number, height: number, coverage: Coverage): Pixels {
  const data = new Uint8ClampedArray(coverage.length * 4);
  const words = new Uint32Array(data.buffer);
  const [open = 0, shut = 0] = new Uint32Array(Uint8Array.of(255, 255, 255, 0, 0, 0, 0, 255).buffer);
  for (let at = 0; at < coverage.length; at++) words[at] = (coverage[at] ?? 0) > 0 ? open : shut;
  return { width, height, data };
}
