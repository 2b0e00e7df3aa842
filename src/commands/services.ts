import type * as vscode from 'vscode';
import type { ImageType } from '../images/picture.ts';
import type { Run } from '../images/run.ts';
import type { RunChange } from '../panel/sheetPort.ts';
import type { ContactSheet } from '../panel/contactSheet.ts';
import type { KeyStore } from '../platform/keys.ts';
import type { Memory } from '../platform/memory.ts';
import type { Log } from '../platform/log.ts';
import type { Projects } from '../platform/projectPort.ts';
import type { ProviderSettings } from '../platform/settings.ts';
import type { MarkMessage } from '../protocol/messages.ts';
import type { PlaceView } from '../protocol/viewer.ts';
import type { ApiTraits, ImagesApi, Pixels } from '../studio/ports.ts';
import type { ReplaceLog } from '../studio/replace.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { Studio } from '../studio/studio.ts';

/** A model as its server lists it. */
export interface ModelInfo {
  readonly id: string;
  /** `YYYY-MM-DD`, where the server says when it ends. */
  readonly shutdownDate?: string;
}

/** The server the user chose, by address. */
export interface Target {
  readonly provider: ProviderSettings['provider'];
  /** What keys and models are remembered by. */
  readonly baseUrl: string;
  /** Host with port, for people. */
  readonly host: string;
  /** Whether it is one of OpenAI's own hosts, which have a page for keys. */
  readonly official: boolean;
}

/** The provider the user chose, ready to be asked. */
export interface Connection extends Target {
  readonly api: ImagesApi;
  /** What is asked for unless the user says otherwise; undefined: the server has one model. */
  readonly model: string | undefined;
  /** Asks whether the server answers and takes the key; `models` is absent where it has no list. @throws ImageError */
  check(signal: AbortSignal): Promise<{ readonly models?: readonly ModelInfo[] }>;
  /** Kept for a while; `fresh` asks the server again. @throws ImageError */
  listModels(signal: AbortSignal, fresh?: boolean): Promise<readonly ModelInfo[]>;
}

/** The provider the user chose as far as it is known without a key, a sign-in or a request. */
export interface Outlook extends Target {
  readonly traits: ApiTraits;
  /** What is asked for unless the user says otherwise. */
  readonly model: string | undefined;
  /** False while a key is missing. */
  readonly ready: boolean;
}

/** The part of the library that commands use. */
export interface Archive extends ReplaceLog {
  runs(): Promise<readonly Run[]>;
  get(runId: string): Run | undefined;
  /** Absolute path. */
  folderOf(runId: string): string;
  onDidChange(listener: (change: RunChange) => void): { dispose(): void };
  markSaved(runId: string, tileId: string, saved: { uri: string; label: string }): Promise<void>;
  /** Keeps what the user thinks of pictures, or puts them out of sight and back. */
  mark(runId: string, tileIds: readonly string[], mark: MarkMessage['mark']): Promise<void>;
  /** Deletes bytes: of some pictures, or of the whole run. Nothing is done to one that is under way. */
  remove(runId: string, tileIds?: readonly string[]): Promise<'removed' | 'running' | 'runningElsewhere'>;
  /** Keeps old bytes that belong to no run, on disk before it settles. @returns name of the file in `asideFolder` */
  keepAside(bytes: Uint8Array, extension: string): Promise<string>;
  /** Absolute path. */
  readonly asideFolder: string;
  /** Whether another window that lives is at work on a run. */
  runsElsewhere(runId: string): boolean;
}

/** Where files are put that are only looked at. */
export interface ScratchFiles {
  /** Writes a file under its own name. @returns its absolute path */
  write(name: string, bytes: Uint8Array): Promise<string>;
  /** A new empty folder. @returns its absolute path */
  folder(): Promise<string>;
}

/** What the composer holds, as far as commands change it. */
export interface Desk {
  /** Fills it with what a run asked for, and shows it. */
  useSettings(run: Run): Promise<void>;
  /** Puts a picture there to start from, and shows it. */
  startFrom(source: SourceReference): Promise<void>;
}

/** Formats that a picture named in code can be brought into; gif and svg only where the server made one. */
export type SlotType = ImageType | 'ico';

/** Pixels the code asks for; what it leaves open follows from the picture. */
export interface SlotSize {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Placeholders that are drawn on this machine, without a server. */
export interface PlaceholderWork {
  /** Bytes that say of themselves that they are a placeholder. */
  draw(
    order: {
      readonly prompt: string;
      /** px. */
      readonly width: number;
      readonly height: number;
      readonly type: 'png' | 'jpeg' | 'webp' | 'svg';
    },
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
  /** Bytes of a picture or an icon made to say so; those of a GIF as they are. */
  mark(bytes: Uint8Array): Uint8Array;
  /** Whether a file is one, wherever it came from; false for what is not there. */
  isOne(uri: vscode.Uri): Promise<boolean>;
}

/** What code is looked at with, apart from the library and all that asks a server. */
export type CodeServices = Pick<Services, 'log' | 'projects' | 'placeholders'>;

/** What is registered with VS Code gets hold of these; each is loaded and built once, when it is first asked for. */
export interface LazyServices {
  ofCode(): Promise<CodeServices>;
  all(): Promise<Services>;
}

/** What commands work with; built once, each part loaded when first used. */
export interface Services {
  readonly archive: Archive;
  readonly studio: Studio;
  readonly pixels: Pixels;
  readonly scratch: ScratchFiles;
  readonly sheet: ContactSheet;
  readonly desk: Desk;
  readonly keys: KeyStore;
  readonly log: Log;
  readonly memory: Memory;
  /** An address as it is kept and compared. @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  normaliseBaseUrl(provider: Target['provider'], text: string): Promise<string>;
  /** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  target(): Promise<Target>;
  /** Where a provider would be asked, by an address as typed. @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  targetFor(provider: Target['provider'], baseUrl: string): Promise<Target>;
  /** Whether a key for it is stored, or the environment has one for it. */
  hasKey(target: Target): Promise<boolean>;
  /** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  outlook(): Promise<Outlook>;
  /** @throws ImageError `missingKey`, `missingBaseUrl`, `badBaseUrl` */
  connect(): Promise<Connection>;
  /** Uri of a small PNG of a local picture; undefined when it cannot be drawn. */
  thumbnail(uri: vscode.Uri): Promise<vscode.Uri | undefined>;
  /** Where the workspace's code shows one of these files, by uris as strings. */
  placesOf(uris: readonly string[]): Promise<readonly PlaceView[]>;
  /** Width and height of a picture file as it is seen, px; undefined when it is none. */
  measure(uri: vscode.Uri): Promise<{ width: number; height: number } | undefined>;
  /** What the workspace folders are, for paths as they are written there. */
  readonly projects: Projects;
  readonly placeholders: PlaceholderWork;
  /**
   * Bytes of a picture file on this machine, cut and scaled as the code asks; its own where it is so already.
   * @throws ImageError `badPicture`, `invalid`
   */
  fitToSlot(path: string, size: SlotSize, type: SlotType): Promise<Uint8Array>;
  /** File the user last worked in, which tells the workspace folder. */
  lastActiveFile(): vscode.Uri | undefined;
  /** Text editor the user last worked in; undefined when it is closed. */
  lastTextEditor(): vscode.TextEditor | undefined;
}
