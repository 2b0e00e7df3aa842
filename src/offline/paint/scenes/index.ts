import type { Scenery } from '../scene.ts';
import { mountains } from './mountains.ts';
import { tiles } from './tiles.ts';

/** All compositions by name. */
export const scenes = { mountains, tiles } as const satisfies Readonly<Record<string, Scenery>>;

export type SceneName = keyof typeof scenes;

function words(scene: SceneName, text: string): [string, SceneName][] {
  return text.split(' ').map(word => [word, scene]);
}

/** Subjects that choose a composition; singular, plurals lose their s. */
export const sceneWords = new Map<string, SceneName>([
  ...words('mountains', 'sun sunrise sunset dawn dusk mountain hill peak alps valley landscape horizon snow'),
  ...words('tiles', 'bauhaus poster geometric pattern tile mosaic abstract grid'),
]);
