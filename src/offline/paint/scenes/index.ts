import type { Scenery } from '../scene.ts';
import { blocks } from './blocks.ts';
import { botanical } from './botanical.ts';
import { city } from './city.ts';
import { emblem, outlines } from './emblem.ts';
import { flow } from './flow.ts';
import { forest } from './forest.ts';
import { mountains } from './mountains.ts';
import { orbit } from './orbit.ts';
import { party } from './party.ts';
import { sea } from './sea.ts';
import { tiles } from './tiles.ts';

/** Compositions a prompt gets that names no subject, in an order that puts unlike ones side by side. */
export const unasked = [mountains, tiles, flow, botanical, sea, blocks, orbit, forest, party, city] as const;

function words(scene: Scenery, text: string): [string, Scenery][] {
  return text.split(' ').map(word => [word, scene]);
}

/** Subjects that choose a composition; singular, plurals lose their s. The first word of a prompt that is here wins. */
export const sceneWords = new Map<string, Scenery>([
  ...words(
    mountains,
    'sun sunrise sunset dawn dusk mountain hill peak alps valley landscape horizon snow winter nature',
  ),
  ...words(
    sea,
    'sea ocean wave water lake beach ship boat sail island coast harbor harbour lighthouse river surf fish whale',
  ),
  ...words(forest, 'forest wood woods tree pine fir jungle fox deer bear wolf owl camping cabin night'),
  ...words(city, 'city skyline street building tower house office town urban downtown skyscraper'),
  ...words(flow, 'desert dune silk gradient background backdrop texture wallpaper flow fluid smoke'),
  ...words(orbit, 'space planet orbit galaxy rocket universe astronaut cosmos atom moonbase satellite'),
  ...words(
    blocks,
    'isometric block cube server data database cloud-computing network code computer dashboard chart factory',
  ),
  ...words(botanical, 'flower plant garden botanical fern bouquet herb tea coffee fruit'),
  ...words(tiles, 'bauhaus poster geometric pattern tile mosaic abstract grid'),
  ...words(party, 'memphis party confetti celebration birthday fun playful kids toy'),
  ...words(emblem(undefined), 'icon logo badge symbol emblem app favicon button'),
  ...words(emblem(outlines.heart), 'heart love'),
  ...words(emblem(outlines.star), 'star favorite favourite'),
  ...words(emblem(outlines.circle), 'circle ball dot'),
  ...words(emblem(outlines.leaf), 'leaf eco'),
  ...words(emblem(outlines.cloud), 'cloud weather'),
  ...words(emblem(outlines.crescent), 'moon crescent'),
  ...words(emblem(outlines.drop), 'drop rain oil ink'),
  ...words(emblem(outlines.bolt), 'bolt lightning energy power thunder'),
  ...words(emblem(outlines.hexagon), 'hexagon honeycomb'),
]);

/** Words that ask for a sign: then any subject that has one is drawn as one. */
export const signWords: ReadonlySet<string> = new Set([
  'icon',
  'logo',
  'badge',
  'symbol',
  'emblem',
  'app',
  'favicon',
  'button',
]);
