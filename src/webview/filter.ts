import type { RunView, TileView } from '../protocol/messages.ts';

/** Which pictures by what became of them; `all` leaves out what was discarded. */
export type Which = 'all' | 'undecided' | 'kept' | 'rejected' | 'saved' | 'discarded';

/** How long ago a run started. */
export type Since = 'any' | 'today' | 'week' | 'month';

/** What of the library is shown. */
export interface Filter {
  /** Words that all stand in the prompt, the names of sources or the words the server made of it. */
  readonly words: string;
  readonly which: Which;
  /** Empty: every model. */
  readonly model: string;
  readonly since: Since;
}

/** Everything but what was discarded. */
export const noFilter: Filter = { words: '', which: 'all', model: '', since: 'any' };

/** Whether a filter leaves anything out beyond what was discarded. */
export function isFiltering({ words, which, model, since }: Filter): boolean {
  return words.trim() !== '' || which !== 'all' || model !== '' || since !== 'any';
}

/** A run and those of its pictures that pass, in their order: numbers and costs are those of the whole run. */
export interface ShownRun {
  readonly run: RunView;
  readonly tiles: readonly TileView[];
}

/** What a filter leaves of the library, and what can be filtered by. */
export interface Listing {
  readonly shown: readonly ShownRun[];
  /** How many pictures are shown, and how many there are. */
  readonly pictures: { readonly shown: number; readonly all: number };
  /** Models of all runs, each once, as they first come. */
  readonly models: readonly string[];
}

/** Nothing, of nothing. */
export const emptyListing: Listing = { shown: [], pictures: { shown: 0, all: 0 }, models: [] };

/** Looks through all runs: not for every drawing. `now` is epoch ms; only its day counts. */
export function listingOf(runs: readonly RunView[], filter: Filter, now: number): Listing {
  const shown = filterRuns(runs, filter, now);
  return { shown, pictures: { shown: countOf(shown), all: countOf(runs) }, models: modelsOf(runs) };
}

/** When the day of a moment began, epoch ms. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** A run of which no picture passes is left out. */
function filterRuns(runs: readonly RunView[], filter: Filter, now: number): readonly ShownRun[] {
  const words = filter.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const start = startOf(filter.since, now);
  return runs.flatMap(run => {
    if (run.startedAt < start) return [];
    if (filter.model !== '' && run.parameters.model !== filter.model) return [];
    if (!matches(run, words)) return [];
    const tiles = run.tiles.filter(tile => passes(tile, filter.which));
    return tiles.length === 0 ? [] : [{ run, tiles }];
  });
}

function modelsOf(runs: readonly RunView[]): readonly string[] {
  return [...new Set(runs.flatMap(({ parameters }) => parameters.model ?? []))];
}

function countOf(runs: readonly { readonly tiles: readonly TileView[] }[]): number {
  return runs.reduce((sum, { tiles }) => sum + tiles.length, 0);
}

/** Whole days of the calendar, today being the last of them. */
const days = { today: 1, week: 7, month: 30 } as const;

function startOf(since: Since, now: number): number {
  if (since === 'any') return 0;
  const today = new Date(startOfDay(now));
  return today.setDate(today.getDate() - days[since] + 1);
}

function matches(run: RunView, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const labels = run.sources.map(({ label }) => label);
  const revised = run.tiles.map(({ revisedPrompt = '' }) => revisedPrompt);
  const text = [run.prompt, ...labels, ...revised].join('\n').toLocaleLowerCase();
  return words.every(word => text.includes(word));
}

function passes(tile: TileView, which: Which): boolean {
  if (which === 'discarded') return tile.discarded === true;
  if (tile.discarded === true) return false;
  if (which === 'all') return true;
  if (which === 'saved') return (tile.saved?.length ?? 0) > 0;
  return tile.verdict === (which === 'undecided' ? undefined : which);
}
