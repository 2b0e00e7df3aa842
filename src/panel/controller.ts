import { toErrorRecord } from '../images/errors.ts';
import { openChannel, type Disposable, type Wire } from '../protocol/channel.ts';
import type { HostMessage, RunView, WebviewMessage } from '../protocol/messages.ts';
import { parseWebviewMessage } from '../protocol/parse.ts';
import type { RunChange, SheetPort } from './sheetPort.ts';
import { runView } from './view.ts';

/** What a controller speaks through. */
export interface ControllerOptions {
  readonly port: SheetPort;
  readonly wire: Wire;
  /** Uri the webview can load for an absolute path. */
  toUri(path: string): string;
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
  const { port, wire, log } = options;
  // Changes that come while the runs are read may be newer than what is read: they wait and go out after.
  // Before the page has asked there is nobody to tell.
  let page: 'absent' | 'there' | HostMessage[] = 'absent';
  const send = (message: HostMessage): void => {
    if (page === 'there') channel.send(message);
    else if (page !== 'absent') page.push(message);
  };

  const view = (run: Parameters<typeof runView>[0]): RunView =>
    runView(run, options.toUri(port.folderOf(run.id)), error => port.sentence(error));

  const greet = async (): Promise<void> => {
    const late: HostMessage[] = [];
    page = late;
    const first = await readAll();
    // The page was loaded again meanwhile and has asked again: the newer question gets the answer.
    if (page !== late) return;
    page = 'there';
    channel.send(first);
    late.forEach(message => channel.send(message));
  };

  const readAll = async (): Promise<HostMessage> => {
    try {
      return { type: 'state', runs: (await port.runs()).map(view), strings: port.strings() };
    } catch (error) {
      log(`the library could not be read: ${toErrorRecord(error).kind}`);
      return { type: 'unavailable', text: port.sentence(toErrorRecord(error)) };
    }
  };

  const channel = openChannel<HostMessage, WebviewMessage>({
    wire,
    parse: parseWebviewMessage,
    handle: message => (message.type === 'ready' ? greet() : act(port, message)),
    onProblem: log,
    describe: error => port.sentence(toErrorRecord(error)),
  });

  const listening = port.onDidChange((change: RunChange) => {
    if ('run' in change) send({ type: 'runChanged', run: view(change.run) });
    else if ('removed' in change) send({ type: 'runRemoved', runId: change.removed });
  });

  return {
    announce: text => send({ type: 'announce', text }),
    dispose: () => {
      listening.dispose();
      channel.dispose();
    },
  };
}

function act(port: SheetPort, message: Exclude<WebviewMessage, { type: 'ready' }>): Promise<void> | void {
  switch (message.type) {
    case 'generate':
      return port.generate();
    case 'cancel':
      return port.cancel(message.runId);
    case 'remedy':
      return port.remedy(message.runId, message.tileIds, message.remedy);
    case 'copyFailed':
      return port.copyFailed(message.reason);
    case 'save':
    case 'saveAs':
    case 'open':
    case 'openSaved':
    case 'variations':
    case 'edit':
      return port[message.type](message.runId, message.tileId);
  }
}
