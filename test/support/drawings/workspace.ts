// Draws the pictures of the sample workspace: node test/support/drawings/workspace.ts. They are ours and free to use.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleWorkspace } from '../paths.ts';
import { clear, disc, hex, mix, over, type Painter } from './colour.ts';
import { dusk } from './dusk.ts';
import { draw } from './png.ts';

const logo: Painter = (x, y) => {
  const picture = dusk(0.5, 0.46, 0.13)(x, y);
  const glow = hex('f8cf9a', 0.45 * Math.max(0, 1 - Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.43) / 0.06));
  return disc(x, y, 0.5, 0.5, 0.42) ? picture : over(glow, clear);
};

const icon: Painter = (x, y) => {
  const leaf = disc(x, y, 0.2, 0.3, 0.62) && disc(x, y, 0.8, 0.7, 0.62);
  if (!leaf) return clear;
  const vein = Math.abs(x - 0.5 + (y - 0.5) * 1.5) < 0.035;
  return vein
    ? hex('fff1cf')
    : mix(hex('7fa86f'), hex('3d6b55'), (x + y) / 2 + 0.1 * Math.sign(x - 0.5 + (y - 0.5) * 1.5));
};

const images = join(sampleWorkspace, 'images');
await writeFile(join(images, 'logo.png'), draw(256, 256, logo));
await writeFile(join(images, 'hero.png'), draw(1200, 630, dusk(1.3, 0.5, 0.09)));
await writeFile(join(images, 'icon-64.png'), draw(64, 64, icon));
