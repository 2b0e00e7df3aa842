import type { Source } from '../images/run.ts';
import type { ApiTraits } from './ports.ts';
import { planEdit } from './edit.ts';
import { chunks, perRequest, uploadOf, withCount, type Job, type Order } from './plan.ts';

/** What a variation is asked for in words, where the endpoint takes words; the user's own are added. */
const variationPrompt =
  'Make a variation of this picture. Keep its subject, style, palette and composition recognisable, and change the details.';

/** The prompt of a variation by the edits endpoint. */
function promptForVariation(words: string): string {
  return words === '' ? variationPrompt : `${variationPrompt} ${words}`;
}

/** Whether variations of an order go to the endpoint of that name; it takes no words. */
export function usesLegacyRoute(words: string, api: ApiTraits): boolean {
  return api.hasVariations && words === '';
}

/** Variations of one source: by their own endpoint where it exists, else as an edit with a variation prompt. */
export function planVariations(
  order: Order,
  source: Source,
  api: ApiTraits,
  tiles: readonly string[],
): readonly Job[] {
  const byPrompt = (ids: readonly string[]): readonly Job[] =>
    planEdit({ ...order, sources: [source], prompt: promptForVariation(order.prompt) }, api, ids);
  if (!usesLegacyRoute(order.prompt, api)) return byPrompt(tiles);
  const { partialImages: _partials, ...parameters } = { ...api.defaults, ...order.parameters };
  return chunks(tiles, perRequest).map(chunk => ({
    tiles: chunk,
    request: {
      route: 'variations',
      image: uploadOf(source, order.folder),
      parameters: withCount(parameters, chunk.length),
    },
    otherwise: () => byPrompt(chunk),
  }));
}
