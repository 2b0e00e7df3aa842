import type { RunView, TileRef, TileView } from '../protocol/messages.ts';
import { shownRef } from './refs.ts';
import { tileKey } from './runs.ts';
import type { Ui, UiAction } from './ui.ts';
import { cropOf } from './viewer/crop.ts';

/** A verdict said again is taken back. */
export function verdictMark(of: TileRef, tile: TileView, verdict: 'kept' | 'rejected'): UiAction {
  return { type: 'mark', of: [of], mark: { verdict: tile.verdict === verdict ? 'none' : verdict } };
}

type KeyAction = (of: TileRef, tile: TileView, asShown: TileRef, run: RunView) => UiAction | undefined;

/** What a key does with the picture that has the focus; shown in its menu. */
const actions: Readonly<Record<string, KeyAction>> = {
  k: (of, tile) => verdictMark(of, tile, 'kept'),
  x: (of, tile) => verdictMark(of, tile, 'rejected'),
  d: of => ({ type: 'mark', of: [of], mark: { discarded: true } }),
  delete: of => ({ type: 'mark', of: [of], mark: { discarded: true } }),
  s: (_of, _tile, shown) => ({ type: 'save', ...shown }),
  r: (_of, { replaceable }, shown) => (replaceable ? { type: 'replace', ...shown } : undefined),
  i: (_of, _tile, shown) => ({ type: 'insert', ...shown }),
  e: (_of, _tile, shown) => ({ type: 'edit', ...shown }),
  v: (_of, _tile, shown) => ({ type: 'variations', ...shown }),
  c: of => ({ type: 'viewer.compare', of }),
  p: of => ({ type: 'viewer.place', of }),
  m: (of, tile, _shown, run) => cropOf(run, tile) && { type: 'viewer.crop', of },
};

/** Keys on a picture of a run: letters act, arrows move, the space bar chooses. */
export function onTilesKey(event: KeyboardEvent, ui: Ui, run: RunView): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches('button.look')) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const element = target.closest('[data-tile]');
  const tile = run.tiles.find(one => tileKey(run.id, one.id) === element?.getAttribute('data-tile'));
  if (!tile) return;
  const of = { runId: run.id, tileId: tile.id };
  // A preview can be looked at; what is kept and saved is the picture.
  const action = tile.picture
    ? actions[key.toLowerCase()]?.(of, tile, shownRef(ui.state, of), run)
    : undefined;
  if (event.repeat && (action || key === ' ')) {
    // A key that is held acts once; only arrows go on. Nor may the button take it for a click.
  } else if (action) {
    // What goes out of sight hands the focus on.
    if (['d', 'delete'].includes(key.toLowerCase())) (neighbour(target, 1) ?? neighbour(target, -1))?.focus();
    ui.act(action);
  } else if (key === ' ' && tile.picture) {
    const selected = ui.state.selected.has(tileKey(run.id, tile.id));
    ui.act({ type: 'select', of: [of], on: !selected });
  } else if (!move(target, key)) return;
  event.preventDefault();
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

function move(from: HTMLElement, key: string): boolean {
  const step = steps[key];
  const next = step === undefined ? above(from, key) : neighbour(from, step);
  next?.focus();
  return next !== undefined;
}

/** The next or the one before among all pictures that are drawn. */
function neighbour(from: HTMLElement, step: number): HTMLElement | undefined {
  const all = looks();
  return all[all.indexOf(from) + step];
}

/** The nearest in the next row of pictures above or below, by where they are on the page. */
function above(from: HTMLElement, key: string): HTMLElement | undefined {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const down = key === 'ArrowDown';
  const own = from.getBoundingClientRect();
  const distance = (other: HTMLElement): number => {
    const box = other.getBoundingClientRect();
    const away = down ? box.top - own.bottom : own.top - box.bottom;
    return away < 0 ? Infinity : away * 4 + Math.abs(box.left - own.left);
  };
  const [best] = looks().toSorted((a, b) => distance(a) - distance(b));
  return best && distance(best) < Infinity ? best : undefined;
}

function looks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('button.look')];
}
