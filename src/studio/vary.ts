import type { Source, Tile } from '../images/run.ts';
import type { ApiTraits } from './ports.ts';
import { planEdit } from './edit.ts';
import { chunks, perRequest, uploadOf, withCount, withSize, type Job, type Order } from './plan.ts';

/** What a variation is asked for in words, where the endpoint takes words; the user's own are added. */
const variationPrompt =
  'Make a variation of this picture. Keep its subject, style, palette and composition recognisable, and change the details.';

/** The same where a direction says what is to change: that may be the palette, or the view. */
const directedPrompt =
  'Make a variation of this picture. Keep its subject and purpose recognisable. This is what is to change:';

/** The prompt of a variation by the edits endpoint. */
function promptForVariation(words: string, direction: string): string {
  const prompt = direction === '' ? variationPrompt : `${directedPrompt} ${sentence(direction)}`;
  return words === '' ? prompt : `${prompt} ${words}`;
}

function sentence(words: string): string {
  return /[.!?。]$/.test(words) ? words : `${words}.`;
}

/** Whether variations with these words, all of them, go to the endpoint of that name; it takes none. */
export function usesLegacyRoute(words: string, api: ApiTraits): boolean {
  return api.hasVariations && words === '';
}

/** Variations of one source, each direction by itself, since it has words of its own. */
export function planVariations(
  order: Order,
  source: Source,
  api: ApiTraits,
  tiles: readonly Tile[],
): readonly Job[] {
  const sized = withSize(order, source, api);
  const byDirection = Map.groupBy(tiles, ({ direction = '' }) => direction);
  return [...byDirection].flatMap(([direction, some]) =>
    planDirection(
      sized,
      source,
      api,
      direction,
      some.map(({ id }) => id),
    ),
  );
}

/** By their own endpoint where it exists and there are no words, else as an edit with a variation prompt. */
function planDirection(
  order: Order,
  source: Source,
  api: ApiTraits,
  direction: string,
  tiles: readonly string[],
): readonly Job[] {
  const prompt = promptForVariation(order.prompt, direction);
  const byPrompt = (ids: readonly string[]): readonly Job[] =>
    planEdit({ ...order, sources: [source], prompt }, api, ids);
  if (!usesLegacyRoute(`${order.prompt}${direction}`, api)) return byPrompt(tiles);
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
