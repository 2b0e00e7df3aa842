import * as vscode from 'vscode';
import { directions as texts } from '../platform/messages/vary.ts';
import { directionSettings } from '../platform/settings.ts';
import { plainLabel } from '../platform/show.ts';
import { candidatesOf, knownDirections, sameAgain, type Direction } from '../studio/directions.ts';
import type { Services } from './services.ts';

/** A direction as the pick shows it. */
export interface OfferedDirection extends Direction {
  /** Absent for the same again, whose label counts. */
  readonly label?: string;
  readonly own?: true;
}

/** A row of a direction. */
export interface DirectionRow extends vscode.QuickPickItem {
  readonly direction: OfferedDirection;
}

/** All that can be picked: the same again, those for everybody, those of the settings. */
function offeredDirections(): readonly OfferedDirection[] {
  const known = Object.entries(knownDirections).map(([key, prompt]) => ({
    key,
    prompt,
    label: labelOf(key),
  }));
  const own = directionSettings().map(({ label, prompt }) => ({
    key: `own:${prompt}`,
    label,
    prompt,
    own: true as const,
  }));
  return [sameAgain, ...known, ...own];
}

/** What was picked last time, of what is still offered; the same again where nothing is. */
export function rememberedDirections({ memory }: Services): readonly OfferedDirection[] {
  const keys = memory.directions.get();
  const picked = offeredDirections().filter(({ key }) => keys.includes(key));
  return picked.length > 0 ? picked : [sameAgain];
}

/** One more, or one less. */
export function toggledDirection(
  picked: readonly OfferedDirection[],
  one: OfferedDirection,
): readonly OfferedDirection[] {
  const rest = picked.filter(({ key }) => key !== one.key);
  return rest.length < picked.length ? rest : [...picked, one];
}

/** Words that were typed, as a direction. */
export function typedDirection(words: string): OfferedDirection {
  return { key: `typed:${words}`, label: words, prompt: words, own: true };
}

/** Pictures of each source. */
export function countOf(count: number, picked: readonly OfferedDirection[] | undefined): number {
  return picked ? candidatesOf(picked, count).length : count;
}

/** A row for each, with a tick where it is picked; Enter on a row picks it or leaves it out. */
export function directionRows(
  picked: readonly OfferedDirection[],
  count: number,
): readonly vscode.QuickPickItem[] {
  const offered = offeredDirections();
  // Typed ones are offered while they are picked.
  const typed = picked.filter(({ key }) => !offered.some(one => one.key === key));
  const row = (direction: OfferedDirection): DirectionRow => {
    const isPicked = picked.some(({ key }) => key === direction.key);
    // An icon says nothing to a screen reader.
    const said = [isPicked ? texts.picked() : '', direction.label === undefined ? texts.sameDetail() : ''];
    return {
      direction,
      label: direction.label === undefined ? texts.same(count) : plainLabel(direction.label),
      description: said.filter(Boolean).join(' · '),
      iconPath: new vscode.ThemeIcon(isPicked ? 'check' : 'blank'),
    };
  };
  const own = [...offered.filter(one => one.own), ...typed];
  return [
    { label: texts.heading(), kind: vscode.QuickPickItemKind.Separator },
    ...offered.filter(one => !one.own).map(row),
    ...(own.length > 0 ? [{ label: texts.ownHeading(), kind: vscode.QuickPickItemKind.Separator }] : []),
    ...own.map(row),
  ];
}

function labelOf(key: string): string {
  const labels: Readonly<Record<string, string>> = {
    palette: texts.palette(),
    dark: texts.dark(),
    simpler: texts.simpler(),
    closer: texts.closer(),
    angle: texts.angle(),
    season: texts.season(),
    outline: texts.outline(),
    pixelArt: texts.pixelArt(),
  };
  return labels[key] ?? key;
}
