// What may lie on the desk.
import type { Source } from '../../src/images/run.ts';
import type { DeskScene } from './fakeComposer.ts';

/** A reference whose file name tells the test server what to draw. */
export function reference(seed: number, width: number, height: number, label: string): Source {
  const alpha = label.includes('logo') ? '-alpha' : '';
  const file = `${seed}-${width}x${height}${alpha}.svg`;
  return { uri: `file:///w/${label}`, label, file, type: 'png', bytes: 52_000, width, height };
}

const references = [
  reference(31, 512, 512, 'images/logo.png'),
  reference(52, 1536, 1024, 'public/images/greenhouse-hero.png'),
  reference(53, 1024, 1536, 'Pasted picture'),
];

/** Nothing yet; pictures and a long prompt; everything wrong; no key; offline and at work. */
export const deskScenes: Readonly<Record<string, DeskScene>> = {
  new: {},
  references: {
    references,
    draft: {
      prompt:
        'Put the logo on the greenhouse’s door, small and a little weathered.\nKeep the morning haze and the empty space on the left third, and take the palette from the third picture.',
      count: 4,
      parameters: { size: '1536x1024', quality: 'medium', outputFormat: 'webp', outputCompression: 80 },
    },
  },
  problems: {
    draft: {
      prompt: 'A banner with a paper boat on calm water',
      parameters: { size: '1500x500', background: 'transparent', outputFormat: 'jpeg' },
    },
    refusals: ['“notes.pdf” could not be read as a picture. Use a PNG, JPEG or WebP file.'],
  },
  noKey: { outlook: { ready: false }, draft: { parameters: { model: 'gpt-image-1' } } },
  running: {
    draft: { prompt: 'Team photo placeholder, 3 by 2', count: 3 },
    running: 'r',
    outlook: {
      provider: 'offline',
      model: 'easel-offline',
      traits: {
        label: { id: 'offline', label: 'Offline placeholders', offline: true },
        hasVariations: true,
        streams: true,
        lacksFormats: [],
        defaults: {},
      },
    },
  },
};
