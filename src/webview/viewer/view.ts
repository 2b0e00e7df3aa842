import { nothing, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';

/** The viewer, over the sheet. */
export function viewer(_ui: Ui): TemplateResult | typeof nothing {
  return nothing;
}
