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

const day = 24 * 60 * 60 * 1000;

/** Runs with the pictures that pass, in their order; a run of which none passes is left out. `now` is epoch ms. */
export function filterRuns(runs: readonly RunView[], filter: Filter, now: number): readonly RunView[] {
  const words = filter.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const start = startOf(filter.since, now);
  return runs.flatMap(run => {
    if (run.startedAt < start) return [];
    if (filter.model !== '' && run.parameters.model !== filter.model) return [];
    if (!matches(run, words)) return [];
    const tiles = run.tiles.filter(tile => passes(tile, filter.which));
    if (tiles.length === 0) return [];
    return [tiles.length === run.tiles.length ? run : { ...run, tiles }];
  });
}

/** Models of runs, each once, as they first come. */
export function modelsOf(runs: readonly RunView[]): readonly string[] {
  return [...new Set(runs.flatMap(({ parameters }) => parameters.model ?? []))];
}

function startOf(since: Since, now: number): number {
  if (since === 'any') return 0;
  if (since === 'today') return new Date(now).setHours(0, 0, 0, 0);
  return now - (since === 'week' ? 7 : 30) * day;
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
