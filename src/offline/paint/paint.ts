import type { Pixels } from '../../raster/pixels.ts';
import { render, type Layer } from './canvas.ts';
import { choose } from './choose.ts';
import { lettering } from './lettering.ts';
import type { Stage } from './scene.ts';
import { disc, type Shape } from './shape.ts';

/** What to paint; the same order paints the same picture. */
export interface PaintOrder {
  readonly prompt: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly transparent: boolean;
  /** Which of several pictures of the prompt, from 0. */
  readonly index: number;
  /** 0.6 for low quality, 1, up to 1.6. */
  readonly detail: number;
}

/** RGBA of a picture for a prompt, lettered at its foot. */
export function paint(order: PaintOrder): Pixels {
  const { width, height, prompt } = order;
  const { scenery, palette, random } = choose(prompt, order.index);
  const unit = unitOf(width, height);
  const stage: Stage = { width, height, unit, palette, random, detail: order.detail };
  const scene = scenery(stage);
  const letters = lettering(stage, prompt);
  const grain = 5;
  if (!order.transparent) return render(width, height, [...scene.layers, ...letters], { grain });
  const subject = scene.alone ?? scene.layers;
  const cutOut = render(width, height, subject, { grain, clip: scene.alone ? undefined : sticker(stage) });
  return over(cutOut, letters);
}

/** A thousandth of the shorter edge; of very flat pictures a little more, or they would hold a thousand trees. */
export function unitOf(width: number, height: number): number {
  return Math.max(Math.min(width, height), Math.max(width, height) / 8) / 1000;
}

/** A round window with a soft edge, for scenes that fill their frame. */
function sticker({ width, height }: Stage): Shape {
  const radius = Math.min(width, height) * 0.4;
  return disc(width / 2, height * 0.45, radius, radius * 0.06);
}

/** Lettering over what was cut out: painted alone and laid on top. */
function over(image: Pixels, layers: readonly Layer[]): Pixels {
  const top = render(image.width, image.height, layers, { grain: 0 });
  for (let at = 0; at < top.data.length; at += 4) {
    const above = (top.data[at + 3] ?? 0) / 255;
    if (above === 0) continue;
    const below = ((image.data[at + 3] ?? 0) / 255) * (1 - above);
    for (let channel = at; channel < at + 3; channel++)
      image.data[channel] =
        ((top.data[channel] ?? 0) * above + (image.data[channel] ?? 0) * below) / (above + below);
    image.data[at + 3] = (above + below) * 255;
  }
  return image;
}
