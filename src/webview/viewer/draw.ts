import { placement, type Placement } from './geometry.ts';
import type { OpenViewer } from './state.ts';

/** From twice the size on, a pixel is a square and not a smear. */
const crispFrom = 2;

/** What was drawn, and where the picture's part in sight begins and how wide it is, CSS px. */
export interface Drawn extends Placement {
  readonly seen: { readonly left: number; readonly width: number };
}

/**
 * Puts the pictures of the stage where they belong. By CSSOM: the content policy blocks style attributes, and
 * nothing else of the page has to be drawn for it. Undefined before the stage was measured.
 */
export function drawStage(stage: HTMLElement | undefined, open: OpenViewer): Drawn | undefined {
  if (!stage || !open.stage) return undefined;
  const place = placement(open.sight, open.size, open.stage);
  for (const element of stage.querySelectorAll('.viewer-laid')) {
    if (element instanceof HTMLElement) lay(element, place);
  }
  const left = Math.max(0, place.left);
  const right = Math.min(open.stage.width, place.left + place.width);
  const seen = { left, width: Math.max(1, right - left) };
  stage.style.setProperty('--split', `${seen.left + seen.width * open.split}px`);
  stage.style.setProperty('--opacity', String(open.opacity));
  const moves = place.width > open.stage.width || place.height > open.stage.height;
  stage.toggleAttribute('data-moves', moves);
  return { ...place, seen };
}

/** Puts one element where a picture lies. */
export function lay(element: HTMLElement, place: Placement): void {
  const { style } = element;
  style.width = `${place.width}px`;
  style.height = `${place.height}px`;
  style.transform = `translate(${place.left}px, ${place.top}px)`;
  element.classList.toggle('crisp', place.scale >= crispFrom);
}
