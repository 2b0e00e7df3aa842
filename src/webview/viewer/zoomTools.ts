import { html, type TemplateResult } from 'lit-html';
import { fill } from '../../protocol/strings.ts';
import { formatCount } from '../format.ts';
import type { Ui } from '../ui.ts';
import type { IconName } from '../views/controls.ts';
import type { Zoom } from './geometry.ts';
import { tools, type Tool } from './tools.ts';

/** Where zooming may lead. */
export type ZoomStep = 'in' | 'out' | Zoom;

/** The buttons that zoom, and how large the picture shows: `scale` is screen pixels a pixel, absent while unknown. */
export function zoomTools(
  ui: Ui,
  { zoom, scale }: { readonly zoom: Zoom; readonly scale: number | undefined },
  zoomTo: (to: ZoomStep) => void,
): TemplateResult {
  const { strings } = ui.state;
  const button = (icon: IconName, label: string, to: ZoomStep): Tool => ({
    icon,
    label,
    ...(to === 'in' || to === 'out' ? {} : { pressed: zoom === to }),
    act: () => zoomTo(to),
  });
  const shown = scale === undefined ? '' : `${formatCount(rounded(100 * scale), ui.language)} %`;
  return tools(
    ui,
    strings['viewer.zoomTools'],
    'zoom',
    [
      button('zoom-out', strings['viewer.zoomOut'], 'out'),
      button('zoom-in', strings['viewer.zoomIn'], 'in'),
      button('screen-normal', strings['viewer.zoomFit'], 'fit'),
      button('screen-full', strings['viewer.zoomActual'], 1),
    ],
    html`<span class="viewer-percent" title=${fill(strings['viewer.zoomShown'], shown)}>${shown}</span>`,
  );
}

function rounded(percent: number): number {
  return percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent);
}
