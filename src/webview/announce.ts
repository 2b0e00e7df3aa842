import type { RunView, TileView } from '../protocol/messages.ts';
import { fill, type SheetStrings } from '../protocol/strings.ts';
import { progressOf } from './derive.ts';

/**
 * What a screen reader is told about a change: arrivals, failures, verdicts and ends, not previews and not seconds.
 * Empty when the change is not worth a word.
 */
export function announcement(before: RunView | undefined, run: RunView, strings: SheetStrings): string {
  if (!before) return run.state === 'running' ? fill(strings.announceStarted, run.tiles.length) : '';
  const tiles = run.tiles.flatMap((tile, index) => tileNews(before.tiles[index], tile, index, run, strings));
  return [...tiles, ...verdictNews(before, run, strings), ...runNews(before, run, strings)].join('. ');
}

function tileNews(
  before: TileView | undefined,
  tile: TileView,
  index: number,
  run: RunView,
  strings: SheetStrings,
): string[] {
  const news: string[] = [];
  const [position, total] = [index + 1, run.tiles.length];
  if (tile.state !== before?.state) {
    if (tile.state === 'done') news.push(fill(strings.announceReady, position, total));
    if (tile.state === 'failed') {
      const sentence = tile.failure?.sentence ?? strings.tileFailed;
      news.push(fill(strings.announceFailed, position, total, sentence));
    }
  }
  const saved = tile.saved?.at(-1);
  if (saved && (tile.saved?.length ?? 0) > (before?.saved?.length ?? 0)) {
    news.push(fill(strings.announceSaved, saved.label));
  }
  return news;
}

/** What was said of several pictures at once is heard once. */
function verdictNews(before: RunView, run: RunView, strings: SheetStrings): string[] {
  const known = new Map(before.tiles.map(({ id, verdict }) => [id, verdict]));
  const changed = run.tiles.filter(({ id, verdict }) => known.has(id) && known.get(id) !== verdict);
  return [...new Set(changed.map(({ verdict }) => strings[`which.${verdict ?? 'undecided'}`]))];
}

function runNews(before: RunView, run: RunView, strings: SheetStrings): string[] {
  if (before.state !== 'running' || run.state === 'running') return [];
  if (run.state === 'cancelled') return [strings.announceCancelled];
  const { ready, total } = progressOf(run);
  return [fill(strings.announceDone, ready, total)];
}
