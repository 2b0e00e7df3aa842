// Edits with a mask, as the sheet shows them, and pictures that masks are drawn on.
import type { Mask } from '../../src/images/mask.ts';
import type { Run } from '../../src/images/run.ts';
import { reference } from './deskScenes.ts';
import type { DeskScene } from './fakeComposer.ts';
import { picture } from './scenes.ts';

/** The picture that masks are drawn on. */
export const photo = reference(52, 1536, 1024, 'public/images/greenhouse-hero.png');

/** Something of every kind. */
export const drawnMask: Mask = {
  feather: 12,
  strokes: [
    { kind: 'rectangle', from: { x: 160, y: 560 }, to: { x: 620, y: 900 } },
    {
      kind: 'lasso',
      points: [
        { x: 900, y: 240 },
        { x: 1320, y: 180 },
        { x: 1400, y: 520 },
        { x: 1040, y: 640 },
      ],
    },
    {
      kind: 'brush',
      radius: 48,
      points: [
        { x: 300, y: 200 },
        { x: 460, y: 300 },
        { x: 640, y: 220 },
      ],
    },
    { kind: 'eraser', radius: 40, points: [{ x: 390, y: 730 }] },
  ],
};

/** A desk with that picture, drawn on or not. */
export function maskDesk(mask?: Mask): DeskScene {
  return {
    references: [photo, reference(31, 512, 512, 'images/logo.png')],
    draft: { prompt: 'A cat asleep on the workbench' },
    ...(mask ? { masks: { [photo.file]: mask } } : {}),
  };
}

/** A run with a mask: one picture locked, one that could not be. */
export function lockedRun(now: number): Run {
  const locked = { picture: picture(62, 1536, 1024), changedShare: 0.0243 };
  const size = { width: 1536, height: 1024 };
  const all = { x: 0, y: 0, ...size };
  return {
    id: 'masked',
    kind: 'edit',
    state: 'done',
    startedAt: now - 60_000,
    endedAt: now - 40_000,
    tookMs: 20_000,
    prompt: 'A cat asleep on the workbench',
    sources: [{ ...photo, transform: { source: size, crop: all, frame: all, sent: size } }],
    mask: { file: 'mask.png', bytes: 9000, drawn: drawnMask },
    provider: { id: 'openai', label: 'OpenAI', offline: false },
    parameters: { model: 'gpt-image-2.5-flare', size: '1536x1024' },
    tiles: [
      { id: '1', state: 'done', picture: picture(61, 1536, 1024), locked },
      { id: '2', state: 'done', picture: picture(63, 1536, 1024) },
    ],
  };
}
