import type { Run } from '../../src/images/run.ts';
import type { RunChange, SheetPort } from '../../src/panel/sheetPort.ts';
import { englishStrings } from '../../src/protocol/strings.ts';

/** A port over a list, which writes down what it is asked to do. */
export interface FakePort extends SheetPort {
  readonly calls: readonly string[];
  /** Tells the sheet that a run is new or changed. */
  change(run: Run): void;
}

/** Makes one; its pictures lie in no real folder. */
export function fakePort(runs: readonly Run[]): FakePort {
  const calls: string[] = [];
  const listeners = new Set<(change: RunChange) => void>();
  const note =
    (name: string) =>
    async (...args: readonly (string | readonly string[])[]): Promise<void> => {
      calls.push([name, ...args].join(' '));
    };
  return {
    calls,
    change: run => listeners.forEach(listener => listener({ run })),
    runs: async () => runs,
    onDidChange: listener => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    folderOf: runId => `/library/${runId}`,
    root: '/library',
    generate: note('generate'),
    save: note('save'),
    saveAs: note('saveAs'),
    open: note('open'),
    openSaved: note('openSaved'),
    variations: note('variations'),
    edit: note('edit'),
    cancel: note('cancel'),
    remedy: note('remedy'),
    copyFailed: reason => void calls.push(`copyFailed ${reason}`),
    strings: () => englishStrings,
    sentence: error => sentences[error.kind] ?? `Something went wrong (${error.kind}).`,
  };
}

const sentences: Readonly<Record<string, string>> = {
  missingKey: 'No API key is stored for api.openai.com.',
  moderation: 'The provider’s content filter refused this prompt.',
  rateLimit: 'api.openai.com asks to wait: too many requests in a short time.',
  interrupted: 'The window was closed while this picture was made; it may have been billed.',
};
