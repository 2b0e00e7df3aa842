import { html, nothing, type TemplateResult } from 'lit-html';
import { isDrawable } from '../../images/picture.ts';
import type { RunView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import { pictureUri, progressOf } from '../derive.ts';
import { formatDuration, formatFullMoment, formatMoment } from '../format.ts';
import { chips, costLabels, runTitle } from '../labels.ts';
import { onToolbarFocus, onToolbarKey } from '../toolbar.ts';
import type { Ui } from '../ui.ts';
import { button, icon, type IconName } from './controls.ts';

/** Id of the heading that names a run. */
export function titleId(run: RunView): string {
  return `run-${run.id}`;
}

/** What was asked for, of whom, when, and what it took. */
export function runHeader(ui: Ui, run: RunView): TemplateResult {
  const { strings, expanded } = ui.state;
  const open = expanded.has(run.id);
  const title = runTitle(run, strings);
  const below = title === run.prompt ? '' : run.prompt;
  return html`<header class="run-header ${open ? 'open' : ''}">
    <div class="run-top">
      ${sourceThumbs(ui, run)}
      <div class="titles">
        <h2 class="prompt clamp" id=${titleId(run)} tabindex="-1">${title}</h2>
        ${below ? html`<p class="below clamp">${below}</p>` : nothing}
        <button
          type="button"
          class="button link more"
          aria-expanded=${open ? 'true' : 'false'}
          @click=${() => ui.act({ type: 'toggle', runId: run.id })}
        >
          ${open ? strings.showLess : strings.showMore}
        </button>
      </div>
      ${run.state === 'running' ? underWay(ui, run) : runActions(ui, run)}
    </div>
    <div class="meta">${settings(ui, run)} ${record(ui, run)}</div>
  </header>`;
}

/** What the run started from; its name stands in the title, so the pictures are decoration. */
function sourceThumbs(ui: Ui, run: RunView): TemplateResult | typeof nothing {
  const drawable = run.sources.filter(isDrawable).slice(0, 3);
  const shown = drawable.filter(source => !ui.state.missing.has(pictureUri(run, source)));
  if (shown.length === 0) return nothing;
  return html`<div class="sources">
    ${shown.map(source => {
      const uri = pictureUri(run, source);
      return html`<img
        class="source"
        src=${uri}
        alt=""
        loading="lazy"
        decoding="async"
        @error=${() => ui.act({ type: 'missing', uri })}
      />`;
    })}
  </div>`;
}

function underWay(ui: Ui, run: RunView): TemplateResult {
  const { strings, now } = ui.state;
  const { ready, total } = progressOf(run);
  const since = run.resumedAt ?? run.startedAt;
  return html`<div class="under-way">
    ${icon('loading', 'spin')}
    <span class="progress">
      ${fill(strings.progress, ready, total)} · ${formatDuration(now - since, ui.language, false)}
    </span>
    ${button(ui, {
      look: 'secondary',
      icon: 'stop-circle',
      label: strings.cancel,
      name: strings.cancelRun,
      action: { type: 'cancel', runId: run.id },
    })}
  </div>`;
}

/** What can be done with a run at rest: over its head, on hover and on focus, one Tab stop. */
function runActions(ui: Ui, run: RunView): TemplateResult {
  const { strings } = ui.state;
  const tool = (
    name: IconName,
    label: string,
    type: 'useSettings' | 'runAgain' | 'deleteRun',
    tabIndex: number,
    hint?: string,
  ) => {
    const more = hint === undefined ? {} : { hint };
    return button(ui, {
      look: 'tool',
      tabIndex,
      icon: name,
      label,
      action: { type, runId: run.id },
      ...more,
    });
  };
  return html`<div
    class="run-actions"
    role="toolbar"
    aria-label=${strings.runActions}
    @keydown=${onToolbarKey}
    @focusin=${onToolbarFocus}
  >
    ${tool('settings', strings.useSettings, 'useSettings', 0)}
    ${tool('refresh', strings.runAgain, 'runAgain', -1, run.againPrice)}
    ${tool('trash', strings.deleteRun, 'deleteRun', -1)}
  </div>`;
}

function settings(ui: Ui, run: RunView): TemplateResult {
  const { strings } = ui.state;
  const { provider, parameters } = run;
  return html`<ul class="settings" role="list" aria-label=${strings.runSettings}>
    ${
      provider.offline
        ? html`<li class="chip offline">${strings.offlineBadge}</li>`
        : html`<li class="who">${provider.label}</li>`
    }
    ${parameters.model ? html`<li class="who">${parameters.model}</li>` : nothing}
    ${chips(run, strings).map(
      chip =>
        html`<li class="chip ${chip.wrong ? 'wrong' : ''}" title=${chip.more ?? nothing}>
          ${chip.wrong ? icon('warning') : nothing}${chip.text}
        </li>`,
    )}
  </ul>`;
}

function record(ui: Ui, run: RunView): TemplateResult {
  const { strings, now } = ui.state;
  const { language } = ui;
  const took = run.state === 'running' ? undefined : run.tookMs;
  return html`<ul class="record" role="list">
    ${costLabels(run, strings, language).map(cost => html`<li title=${cost.detail}>${cost.text}</li>`)}
    ${took === undefined ? nothing : html`<li>${formatDuration(took, language, true)}</li>`}
    <li>${moment(run.startedAt, now, language)}</li>
  </ul>`;
}

function moment(at: number, now: number, language: string): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()} title=${formatFullMoment(at, language)}
    >${formatMoment(at, now, language)}</time
  >`;
}
