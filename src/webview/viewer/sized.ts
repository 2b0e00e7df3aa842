import { noChange } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';
import type { Box } from '../derive.ts';

class Sized extends Directive {
  override update(part: ElementPart, [{ width, height }]: [Box]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    part.element.style.setProperty('--width', `${width}px`);
    part.element.style.setProperty('--ratio', String(width / height));
    return noChange;
  }

  render(_box: Box): unknown {
    return noChange;
  }
}

/** Gives an element the size of a box, CSS px, by CSSOM: the content policy blocks style attributes. */
export const boxed = directive(Sized);
