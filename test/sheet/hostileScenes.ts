// What servers and people may call things: without a place to break a line, or without an end.
import type { Run } from '../../src/images/run.ts';
import type { DeskScene } from './fakeComposer.ts';
import { outlook } from './fakeComposer.ts';
import { picture, scenes } from './scenes.ts';

const unbroken = 'stabilityai_stable_diffusion_xl_base_1_0_fp16_safetensors'.repeat(3);
const endless = 'lorem ipsum dolor '.repeat(12_000);
const provider = { id: 'compatible', label: unbroken, offline: false } as const;

/** Every text of a run as long as it may come. */
export function hostileScenes(now: number): readonly Run[] {
  const [underway] = scenes(now);
  const base = { sources: [], provider, startedAt: now - 60_000, endedAt: now, tookMs: 60_000 } as const;
  const saved = [{ uri: 'file:///w/a.png', label: `${unbroken}/${unbroken}.png` }];
  const replaced = [
    { uri: 'file:///w/a.png', label: `${unbroken}.png`, file: 'replaced-1.png', hash: '', at: 1 },
  ];
  return [
    ...(underway ? [{ ...underway, provider, prompt: unbroken }] : []),
    {
      ...base,
      id: 'unbroken',
      kind: 'edit',
      state: 'done',
      prompt: unbroken,
      sources: [
        {
          uri: 'file:///w/b.png',
          label: `${unbroken}.png`,
          file: '31-512x512.svg',
          type: 'png',
          bytes: 52_000,
          width: 512,
          height: 512,
        },
      ],
      parameters: { model: unbroken, quality: unbroken, size: unbroken },
      echo: { quality: unbroken.repeat(20) },
      tiles: [
        {
          id: '1',
          state: 'done',
          picture: picture(31, 1024, 1024),
          alphaTruth: 'opaque',
          direction: unbroken,
          revisedPrompt: unbroken,
          saved,
          replaced,
        },
        { id: '2', state: 'failed', error: { kind: 'server', serverMessage: unbroken.slice(0, 130) } },
        { id: '3', state: 'failed', error: { kind: 'server', serverMessage: unbroken } },
      ],
    },
    {
      ...base,
      id: 'endless',
      kind: 'generate',
      state: 'done',
      prompt: endless,
      parameters: { model: 'gpt-image-2', quality: 'high', size: endless },
      echo: { quality: endless },
      tiles: [{ id: '1', state: 'done', picture: picture(32, 1024, 1024), revisedPrompt: endless }],
    },
    {
      ...base,
      id: 'refused',
      kind: 'generate',
      state: 'done',
      prompt: unbroken,
      parameters: { model: unbroken },
      tiles: [{ id: '1', state: 'failed', error: { kind: 'server', serverMessage: endless } }],
    },
  ];
}

/** The same for the composer. */
export const hostileDesk: DeskScene = {
  draft: { prompt: unbroken, parameters: { model: unbroken, size: unbroken } },
  outlook: { model: unbroken, traits: { ...outlook.traits, label: { ...provider, host: unbroken } } },
  refusals: [unbroken],
};
