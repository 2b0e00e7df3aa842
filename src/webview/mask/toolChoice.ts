import { html, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';
import { icon, type IconName } from '../views/controls.ts';
import { maskTools, type MaskTool, type OpenMask } from './state.ts';

const icons: Readonly<Record<Exclude<MaskTool, 'lasso' | 'rectangle'>, IconName>> = {
  brush: 'edit',
  eraser: 'eraser',
  move: 'move',
};

/** The codicons have none for these. */
const drawn = {
  rectangle: html`<svg class="mask-icon" viewBox="0 0 16 16" aria-hidden="true">
    <rect x="2.5" y="3.5" width="11" height="9" stroke-dasharray="2.2 1.8" />
  </svg>`,
  lasso: html`<svg class="mask-icon" viewBox="0 0 16 16" aria-hidden="true">
    <path
      d="M5 10.2C3 9.6 1.8 8.3 1.8 6.7 1.8 4.4 4.6 2.5 8 2.5s6.2 1.9 6.2 4.2S11.4 10.9 8 10.9a1.8 1.3 0 1 1-3.3-.7 1.8 1.3 0 0 1 3.3.7zM5.4 12c0 1-.5 1.7-1.4 2.2"
    />
  </svg>`,
} as const;

/** One of the tools; arrows go from one to the next and choose it, as radio buttons do. */
export function toolChoice(ui: Ui, open: OpenMask): TemplateResult {
  const { strings } = ui.state;
  const choose = (tool: MaskTool): void => ui.dispatch({ type: 'mask.tool', tool });
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const group = event.currentTarget;
    if (step === undefined || !(group instanceof HTMLElement)) return;
    event.preventDefault();
    const at = (maskTools.indexOf(open.tool) + step + maskTools.length) % maskTools.length;
    const next = maskTools[at];
    if (!next) return;
    choose(next);
    group.querySelectorAll('button')[at]?.focus();
  };
  return html`<div
    class="viewer-tools mask-tools"
    role="radiogroup"
    aria-label=${strings['mask.tools']}
    @keydown=${onKey}
  >
    ${maskTools.map(
      tool =>
        html`<button
          type="button"
          class="button tool worded"
          role="radio"
          aria-checked=${String(open.tool === tool)}
          aria-label=${strings[`mask.${tool}Detail`]}
          title=${strings[`mask.${tool}Detail`]}
          tabindex=${open.tool === tool ? '0' : '-1'}
          @click=${() => choose(tool)}
        >
          ${tool === 'lasso' || tool === 'rectangle' ? drawn[tool] : icon(icons[tool])}<span
            class="button-label"
            >${strings[`mask.${tool}`]}</span
          >
        </button>`,
    )}
  </div>`;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
