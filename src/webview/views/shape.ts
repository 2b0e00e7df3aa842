import { noChange } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';
import { guessHeight, type Box } from '../derive.ts';
import type { ShownRun } from '../filter.ts';

class Shape extends Directive {
  override update(part: ElementPart, [box]: [Box]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    part.element.style.setProperty('--ratio', String(box.width / box.height));
    return noChange;
  }

  render(_box: Box): unknown {
    return noChange;
  }
}

/**
 * Tells the style sheet a box's ratio as `--ratio`. By CSSOM: lit's own styleMap writes a style attribute
 * when it first renders, which the content policy blocks.
 */
export const shape = directive(Shape);

class EstimatedHeight extends Directive {
  override update(part: ElementPart, [shown]: [ShownRun]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    const { style } = part.element;
    // What was measured when the row left is better than a guess.
    if (style.getPropertyValue('--height') === '') {
      style.setProperty('--height', `${guessHeight(shown, document.documentElement.clientWidth)}px`);
    }
    return noChange;
  }

  render(_shown: ShownRun): unknown {
    return noChange;
  }
}

/** Gives an empty row a height as `--height`, unless it has one. */
export const estimatedHeight = directive(EstimatedHeight);
