// Builds what the commands work with, each part loaded when it is first used.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CodeServices, Services } from '../commands/services.ts';
import type { ImageFacts } from '../images/picture.ts';
import { Library } from '../library/library.ts';
import { LimitWatch } from '../library/limitWatch.ts';
import { contactSheet } from '../panel/contactSheet.ts';
import type { SheetPort } from '../panel/sheetPort.ts';
import type { ViewerPort } from '../panel/viewerPort.ts';
import { KeyStore } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import { memoryIn } from '../platform/memory.ts';
import { runs } from '../platform/messages/commands.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { estimateText } from '../platform/messages/price.ts';
import { remedyLabel, sheetStrings } from '../platform/messages/sheet.ts';
import { damagedSentence } from '../platform/messages/library.ts';
import { sourceFiles } from '../platform/projectFiles.ts';
import { libraryLimitBytes } from '../platform/settings.ts';
import { showMessage } from '../platform/show.ts';
import { measureFile, probeFile } from '../raster/probeFile.ts';
import { Studio } from '../studio/studio.ts';
import type { ActiveFile } from './activeFile.ts';
import { askForRoom } from './askForRoom.ts';
import { Connector } from './connector.ts';
import { Desk } from './desk.ts';
import { LazyRaster } from './lazyRaster.ts';
import { libraryPort } from './libraryPort.ts';
import { maskPixels } from './maskPixels.ts';
import { pixelsOf } from './pixels.ts';
import { Scratch } from './scratch.ts';
import { Thumbnails } from './thumbnails.ts';

/** The services and how to end them. */
export interface Built {
  readonly services: Services;
  /** Ends what is under way; settles when it is on disk. */
  close(): Promise<void>;
}

/** Builds the services; nothing is read, started or sent before it is asked for. */
export function buildServices(
  context: vscode.ExtensionContext,
  code: CodeServices,
  active: ActiveFile,
): Built {
  const { log, projects } = code;
  const keys = new KeyStore(context.secrets);
  const memory = memoryIn(context.globalState);
  const storage = context.globalStorageUri.fsPath;
  const root = join(storage, 'library', workspaceHash());
  const raster = new LazyRaster();
  const pixels = pixelsOf(() => raster.get());
  const scratch = new Scratch(join(storage, 'scratch'));
  const thumbnails = new Thumbnails(join(storage, 'thumbnails'), () => raster.get());
  const library = new Library({
    root,
    probeFile: wholePicture,
    drawThumbnail: path => thumbnails.ofTile(path),
    onDamaged: damageReporter(log),
  });
  const limit = new LimitWatch({
    library,
    limitBytes: libraryLimitBytes,
    ask: askForRoom,
    onProblem: error => log.warn(`library: its size could not be looked at: ${nameOf(error)}`),
  });
  const studio = new Studio({
    store: library,
    sources: sourceFiles,
    probeFile: wholePicture,
    alphaTruth: path => raster.alphaTruth(path),
    masking: maskPixels(() => raster.get()),
    pixels,
    onEnd: async (run, again) => {
      if (run.place) await (await import('../commands/missing/place.ts')).placeMade(services, run, again);
    },
  });
  const connector = new Connector({ keys, log, memory, version: versionOf(context) });
  const desk = new Desk(async changed =>
    (await import('./composer/openComposer.ts')).openComposer(services, root, raster, changed),
  );
  const port: SheetPort = {
    ...libraryPort(library),
    // Loaded when a button is first pressed.
    actions: async () => (await import('../commands/sheetActions.ts')).sheetActions(services),
    composer: desk,
    viewer: { handle: async (message, toUri) => (await viewer()).handle(message, toUri) },
    strings: sheetStrings,
    sentence: errorSentence,
    damagedSentence,
    price: estimateText,
  };
  let viewerDesk: Promise<ViewerPort> | undefined;
  const viewer = (): Promise<ViewerPort> =>
    (viewerDesk ??= import('./viewerDesk.ts').then(({ ViewerDesk }) => new ViewerDesk(services, root)));
  const sheetLog = (reason: string): void => log.warn(`sheet: ${reason}`);
  const sheet = contactSheet({ extensionUri: context.extensionUri, port, log: sheetLog });
  const services: Services = {
    ...code,
    archive: library,
    studio,
    pixels,
    scratch,
    sheet,
    desk,
    keys,
    memory,
    normaliseBaseUrl: (provider, text) => connector.normaliseBaseUrl(provider, text),
    target: () => connector.target(),
    targetFor: (provider, baseUrl) => connector.targetFor(provider, baseUrl),
    hasKey: target => connector.hasKey(target),
    outlook: () => connector.outlook(),
    connect: () => connector.connect(),
    thumbnail: uri => thumbnails.of(uri),
    measure: async uri => (uri.scheme === 'file' ? measureFile(uri.fsPath) : undefined),
    placesOf: async uris =>
      (await import('./placeFinder.ts')).findPlaces(projects, uris, new AbortController().signal),
    fitToSlot: async (...of) => (await import('./slots.ts')).fitToSlot(() => raster.get(), ...of),
    lastActiveFile: () => active.uri,
    lastTextEditor: () => active.textEditor,
  };
  const refresh = [
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('easel') && desk.refresh()),
    context.secrets.onDidChange(() => desk.refresh()),
  ];
  context.subscriptions.push(sheet, limit, ...refresh);
  const close = async (): Promise<void> => {
    await studio.close();
    // What cannot be closed must not keep runs from being written.
    await Promise.allSettled([desk.close(), connector.close(), raster.close(), scratch.close()]);
    await library.flush();
    library.dispose();
  };
  return { services, close };
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
