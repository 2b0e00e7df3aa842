import { noChange } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';

class Page extends Directive {
  override update(part: ElementPart, [colour]: [string]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    part.element.style.setProperty('--page-color', colour);
    return noChange;
  }

  render(_colour: string): unknown {
    return noChange;
  }
}

/** Tells the style sheet the page colour of choice, by CSSOM. */
export const page = directive(Page);
