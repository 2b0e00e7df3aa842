import type { Run } from '../../src/images/run.ts';
import type { RunChange, SheetActions, SheetPort } from '../../src/panel/sheetPort.ts';
import type { ViewerPort } from '../../src/panel/viewerPort.ts';
import type { PlaceView } from '../../src/protocol/viewer.ts';
import { fakeComposer, type DeskScene, type FakeComposer } from './fakeComposer.ts';
import type { TileRef } from '../../src/protocol/messages.ts';
import { englishStrings, type SheetStrings } from '../../src/protocol/strings.ts';

/** A port over a list, which writes down what it is asked to do. */
export interface FakePort extends SheetPort {
  readonly calls: readonly string[];
  readonly composer: FakeComposer;
  /** Pictures whose small copies the page asked for. */
  readonly asked: readonly TileRef[];
  /** Tells the sheet that something is new or changed. */
  tell(change: RunChange): void;
  /** Tells the sheet that a run is new or changed. */
  change(run: Run): void;
}

/** How a port differs from the plain one. */
export interface FakeOptions {
  readonly strings?: SheetStrings;
  /** Runs of the first page; default all. */
  readonly firstPage?: number;
  readonly desk?: DeskScene;
  /** What is done to every sentence of the host; default nothing. */
  readonly say?: (text: string) => string;
}

/** Makes one; its pictures lie in no real folder. */
export function fakePort(
  runs: readonly Run[],
  { strings, firstPage = Infinity, desk = {}, say = text => text }: FakeOptions = {},
): FakePort {
  const calls: string[] = [];
  const asked: TileRef[] = [];
  const listeners = new Set<(change: RunChange) => void>();
  const tell = (change: RunChange): void => listeners.forEach(listener => listener(change));
  const write = (name: string, args: readonly unknown[]): void => {
    const said = args.map(argument => (typeof argument === 'string' ? argument : JSON.stringify(argument)));
    calls.push([name, ...said].join(' '));
  };
  return {
    calls,
    asked,
    tell,
    change: run => tell({ run }),
    async *pages() {
      yield { runs: runs.slice(0, firstPage), more: runs.length > firstPage };
      if (runs.length > firstPage) yield { runs: runs.slice(firstPage), more: false };
    },
    onDidChange: listener => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    folderOf: runId => `/library/${runId}`,
    root: '/library',
    thumbnailOf: () => undefined,
    requestThumbnails: of => void asked.push(...of),
    damaged: () => [],
    usage: async () => ({ bytes: 184_000_000, limitBytes: 2_048_000_000 }),
    actions: async () => actionsThat(write),
    composer: fakeComposer(desk, write, say),
    viewer: fakeViewer(write, say),
    strings: () => strings ?? englishStrings,
    sentence: error => say(sentences[error.kind] ?? `Something went wrong (${error.kind}).`),
    price: ({ low }, sends) => say(`about $${low.toFixed(2)}${sends ? ' and more' : ''}`),
    damagedSentence: entry => say(`This entry cannot be read (${entry.reason}).`),
  };
}

/** A file to compare with, and two places that show any picture. */
function fakeViewer(
  write: (name: string, args: readonly unknown[]) => void,
  say: (text: string) => string,
): ViewerPort {
  const file = {
    label: say('public/old-hero.png'),
    type: 'png',
    width: 768,
    height: 512,
    alpha: false,
    bytes: 88_000,
  };
  const before = ['Ridgeline', 'Four beds, one stove, soup at six.'].map(say);
  const after = [
    'Walk until the light goes, then knock',
    'The door is never locked between May and October.',
  ].map(say);
  const places: readonly PlaceView[] = [
    { label: say('index.html'), line: 17, width: 480, height: 320, alt: say('Four ridges'), before, after },
    { label: say('style.css'), line: 4, before: [], after: [] },
  ];
  return {
    handle: async (message, toUri) => {
      write(message.type, 'runId' in message ? [message.runId, message.tileId] : []);
      if (message.type === 'viewer.moveCrop') {
        write('cropped', [message.rect, message.updates ?? 'no file']);
        return message.runId === 'slot';
      }
      if (message.type === 'viewer.findPlaces') return message.runId === 'banner' ? [] : places;
      return message.type === 'viewer.stopPlaces'
        ? undefined
        : { ...file, uri: toUri('/library/.compare/5-768x512.svg') };
    },
  };
}

/** Every action by its name: what is written down is what was called. */
function actionsThat(write: (name: string, args: readonly unknown[]) => void): SheetActions {
  const note =
    (name: string) =>
    async (...args: readonly unknown[]): Promise<void> =>
      write(name, args);
  return {
    save: note('save'),
    saveAs: note('saveAs'),
    saveBeside: note('saveBeside'),
    replace: note('replace'),
    undoReplace: note('undoReplace'),
    deriveSet: note('deriveSet'),
    open: note('open'),
    openSaved: note('openSaved'),
    variations: note('variations'),
    edit: note('edit'),
    insert: note('insert'),
    reveal: note('reveal'),
    retryAlpha: note('retryAlpha'),
    cancel: note('cancel'),
    runAgain: note('runAgain'),
    useSettings: note('useSettings'),
    saveMany: note('saveMany'),
    mark: note('mark'),
    delete: note('delete'),
    deleteRun: note('deleteRun'),
    libraryLimit: note('libraryLimit'),
    remedy: (runId, tileIds, remedy) => note('remedy')(runId, tileIds.join(), remedy),
    copyFailed: reason => write('copyFailed', [reason]),
  };
}

const sentences: Readonly<Record<string, string>> = {
  missingKey: 'No API key is stored for api.openai.com.',
  moderation: 'The provider’s content filter refused this prompt.',
  rateLimit: 'api.openai.com asks to wait: too many requests in a short time.',
  interrupted: 'The window was closed while this picture was made; it may have been billed.',
};
