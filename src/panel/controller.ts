import { toErrorRecord } from '../images/errors.ts';
import type { Run } from '../images/run.ts';
import { openChannel, type Disposable, type Wire } from '../protocol/channel.ts';
import type {
  HostMessage,
  LibraryMessage,
  RunView,
  SheetWebviewMessage,
  WebviewMessage,
} from '../protocol/messages.ts';
import { parseWebviewMessage } from '../protocol/parse.ts';
import { greet } from './greet.ts';
import { paced, soon } from './pace.ts';
import type { RunChange, SheetPort } from './sheetPort.ts';
import { runView } from './view.ts';

/** A picture's own message starts its loading; what else changes in its run until then waits, ms. */
const restMs = 100;

/** The size of the library is worked out over all of it: not for each change, and not before its picture is seen, ms. */
const usageMs = 500;

/** What a controller speaks through. */
export interface ControllerOptions {
  readonly port: SheetPort;
  readonly wire: Wire;
  /** Uri the webview can load for an absolute path. */
  readonly toUri: (path: string) => string;
  /** Reasons only: no prompt and no path. */
  readonly log: (reason: string) => void;
}

/** One open page, host side. */
export interface Controller extends Disposable {
  /** Says a sentence to screen readers in the sheet; lost while the page is not there. */
  announce(text: string): void;
}

/** Connects one page to the port until it is disposed. Knows nothing of VS Code. */
export function startController(options: ControllerOptions): Controller {
  const { port, wire, log, toUri } = options;
  // Changes that come while the first runs are read may be newer than what is read: they wait and go out after.
  // Before the page has asked there is nobody to tell.
  let page: 'absent' | 'there' | HostMessage[] = 'absent';
  let life = 0;
  const send = (message: HostMessage): void => {
    if (page === 'there') channel.send(message);
    else if (page !== 'absent') page.push(message);
  };

  const viewed = (run: Run): RunView =>
    runView(run, {
      base: toUri(port.folderOf(run.id)),
      libraryRoot: port.root,
      thumbnail: file => {
        const path = port.thumbnailOf(run.id, file);
        return path === undefined ? undefined : toUri(path);
      },
      sentence: error => port.sentence(error),
      price: (estimate, sends) => port.price(estimate, sends),
    });

  /** One run that cannot be shown must not hide the others. */
  const view = (run: Run): RunView | undefined => {
    try {
      return viewed(run);
    } catch (error) {
      log(`a run cannot be shown (${run.id}): ${toErrorRecord(error).kind}`);
      return undefined;
    }
  };

  const library = async (): Promise<LibraryMessage> => ({
    type: 'library',
    ...(await port.usage()),
    damaged: port.damaged().map(entry => ({
      id: entry.id,
      startedAt: entry.startedAt ?? 0,
      sentence: port.damagedSentence(entry),
    })),
  });

  /** The page was loaded again while it was told everything: the newer question gets the answer. */
  const start = async (): Promise<void> => {
    const mine = ++life;
    const late: HostMessage[] = [];
    page = late;
    for await (const message of greet(port, view, log)) {
      if (mine !== life) return;
      channel.send(message);
      if (page === 'there') continue;
      page = 'there';
      late.forEach(waiting => channel.send(waiting));
      void compose();
    }
    if (mine === life) await tellLibrary();
  };

  const tellLibrary = async (): Promise<void> => {
    try {
      send(await library());
    } catch (error) {
      log(`the library's size is not known: ${toErrorRecord(error).kind}`);
    }
  };

  const compose = async (): Promise<void> => {
    try {
      send({ type: 'composer', view: await port.composer.view(toUri) });
    } catch (error) {
      log(`the composer could not be shown: ${toErrorRecord(error).kind}`);
    }
  };

  const handle = (message: WebviewMessage): Promise<unknown> | void => {
    if (message.type === 'ready') return start();
    if (message.type === 'thumbnails') return port.requestThumbnails(message.of);
    if (isOf(message, 'composer.')) return port.composer.handle(message, toUri);
    if (isOf(message, 'viewer.')) return port.viewer.handle(message, toUri);
    return act(port, message);
  };

  const channel = openChannel<HostMessage, WebviewMessage>({
    wire,
    parse: parseWebviewMessage,
    handle,
    onProblem: log,
    describe: error => port.sentence(toErrorRecord(error)),
  });

  const runs = paced<Run>(restMs, changed => {
    const run = view(changed);
    if (run) send({ type: 'runChanged', run });
  });
  const usage = soon(usageMs, () => {
    if (page === 'there') void tellLibrary();
  });
  const heed = (change: RunChange): void => {
    if ('run' in change) runs.put(change.run.id, change.run);
    else if ('removed' in change) {
      runs.forget(change.removed);
      send({ type: 'runRemoved', runId: change.removed });
    }
    if (!('run' in change) || change.run.state !== 'running') usage.ask();
  };
  const listening = [port.onDidChange(heed), port.composer.onDidChange(() => void compose()), runs, usage];

  return {
    announce: text => send({ type: 'announce', text }),
    dispose: () => {
      life++;
      for (const one of listening) one.dispose();
      channel.dispose();
    },
  };
}

/** Whether a message belongs to a part of the sheet, which its type begins with. */
function isOf<Prefix extends string>(
  message: WebviewMessage,
  prefix: Prefix,
): message is Extract<WebviewMessage, { readonly type: `${Prefix}${string}` }> {
  return message.type.startsWith(prefix);
}

async function act(port: SheetPort, message: SheetWebviewMessage): Promise<void> {
  const actions = await port.actions();
  switch (message.type) {
    case 'copyFailed':
      return actions.copyFailed(message.reason);
    case 'libraryLimit':
      return actions.libraryLimit();
    case 'remedy':
      return actions.remedy(message.runId, message.tileIds, message.remedy);
    case 'mark':
      return actions.mark(message.of, message.mark);
    case 'saveMany':
    case 'delete':
      return actions[message.type](message.of);
    case 'cancel':
    case 'runAgain':
    case 'useSettings':
    case 'deleteRun':
      return actions[message.type](message.runId);
    case 'save':
    case 'saveAs':
    case 'saveBeside':
    case 'replace':
    case 'undoReplace':
    case 'open':
    case 'openSaved':
    case 'variations':
    case 'edit':
    case 'deriveSet':
    case 'insert':
    case 'reveal':
    case 'retryAlpha':
      return message.original
        ? actions[message.type](message.runId, message.tileId, true)
        : actions[message.type](message.runId, message.tileId);
  }
}
