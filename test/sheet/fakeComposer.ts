import type { Outlook } from '../../src/commands/services.ts';
import type { Draft } from '../../src/images/draft.ts';
import type { Problem } from '../../src/images/errors.ts';
import type { Mask } from '../../src/images/mask.ts';
import type { Source } from '../../src/images/run.ts';
import type { ComposerPort } from '../../src/panel/composerPort.ts';
import type { ComposerWebviewMessage } from '../../src/protocol/composer.ts';
import { judge } from '../../src/services/composer/judge.ts';
import { referenceView, type ModelList, type Words } from '../../src/services/composer/views.ts';

/** What lies on the desk of a sheet that is looked at. */
export interface DeskScene {
  readonly draft?: Partial<Draft>;
  readonly references?: readonly Source[];
  readonly outlook?: Partial<Outlook>;
  readonly models?: ModelList;
  readonly running?: string;
  readonly refusals?: readonly string[];
  /** How Run is answered; default `started`. */
  readonly outcome?: 'started' | 'refused' | 'left';
  /** What is drawn on the references, by their files. */
  readonly masks?: Readonly<Record<string, Mask>>;
}

/** OpenAI, with a key. */
export const outlook: Outlook = {
  provider: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  host: 'api.openai.com',
  official: true,
  model: 'gpt-image-2.5-flare',
  ready: true,
  traits: {
    label: { id: 'openai', label: 'OpenAI', offline: false, host: 'api.openai.com' },
    hasVariations: false,
    streams: true,
    lacksFormats: [],
    defaults: {},
  },
};

const sentences: Readonly<Record<string, string>> = {
  'size.notDivisible': 'Both edges must be multiples of 16.',
  'background.jpeg': 'A JPEG cannot be transparent: use png or webp.',
  'compression.format': 'Compression needs the output format jpeg or webp.',
  'frames.format': 'Needs the output format gif.',
  'field.unsupported': 'This model has no such setting.',
  'field.value': 'This model does not take it.',
  'images.tooMany': 'That are too many pictures; this model takes 1.',
};

/** Sentences in English, and dollars. */
export const words: Words = {
  problem: ({ code }: Problem) => sentences[code] ?? code,
  price: (estimate, sends) => {
    if (estimate === 'free') return { text: 'free', detail: 'Nothing is sent' };
    if (!estimate) return { text: 'price unknown', detail: 'Nobody knows' };
    const price = `about $${estimate.low.toFixed(3)} to $${estimate.high.toFixed(3)}`;
    return { text: sends ? `${price} + pictures sent` : price, detail: 'Estimated' };
  },
};

/** A composer, and what others do with it. */
export interface FakeComposer extends ComposerPort {
  /** Puts something else there and wants the focus, as "Use These Settings" does. */
  show(): void;
}

/** A composer that judges as the real one does, remembers nothing, and writes down what it is asked. */
export function fakeComposer(
  scene: DeskScene,
  write: (name: string, args: readonly unknown[]) => void,
  say: (text: string) => string,
): FakeComposer {
  const listeners = new Set<() => void>();
  let draft: Draft = { prompt: '', count: 1, parameters: {}, ...scene.draft };
  let references = scene.references ?? [];
  let masks = scene.masks ?? {};
  let { running } = scene;
  let models: ModelList = { state: 'unasked' };
  let epoch = 1;
  let [focus, focused] = [0, 0];
  let previous: Draft | undefined;
  const replace = (next: Draft): void => {
    epoch++;
    previous = draft;
    draft = next;
  };
  const changed = (): void => listeners.forEach(listener => listener());
  const heed = (message: ComposerWebviewMessage): void => {
    if (message.type === 'composer.draft' || message.type === 'composer.run') draft = message.draft;
    if (message.type === 'composer.remove') {
      references = references.filter(({ file }) => file !== message.id);
    }
    if (message.type === 'composer.move') {
      const one = references.find(({ file }) => file === message.id);
      if (one) references = references.filter(other => other !== one).toSpliced(message.to, 0, one);
    }
    if (message.type === 'composer.mask') masks = { ...masks, [message.id]: message.mask };
    if (message.type === 'composer.models') models = scene.models ?? models;
    if (message.type === 'composer.cancel') running = undefined;
    if (message.type === 'composer.clear') {
      replace({ prompt: '', count: 1, parameters: {} });
    }
    if (message.type === 'composer.back' && previous) replace(previous);
    if (message.type === 'composer.focused') focused = Math.max(focused, message.focus);
  };
  const maskedOf = (id: string | undefined, toUri: (path: string) => string): unknown => {
    const one = references.find(({ file }) => id === undefined || file === id);
    if (!one) return undefined;
    const { file, label, width, height } = one;
    const mask = masks[file] ?? { strokes: [], feather: 0 };
    return { id: file, label, width, height, uri: toUri(`/library/desk/${file}`), mask };
  };
  return {
    view: async toUri => {
      const { refusals = [] } = scene;
      const parts = { draft, references, masks, models, refusals, usualPartials: 1 };
      return {
        epoch,
        focus: focused === focus ? 0 : focus,
        draft,
        references: references.map(one =>
          referenceView(one, toUri(`/library/desk/${one.file}`), masks[one.file]),
        ),
        ...judge(parts, { ...outlook, ...scene.outlook }, said(say)),
        ...(running === undefined ? {} : { running }),
        canBringBack: previous !== undefined,
      };
    },
    show: () => {
      replace({ prompt: `from a run, ${++focus}`, count: 1, parameters: {} });
      changed();
    },
    onDidChange: listener => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    handle: async (message, toUri) => {
      write(message.type, [describe(message)]);
      heed(message);
      changed();
      if (message.type === 'composer.openMask') return maskedOf(message.id, toUri);
      return message.type === 'composer.run' ? (scene.outcome ?? 'started') : undefined;
    },
  };
}

/** The words with every sentence said in a way. */
function said(say: (text: string) => string): Words {
  return {
    problem: problem => say(words.problem(problem)),
    price: (...of) => {
      const { text, detail } = words.price(...of);
      return { text: say(text), detail: say(detail) };
    },
  };
}

/** A message as it is written down: bytes by their number. */
function describe(message: ComposerWebviewMessage): unknown {
  const { type: _type, ...rest } = message;
  if (message.type !== 'composer.addFiles') return rest;
  return message.files.map(({ name, bytes }) => `${name}:${bytes.byteLength}`);
}
