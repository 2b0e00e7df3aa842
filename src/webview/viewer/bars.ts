import { html, nothing, type TemplateResult } from 'lit-html';
import { fill } from '../../protocol/strings.ts';
import { runTitle } from '../labels.ts';
import { verdictMark } from '../tileKeys.ts';
import type { Ui } from '../ui.ts';
import type { IconName } from '../views/controls.ts';
import { backdrops } from './backdrops.ts';
import { cropOf } from './crop.ts';
import { titleId } from './dialog.ts';
import { scaleOf } from './geometry.ts';
import { listed, neighbour, type Shown } from './pictures.ts';
import { isSame, type Mode, type OpenViewer } from './state.ts';
import { tools, type Tool } from './tools.ts';
import { zoomTools } from './zoomTools.ts';

/** What is looked at, where in the list it stands, and the way out. */
export function head(ui: Ui, open: OpenViewer, shown: Shown): TemplateResult {
  const { strings } = ui.state;
  const title = runTitle(shown.run, strings);
  const list = listed(ui.state);
  const at = list.findIndex(one => isSame(one.of, open.of));
  const leaf = (icon: IconName, label: string, by: 1 | -1): Tool => ({
    icon,
    label,
    disabled: neighbour(list, open, by) === undefined,
    act: () => ui.act({ type: 'viewer.step', by }),
  });
  return html`<header class="viewer-head">
    <h2 class="viewer-title" id=${titleId} title=${title}>${title}</h2>
    ${shown.run.provider.offline ? html`<span class="chip offline">${strings.offlineBadge}</span>` : nothing}
    ${shown.tile.picture ? nothing : html`<span class="chip">${strings['viewer.isPreview']}</span>`}
    <span class="viewer-position"
      >${fill(strings['viewer.position'], at < 0 ? '–' : at + 1, list.length)}</span
    >
    ${tools(ui, strings['viewer.pictures'], 'leaf', [
      leaf('chevron-left', strings['viewer.previous'], -1),
      leaf('chevron-right', strings['viewer.next'], 1),
      { icon: 'close', label: strings['viewer.close'], act: () => ui.act({ type: 'viewer.close' }) },
    ])}
  </header>`;
}

const modes: readonly { readonly mode: Mode; readonly icon: IconName }[] = [
  { mode: 'look', icon: 'eye' },
  { mode: 'swipe', icon: 'mirror' },
  { mode: 'onion', icon: 'layers' },
  { mode: 'side', icon: 'split-horizontal' },
  { mode: 'place', icon: 'preview' },
];

/** How to look: the ways, how near, on what; in its place a picture is as near as the page has it. */
export function viewBar(ui: Ui, open: OpenViewer): TemplateResult {
  const { strings } = ui.state;
  const ways = modes.map(({ mode, icon }): Tool => ({
    icon,
    label: strings[`viewer.${mode}Detail`],
    text: strings[`viewer.${mode}`],
    pressed: open.mode === mode,
    act: () => ui.act({ type: 'viewer.mode', mode }),
  }));
  return html`<div class="viewer-bar">
    ${tools(ui, strings['viewer.views'], 'ways', ways)} ${open.mode === 'place' ? nothing : zooming(ui, open)}
    ${backdrops(ui)}
  </div>`;
}

function zooming(ui: Ui, open: OpenViewer): TemplateResult {
  const { zoom } = open.sight;
  const scale = open.stage && scaleOf(zoom, open.size, open.stage);
  return zoomTools(ui, { zoom, scale }, to => ui.dispatch({ type: 'viewer.zoomed', to }));
}

/** What the user thinks of the picture and does with it. */
export function decisionBar(
  ui: Ui,
  { of, ref, run, tile, picture, uri }: Shown,
): TemplateResult | typeof nothing {
  const { strings } = ui.state;
  if (!tile.picture) return nothing;
  const verdict = (which: 'kept' | 'rejected'): Tool['act'] => verdictMark(of, tile, which);
  const [kept, rejected] = [tile.verdict === 'kept', tile.verdict === 'rejected'];
  const discarded = tile.discarded === true;
  const png = picture.type === 'png' && picture.animated !== true;
  return tools(ui, strings['viewer.decisions'], 'decisions', [
    {
      icon: kept ? 'thumbsup-filled' : 'thumbsup',
      label: strings[kept ? 'viewer.unkeep' : 'viewer.keep'],
      pressed: kept,
      act: verdict('kept'),
    },
    {
      icon: rejected ? 'thumbsdown-filled' : 'thumbsdown',
      label: strings[rejected ? 'viewer.unreject' : 'viewer.reject'],
      pressed: rejected,
      act: verdict('rejected'),
    },
    {
      icon: discarded ? 'discard' : 'trash',
      label: strings[discarded ? 'viewer.undiscard' : 'viewer.discard'],
      act: { type: 'mark', of: [of], mark: { discarded: !discarded } },
    },
    { icon: 'copy', label: strings.copy, act: { type: 'copy', ...of, uri, png } },
    ...(cropOf(run, tile)
      ? [
          {
            icon: 'move',
            label: strings['viewer.cropDetail'],
            text: strings['viewer.crop'],
            act: { type: 'viewer.crop', of },
          } as const,
        ]
      : []),
    { icon: 'save-as', label: strings.saveAs, act: { type: 'saveAs', ...ref } },
    {
      icon: 'save',
      label: strings['viewer.save'],
      text: strings.save,
      look: 'primary',
      act: { type: 'save', ...ref },
    },
  ]);
}
