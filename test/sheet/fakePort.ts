import type { Run } from '../../src/images/run.ts';
import type { RunChange, SheetActions, SheetPort } from '../../src/panel/sheetPort.ts';
import { englishStrings, type SheetStrings } from '../../src/protocol/strings.ts';

/** A port over a list, which writes down what it is asked to do. */
export interface FakePort extends SheetPort {
  readonly calls: readonly string[];
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
}

/** Makes one; its pictures lie in no real folder. */
export function fakePort(
  runs: readonly Run[],
  { strings, firstPage = Infinity }: FakeOptions = {},
): FakePort {
  const calls: string[] = [];
  const listeners = new Set<(change: RunChange) => void>();
  const tell = (change: RunChange): void => listeners.forEach(listener => listener(change));
  const write = (name: string, args: readonly unknown[]): void => {
    const said = args.map(argument => (typeof argument === 'string' ? argument : JSON.stringify(argument)));
    calls.push([name, ...said].join(' '));
  };
  return {
    calls,
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
    requestThumbnails: of => write('thumbnails', [of]),
    damaged: () => [],
    usage: async () => ({ bytes: 184_000_000, limitBytes: 2_147_483_648 }),
    actions: async () => actionsThat(write),
    composer: {
      view: async () => ({ epoch: 0 }),
      onDidChange: () => ({ dispose: () => undefined }),
      handle: async message => write(message.type, [message]),
    },
    viewer: { handle: async message => write(message.type, [message]) },
    strings: () => strings ?? englishStrings,
    sentence: error => sentences[error.kind] ?? `Something went wrong (${error.kind}).`,
    damagedSentence: entry => `This entry cannot be read (${entry.reason}).`,
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
    moveCrop: note('moveCrop'),
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
