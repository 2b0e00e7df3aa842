import type { ComposerView, ProblemView } from '../../protocol/composer.ts';
import type { Draft, DraftField } from '../../images/draft.ts';
import type { RunView } from '../../protocol/messages.ts';
import { fill, type SheetStrings } from '../../protocol/strings.ts';
import type { Ui } from '../ui.ts';
import type { ComposerState } from './state.ts';

/** What the views of the composer are drawn from, once the host has spoken. */
export interface Desk {
  readonly ui: Ui;
  readonly view: ComposerView;
  readonly draft: Draft;
  readonly strings: SheetStrings;
  /** What is wrong now, the first of each field. */
  readonly problems: ReadonlyMap<string, ProblemView>;
}

/** Earlier prompts that are offered, at most. */
const maxEarlier = 50;

/** The desk of a page; undefined before the host has spoken. */
export function deskOf(ui: Ui): Desk | undefined {
  const { composer, strings } = ui.state;
  const { view, draft } = composer;
  if (!view || !draft) return undefined;
  const problems = new Map<string, ProblemView>();
  for (const problem of problemsOf(composer, strings)) {
    if (!problems.has(problem.field)) problems.set(problem.field, problem);
  }
  return { ui, view, draft, strings, problems };
}

/** All that is wrong: what the page finds, then what the host does. */
function problemsOf({ view, tried, notice }: ComposerState, strings: SheetStrings): readonly ProblemView[] {
  return [
    ...(tried ? [{ field: 'prompt', sentence: strings['composer.promptEmpty'] }] : []),
    ...(notice ? [{ field: 'image', sentence: notice }] : []),
    ...(view?.problems ?? []),
  ];
}

/**
 * What a screen reader is told of problems that are new; empty when there are none. Of a field that was wrong already
 * nothing is said, since its sentence changes with what is typed; of pictures each is news.
 */
export function problemNews(before: ComposerState, now: ComposerState, strings: SheetStrings): string {
  if (!before.view) return '';
  const known = problemsOf(before, strings);
  const news = problemsOf(now, strings).filter(
    ({ field, sentence }) =>
      !known.some(one => one.field === field && (field !== 'image' || one.sentence === sentence)),
  );
  return [...new Set(news.map(({ sentence }) => sentence))].join(' ');
}

/** Words of earlier runs, newest first, each once; plain variations have none. */
export function earlierPrompts(runs: readonly RunView[]): readonly string[] {
  const prompts = runs.filter(({ kind }) => kind !== 'variations').map(({ prompt }) => prompt);
  return [...new Set(prompts)].filter(prompt => prompt !== '').slice(0, maxEarlier);
}

/**
 * Sets a field to the value nearest to a wrong one. The field gets the focus first, since the button that asked for it
 * goes with the problem, once the host has found it mended.
 */
export function mend({ dispatch }: Ui, field: DraftField, value: string): void {
  document.querySelector<HTMLElement>(`.composer [aria-describedby="${problemId(field)}"]`)?.focus();
  dispatch({ type: 'composer.set', field, value });
}

/** Id of the sentence about a field that is wrong, for `aria-describedby`. */
export function problemId(field: string): string {
  return `composer-problem-${field}`;
}

/** A size for people; `auto` and anything else as it is. */
export function sizeText(size: string, strings: SheetStrings): string {
  if (size === 'auto') return strings['composer.autoSize'];
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  return width && height ? fill(strings['composer.pixels'], width, height) : size;
}
