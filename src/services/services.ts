// Builds what the commands work with, each part loaded when it is first used.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../commands/services.ts';
import type { ImageFacts } from '../images/picture.ts';
import { Library } from '../library/library.ts';
import { registerContactSheet } from '../panel/contactSheet.ts';
import type { SheetPort } from '../panel/sheetPort.ts';
import { KeyStore } from '../platform/keys.ts';
import { Log } from '../platform/log.ts';
import { memoryIn } from '../platform/memory.ts';
import { runs } from '../platform/messages/commands.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { remedyLabel, sheetStrings } from '../platform/messages/sheet.ts';
import { damagedSentence } from '../platform/messages/library.ts';
import { sourceFiles } from '../platform/projectFiles.ts';
import { showMessage } from '../platform/show.ts';
import { probeFile } from '../raster/probeFile.ts';
import { Studio } from '../studio/studio.ts';
import { ActiveFile } from './activeFile.ts';
import { Connector } from './connector.ts';
import { Desk } from './desk.ts';
import { Thumbnails } from './thumbnails.ts';

/** The services and how to end them. */
export interface Built {
  readonly services: Services;
  /** Ends what is under way; settles when it is on disk. */
  close(): Promise<void>;
}

/** Builds the services; nothing is read, started or sent before it is asked for. */
export function buildServices(context: vscode.ExtensionContext): Built {
  const log = new Log();
  const keys = new KeyStore(context.secrets);
  const memory = memoryIn(context.globalState);
  const storage = context.globalStorageUri.fsPath;
  const root = join(storage, 'library', workspaceHash());
  const library = new Library({ root, probeFile: wholePicture, onDamaged: damageReporter(log) });
  const studio = new Studio({ store: library, sources: sourceFiles, probeFile: wholePicture });
  const connector = new Connector({ keys, log, memory, version: versionOf(context) });
  const thumbnails = new Thumbnails(join(storage, 'thumbnails'));
  const active = new ActiveFile();
  const desk = new Desk(async changed =>
    (await import('./openComposer.ts')).openComposer(services, root, changed),
  );
  const port: SheetPort = {
    // Loaded when a button is first pressed.
    actions: async () => (await import('../commands/sheetActions.ts')).sheetActions(services),
    composer: desk,
    viewer: { handle: async () => undefined },
    root,
    pages: () => pagesOf(library),
    onDidChange: listener => library.onDidChange(listener),
    folderOf: runId => library.folderOf(runId),
    thumbnailOf: () => undefined,
    requestThumbnails: () => undefined,
    damaged: () => [],
    usage: () => ({ bytes: 0, limitBytes: 0 }),
    strings: sheetStrings,
    sentence: errorSentence,
    damagedSentence,
  };
  const sheetLog = (reason: string): void => log.warn(`sheet: ${reason}`);
  const sheet = registerContactSheet({ extensionUri: context.extensionUri, port, log: sheetLog });
  const services: Services = {
    archive: Object.assign(library, { mark: async () => undefined, remove: async () => 'removed' as const }),
    studio,
    sheet,
    desk,
    keys,
    log,
    memory,
    normaliseBaseUrl: (provider, text) => connector.normaliseBaseUrl(provider, text),
    target: () => connector.target(),
    targetFor: (provider, baseUrl) => connector.targetFor(provider, baseUrl),
    hasKey: target => connector.hasKey(target),
    outlook: () => connector.outlook(),
    connect: () => connector.connect(),
    thumbnail: uri => thumbnails.of(uri),
    measure: async uri => (uri.scheme === 'file' ? (await probeFile(uri.fsPath)).facts : undefined),
    lastActiveFile: () => active.uri,
    lastTextEditor: () => active.textEditor,
  };
  const refresh = [
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('easel') && desk.refresh()),
    context.secrets.onDidChange(() => desk.refresh()),
  ];
  context.subscriptions.push(log, sheet, active, ...refresh);
  const close = async (): Promise<void> => {
    await studio.close();
    // What cannot be closed must not keep runs from being written.
    await Promise.allSettled([desk.close(), connector.close(), thumbnails.close()]);
    await library.flush();
    library.dispose();
  };
  return { services, close };
}

/** The library's runs as the sheet takes them. */
async function* pagesOf(library: Library): ReturnType<SheetPort['pages']> {
  yield { runs: await library.runs(), more: false };
}

/** Names the library of a workspace; a window without a folder has one of its own. */
function workspaceHash(): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? 'no folder';
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  const manifest: unknown = extension.packageJSON;
  const has = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return has && typeof manifest.version === 'string' ? manifest.version : '0';
}

/** Facts of a file that is a picture, and whole. */
async function wholePicture(path: string): Promise<ImageFacts | undefined> {
  const { facts, whole } = await probeFile(path);
  return whole ? facts : undefined;
}

/** Damage is told once a session; the log has every case. */
function damageReporter(log: Log): (folder: string, error: unknown) => void {
  let told = false;
  return (folder, error) => {
    // Not the message: that of a file which cannot be parsed quotes it, and prompts stand in it.
    log.warn(`library: ${folder}: ${nameOf(error)}`);
    if (told) return;
    told = true;
    void showMessage('warn', runs.damaged(), [{ label: remedyLabel('showLog'), run: () => log.show() }]);
  };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
