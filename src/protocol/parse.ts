import * as v from 'valibot';
import type { Remedy } from '../images/errors.ts';
import type { HostMessage, RunView, WebviewMessage } from './messages.ts';
import { composerHostMessages, composerWebviewMessages } from './parseComposer.ts';
import { viewerWebviewMessages } from './parseViewer.ts';
import { id, ofTile, tileRefs } from './shapes.ts';
import type { SheetStrings } from './strings.ts';

// A record, so that a new remedy which is forgotten here does not compile.
const remedies: Readonly<Record<Remedy, true>> = {
  useReplacement: true,
  setApiKey: true,
  chooseModel: true,
  chooseProvider: true,
  retry: true,
  waitAndRetry: true,
  openVerification: true,
  openBilling: true,
  openSettings: true,
  showLog: true,
};

const remedy = v.custom<Remedy>(value => typeof value === 'string' && Object.hasOwn(remedies, value));
const mark = v.union([
  v.object({ verdict: v.picklist(['kept', 'rejected', 'none']) }),
  v.object({ discarded: v.boolean() }),
]);

const webviewMessage: v.GenericSchema<unknown, WebviewMessage> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.picklist([
      'save',
      'saveAs',
      'saveBeside',
      'replace',
      'undoReplace',
      'open',
      'openSaved',
      'variations',
      'edit',
      'deriveSet',
      'insert',
      'reveal',
      'retryAlpha',
    ]),
    ...ofTile,
  }),
  v.object({ type: v.picklist(['cancel', 'runAgain', 'useSettings', 'deleteRun']), runId: id }),
  v.object({ type: v.picklist(['saveMany', 'delete', 'thumbnails']), of: tileRefs }),
  v.object({ type: v.literal('mark'), of: tileRefs, mark }),
  v.object({ type: v.literal('libraryLimit') }),
  v.object({
    type: v.literal('remedy'),
    runId: id,
    tileIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)),
    remedy,
  }),
  v.object({ type: v.literal('copyFailed'), reason: v.pipe(v.string(), v.maxLength(1000)) }),
  ...composerWebviewMessages,
  ...viewerWebviewMessages,
]);

/** A message of the webview, every field checked and nothing else kept; undefined when it is none. */
export function parseWebviewMessage(data: unknown): WebviewMessage | undefined {
  const result = v.safeParse(webviewMessage, data);
  return result.success ? result.output : undefined;
}

// The host is ours and of the same version: enough is checked that a mistake shows here and not in a view.
const tileShape = v.looseObject({ id: v.string(), state: v.string() });
const runShape = v.looseObject({
  id: v.string(),
  state: v.string(),
  startedAt: v.number(),
  base: v.string(),
  provider: v.looseObject({ label: v.string() }),
  parameters: v.looseObject({}),
  sources: v.array(v.looseObject({ label: v.string() })),
  tiles: v.array(tileShape),
});
const run = v.custom<RunView>(value => v.is(runShape, value));
const texts = v.record(v.string(), v.string());
const strings = v.custom<SheetStrings>(value => v.is(texts, value));
const damaged = v.object({ id: v.string(), startedAt: v.number(), sentence: v.string() });

const hostMessage: v.GenericSchema<unknown, HostMessage> = v.variant('type', [
  v.object({ type: v.literal('state'), runs: v.array(run), more: v.boolean(), strings }),
  v.object({ type: v.literal('runs'), runs: v.array(run), more: v.boolean() }),
  v.object({
    type: v.literal('library'),
    bytes: v.number(),
    limitBytes: v.number(),
    damaged: v.array(damaged),
  }),
  v.object({ type: v.literal('unavailable'), text: v.string() }),
  v.object({ type: v.literal('runChanged'), run }),
  v.object({ type: v.literal('runRemoved'), runId: v.string() }),
  v.object({ type: v.literal('announce'), text: v.string() }),
  ...composerHostMessages,
]);

/** A message of the host, its outline checked; undefined when it is none. */
export function parseHostMessage(data: unknown): HostMessage | undefined {
  const result = v.safeParse(hostMessage, data);
  return result.success ? result.output : undefined;
}
