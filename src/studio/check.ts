import type { Problem } from '../images/errors.ts';
import { capabilitiesOf } from '../images/models.ts';
import type { Source, Tile } from '../images/run.ts';
import { isPlaceable } from '../images/size.ts';
import { checkLegacySource, validate } from '../images/validate.ts';
import { planEdit } from './edit.ts';
import { planGenerate } from './generate.ts';
import { uploadOf, type Job, type Order, type Plan } from './plan.ts';
import type { ApiTraits } from './ports.ts';
import { planVariations, usesLegacyRoute } from './vary.ts';

/** What a gesture becomes: tiles and the requests that fill them. */
export function plan(order: Order, api: ApiTraits): Plan {
  const perSource = order.kind === 'variations';
  const sources = perSource ? order.sources.map((_, index) => index) : [undefined];
  const tiles = sources
    .flatMap(source => Array.from({ length: order.count }, (_, at) => ({ source, at })))
    .map(({ source, at }, index): Tile => {
      const tile: Tile = { id: String(index + 1), state: 'queued' };
      const direction = order.directions?.[at];
      return source === undefined ? tile : { ...tile, source, ...(direction ? { direction } : {}) };
    });
  return { tiles, jobs: jobsFor(order, api, tiles) };
}

/** The requests that fill these tiles. */
export function jobsFor(order: Order, api: ApiTraits, tiles: readonly Tile[]): readonly Job[] {
  const ids = tiles.map(tile => tile.id);
  if (order.kind === 'generate') return planGenerate(order, api, ids);
  if (order.kind === 'edit') return planEdit(order, api, ids);
  return order.sources.flatMap((source, index) => {
    const own = tiles.filter(tile => tile.source === index);
    return own.length > 0 ? planVariations(order, source, api, own) : [];
  });
}

/** What the provider refuses although the model would do it. */
function formatProblems({ parameters }: Order, api: ApiTraits): readonly Problem[] {
  const { outputFormat: value } = parameters;
  if (value === undefined || !api.lacksFormats.includes(value)) return [];
  return [{ code: 'format.provider', field: 'outputFormat', args: { value }, nearest: 'png' }];
}

/** What comes could not be brought into its place. */
function slotProblems({ slot }: Order): readonly Problem[] {
  if (!slot || isPlaceable(slot)) return [];
  const args = { size: `${slot.width} × ${slot.height}` };
  return [{ code: 'slot.tooLarge', field: 'place', args }];
}

/** Where a legacy endpoint or model takes square PNG files only. */
function legacyProblems(order: Order, api: ApiTraits): readonly Problem[] {
  const { kind, prompt, directions = [''] } = order;
  const byOwnRoute = kind === 'variations' && directions.some(one => usesLegacyRoute(`${prompt}${one}`, api));
  if (!byOwnRoute && !capabilitiesOf(order.parameters.model).squareReferences) return [];
  return order.sources.flatMap(source => checkLegacySource(withPixels(source, order.folder)));
}

function withPixels(source: Source, folder: string): Parameters<typeof checkLegacySource>[0] {
  const { width, height } = source.prepared ?? source;
  return { ...uploadOf(source, folder), width, height };
}

/** Everything about an order that is surely refused, each once; empty when it may go out. */
export function problemsOf(
  order: Order,
  api: ApiTraits,
  jobs: readonly Job[] = plan(order, api).jobs,
): readonly Problem[] {
  return once([
    ...formatProblems(order, api),
    ...slotProblems(order),
    ...legacyProblems(order, api),
    ...jobs.flatMap(job => validate(job.request)),
  ]);
}

/** Requests of one order have the same problems: each is said once. */
export function once(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()];
}
