import * as vscode from 'vscode';
import { uprightSize } from '../images/picture.ts';
import type { Run, Tile } from '../images/run.ts';
import { crop as texts } from '../platform/messages/vary.ts';
import { plain, showMessage } from '../platform/show.ts';
import { cropFor } from '../studio/fit.ts';
import type { Services } from './services.ts';

/** Moves the part of a picture that is shown in its slot, along the way in which there is room. */
export async function moveCrop(services: Services, run: Run, tile: Tile): Promise<void> {
  const { slot } = run;
  if (!slot || !tile.picture || !tile.fittedRect) return;
  const size = uprightSize(tile.picture);
  const whole = cropFor(size, slot, { x: 0, y: 0 });
  const [across, down] = [whole.width < size.width, whole.height < size.height];
  if (!across && !down) return void showMessage('info', texts.fixed());
  const places = [
    { label: texts.middle(), x: 0.5, y: 0.5 },
    ...(down
      ? [
          { label: texts.top(), x: 0.5, y: 0 },
          { label: texts.bottom(), x: 0.5, y: 1 },
        ]
      : []),
    ...(across
      ? [
          { label: texts.left(), x: 0, y: 0.5 },
          { label: texts.right(), x: 1, y: 0.5 },
        ]
      : []),
  ];
  const picked = await vscode.window.showQuickPick(places, { title: plain(texts.title(slot.label)) });
  if (picked) await services.studio.refit(run.id, tile.id, cropFor(size, slot, picked));
}
