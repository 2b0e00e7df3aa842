// Runs in every state the sheet can show.
import type { Picture } from '../../src/images/picture.ts';
import type { Run, Source, Tile } from '../../src/images/run.ts';

const openai = { id: 'openai', label: 'OpenAI', offline: false } as const;
const offline = { id: 'offline', label: 'Offline', offline: true } as const;
const longAnswer =
  'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our policy.\n\nIf you believe this is an error, contact us and include the request ID req_5f1d2c.';

/** A picture whose file name tells the test server what to draw: seed, size, and whether it is see-through. */
export function picture(seed: number, width: number, height: number, more: Partial<Picture> = {}): Picture {
  const alpha = more.alpha ?? false;
  const file = `${seed}-${width}x${height}${alpha ? '-alpha' : ''}.svg`;
  return { type: 'png', width, height, alpha, file, bytes: width * height * 1.17, ...more };
}

function source(label: string): Source {
  const file = label.includes('logo') ? '31-512x512-alpha.svg' : '51-1536x1024.svg';
  return { uri: `file:///w/${label}`, label, file, type: 'png', bytes: 52_000, width: 512, height: 512 };
}

function done(id: number, shown: Picture, more: Partial<Tile> = {}): Tile {
  return { id: String(id), state: 'done', picture: shown, counted: true, ...more };
}

/** Newest first, as the library gives them. `now` is epoch ms. */
export function scenes(now: number): readonly Run[] {
  const ago = (seconds: number): number => now - seconds * 1000;
  const ended = (seconds: number, took: number) => ({
    startedAt: ago(seconds),
    endedAt: ago(seconds) + took * 1000,
    tookMs: took * 1000,
  });
  return [
    {
      id: 'underway',
      kind: 'generate',
      state: 'running',
      startedAt: ago(23),
      prompt: 'A friendly robot mascot holding a paintbrush, flat vector style, transparent background',
      sources: [],
      provider: openai,
      parameters: {
        model: 'gpt-image-2.5-flare',
        size: '1024x1024',
        quality: 'medium',
        background: 'transparent',
      },
      tiles: [
        done(1, picture(11, 1024, 1024, { alpha: true })),
        { id: '2', state: 'running', partial: picture(12, 1024, 1024) },
        { id: '3', state: 'running' },
        { id: '4', state: 'queued' },
      ],
      estimateUsd: { low: 0.021, high: 0.038 },
    },
    {
      id: 'retrying',
      kind: 'generate',
      state: 'running',
      startedAt: ago(4),
      prompt: 'Isometric server room at dusk',
      sources: [],
      provider: { id: 'compatible', label: 'localhost:8080', offline: false },
      parameters: { model: 'flux.2-dev' },
      tiles: [
        { id: '1', state: 'running', retryAt: now + 12_000 },
        { id: '2', state: 'queued' },
      ],
    },
    {
      id: 'hero',
      kind: 'generate',
      state: 'done',
      ...ended(320, 41.4),
      prompt:
        'Wide hero illustration for a landing page about gardening software: a sunlit greenhouse seen through a soft morning haze, rows of seedlings in terracotta pots, a wooden workbench with a laptop on it, gentle greens and warm earth tones, plenty of empty space on the left third for a headline, no text, no people, painterly but clean, consistent light from the upper right',
      sources: [],
      provider: openai,
      parameters: {
        model: 'gpt-image-2.5-sunburst',
        size: '1536x1024',
        quality: 'high',
        outputFormat: 'webp',
        outputCompression: 80,
      },
      tiles: [
        done(1, picture(21, 1536, 1024, { type: 'webp', bytes: 412_300 })),
        done(2, picture(22, 1536, 1024, { type: 'webp', bytes: 398_110 }), {
          saved: [
            {
              uri: 'file:///w/public/images/greenhouse-hero.webp',
              label: 'public/images/greenhouse-hero.webp',
            },
          ],
        }),
        done(3, picture(23, 1536, 1024, { type: 'webp', bytes: 431_500 }), { verdict: 'kept' }),
        done(4, picture(24, 1536, 1024, { type: 'webp', bytes: 387_020 }), { verdict: 'rejected' }),
      ],
      usage: { inputTokens: 92, outputTokens: 6208, totalTokens: 6300 },
      estimateUsd: { low: 0.248, high: 0.248 },
    },
    {
      id: 'variations',
      kind: 'variations',
      state: 'done',
      ...ended(900, 18.2),
      prompt:
        'Keep the subject and its outline. Candidate 1: another palette. Candidate 2: seen from the side.',
      sources: [source('images/logo.png')],
      provider: openai,
      parameters: { model: 'gpt-image-2.5-flare', size: '1024x1024', background: 'transparent' },
      tiles: [
        done(1, picture(31, 1024, 1024, { alpha: true })),
        done(2, picture(32, 1024, 1024), { alphaTruth: 'checkerboard' }),
        {
          id: '3',
          state: 'failed',
          error: { kind: 'moderation', serverMessage: longAnswer, mayBeBilled: false },
        },
      ],
      usage: { inputTokens: 1210, outputTokens: 2112, totalTokens: 3322 },
    },
    {
      id: 'nokey',
      kind: 'generate',
      state: 'done',
      ...ended(1500, 0.1),
      prompt: 'App icon, a paper boat on calm water',
      sources: [],
      provider: openai,
      parameters: { model: 'gpt-image-2.5-flare' },
      tiles: ['1', '2', '3', '4'].map(id => ({ id, state: 'failed', error: { kind: 'missingKey' } })),
    },
    {
      id: 'refused',
      kind: 'edit',
      state: 'done',
      ...ended(1800, 2.3),
      prompt: 'Make the sky pink and remove the cables',
      sources: [source('images/hero.png')],
      provider: openai,
      parameters: { model: 'gpt-image-2.5-flare', quality: 'low' },
      tiles: [
        {
          id: '1',
          state: 'failed',
          error: { kind: 'rateLimit', serverMessage: 'Rate limit reached for images per minute.' },
        },
      ],
    },
    {
      id: 'stopped',
      kind: 'generate',
      state: 'cancelled',
      ...ended(2400, 12.9),
      prompt: 'Seamless pattern of ferns',
      sources: [],
      provider: openai,
      parameters: { model: 'gpt-image-2.5-flare', size: '1024x1536' },
      tiles: [
        done(1, picture(41, 1024, 1536)),
        { id: '2', state: 'cancelled', error: { kind: 'cancelled', mayBeBilled: true } },
        { id: '3', state: 'cancelled', error: { kind: 'cancelled' } },
      ],
    },
    {
      id: 'interrupted',
      kind: 'generate',
      state: 'interrupted',
      ...ended(90_000, 30),
      prompt: 'Lighthouse in a storm, oil painting',
      sources: [],
      provider: openai,
      parameters: { model: 'gpt-image-2.5-sunburst', size: '1536x1024', quality: 'xhigh' },
      tiles: [
        {
          id: '1',
          state: 'interrupted',
          partial: picture(51, 1536, 1024),
          error: { kind: 'interrupted', mayBeBilled: true },
        },
        { id: '2', state: 'interrupted', error: { kind: 'interrupted' } },
      ],
    },
    {
      id: 'offline',
      kind: 'generate',
      state: 'done',
      ...ended(95_000, 0.4),
      prompt: 'Team photo placeholder, 3 by 2',
      sources: [],
      provider: offline,
      parameters: { model: 'placeholder', size: '1536x1024', quality: 'high' },
      echo: { quality: 'medium' },
      tiles: [
        done(1, picture(61, 1024, 1024)),
        done(2, picture(62, 1536, 1024, { file: 'gone.svg' })),
        done(3, picture(63, 64, 64, { alpha: true, bytes: 980 })),
      ],
    },
    {
      id: 'banner',
      kind: 'generate',
      state: 'done',
      ...ended(99_000, 9),
      prompt: 'Banner',
      sources: [],
      provider: openai,
      parameters: { model: 'gpt-image-2.6-flare', size: '1536x512' },
      tiles: [1, 2, 3, 4, 5].map(id => done(id, picture(70 + id, 1536, 512))),
    },
    {
      id: 'fitted',
      kind: 'variations',
      state: 'done',
      ...ended(100_000, 12.4),
      prompt: '',
      sources: [
        {
          ...source('images/logo.png'),
          alpha: true,
          transform: {
            source: { width: 512, height: 512 },
            crop: { x: 0, y: 0, width: 512, height: 512 },
            frame: { x: 0, y: 0, width: 512, height: 512 },
            sent: { width: 512, height: 512 },
          },
          notes: [],
        },
      ],
      provider: openai,
      parameters: { model: 'gpt-image-2.5-flare' },
      tiles: [
        done(1, picture(33, 1024, 1024), {
          source: 0,
          direction: 'a new colour palette',
          fitted: picture(33, 512, 512, { alpha: true, bytes: 61_000 }),
          replaced: [
            {
              uri: 'file:///w/images/logo.png',
              label: 'images/logo.png',
              file: 'replaced-1.png',
              hash: '',
              at: 1,
            },
          ],
        }),
        done(2, picture(34, 1024, 1024), {
          source: 0,
          direction: 'pixel art of it',
          fitted: picture(34, 512, 512, { alpha: true, bytes: 48_000 }),
        }),
      ],
    },
  ];
}

/** A run for a place in code: the first was put there, the second is a tall one. `now` is epoch ms. */
export function slotRun(now: number): Run {
  return {
    id: 'slot',
    kind: 'generate',
    state: 'done',
    startedAt: now - 240_000,
    endedAt: now - 229_000,
    tookMs: 11_000,
    prompt: 'Wide hero for the shelter page',
    sources: [],
    provider: openai,
    parameters: { model: 'gpt-image-2.5-flare', size: '1536x1024' },
    slot: { width: 1200, height: 400, path: 'public/images/hero.png', label: 'public/images/hero.png' },
    tiles: [
      done(1, picture(21, 1536, 1024), {
        fitted: picture(21, 1200, 400, { bytes: 210_000 }),
        fittedRect: { x: 0, y: 256, width: 1536, height: 512 },
        saved: [{ uri: 'file:///w/public/images/hero.png', label: 'public/images/hero.png' }],
      }),
      done(2, picture(22, 1024, 1536), {
        fitted: picture(22, 1200, 400, { bytes: 190_000 }),
        fittedRect: { x: 0, y: 597, width: 1024, height: 341 },
      }),
    ],
  };
}
