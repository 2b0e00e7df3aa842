import { basename, join } from 'node:path';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { toErrorRecord } from '../images/errors.ts';
import { extensionOf } from '../images/picture.ts';
import type { Source } from '../images/run.ts';
import type { Prepared, PrepareWant, SquareFit } from '../images/transform.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { sending as texts } from '../platform/messages/vary.ts';
import { sourceFiles } from '../platform/projectFiles.ts';
import { wantFor, type Routing } from '../studio/prepare.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { Connection, Services } from './services.ts';

/** Files that are opened at once when all that is sent is looked at. */
const mostOpened = 10;

/** What would be sent of the sources, for one choice. */
export interface SendLook {
  readonly text: string;
  /** Something had to be made square, so that how is a question. */
  readonly square: boolean;
  /** The sources as they would be sent; absent where they cannot be. */
  readonly sources?: readonly Source[];
  /** Opens what is sent; absent where nothing can be. */
  readonly open?: () => Promise<void>;
}

interface Ready {
  readonly name: string;
  /** The source's copy. */
  readonly copy: string;
  readonly bytes: number;
  readonly prepared: Prepared;
}

/** Looks at what would be sent; each way of preparing is worked out once. Never rejects. */
export class SendLooks {
  readonly #services: Services;
  readonly #connection: Connection;
  readonly #sources: readonly SourceReference[];
  readonly #known = new Map<string, Promise<SendLook>>();
  #copies: Promise<readonly string[]> | undefined;

  constructor(services: Services, connection: Connection, sources: readonly SourceReference[]) {
    this.#services = services;
    this.#connection = connection;
    this.#sources = sources;
  }

  /** The same object for choices that send the same. */
  look(routing: Routing): Promise<SendLook> {
    const want = wantFor(routing, this.#connection.api, this.#services.memory.squareFit.get());
    const key = JSON.stringify(want);
    const known = this.#known.get(key) ?? this.#prepare(want);
    this.#known.set(key, known);
    return known;
  }

  async #prepare(want: PrepareWant): Promise<SendLook> {
    try {
      const copies = await (this.#copies ??= this.#copy());
      const ready = await Promise.all(copies.map((copy, index) => this.#prepareOne(copy, index, want)));
      const square = want.kind === 'square' && ready.some(({ prepared }) => prepared.bytes);
      const sources = ready.map((one, index) => this.#sourceOf(one, index));
      return { text: textOf(ready), square, sources, open: () => this.#open(ready) };
    } catch (error) {
      return { text: errorSentence(toErrorRecord(error)), square: false };
    }
  }

  async #prepareOne(copy: string, index: number, want: PrepareWant): Promise<Ready> {
    const prepared = await this.#services.pixels.prepare(copy, want);
    const bytes = prepared.bytes?.length ?? (await stat(copy)).size;
    return { name: this.#sources[index]?.label.split(/[\\/]/).at(-1) ?? 'image', copy, bytes, prepared };
  }

  #sourceOf({ name, copy, bytes, prepared: { type, transform } }: Ready, index: number): Source {
    const { uri = '', label = name } = this.#sources[index] ?? {};
    return { uri, label, file: basename(copy), type, bytes, ...transform.source, transform };
  }

  async #copy(): Promise<readonly string[]> {
    const folder = await this.#services.scratch.folder();
    return Promise.all(
      this.#sources.map(async ({ uri, from = uri }, index) => {
        const path = join(folder, `source-${index + 1}`);
        await sourceFiles.copy(from, path);
        return path;
      }),
    );
  }

  async #open(ready: readonly Ready[]): Promise<void> {
    for (const { name, copy, prepared } of ready.slice(0, mostOpened)) {
      const bytes = prepared.bytes ?? (await vscode.workspace.fs.readFile(vscode.Uri.file(copy)));
      const sent = `${name.replace(/\.[^.]*$/, '')}.${extensionOf[prepared.type]}`;
      const path = await this.#services.scratch.write(sent, bytes);
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), { preview: false });
    }
  }
}

/** Asks how pictures are made square, and remembers it. */
export async function pickSquareFit({ memory }: Services): Promise<void> {
  const rows: readonly (vscode.QuickPickItem & { readonly value: SquareFit })[] = [
    {
      label: texts.padTransparent(),
      detail: texts.padTransparentDetail(),
      value: { fit: 'pad', fill: 'transparent' },
    },
    { label: texts.padEdge(), detail: texts.padEdgeDetail(), value: { fit: 'pad', fill: 'edge' } },
    { label: texts.crop(), detail: texts.cropDetail(), value: { fit: 'crop', fill: 'transparent' } },
  ];
  const picked = await vscode.window.showQuickPick(rows, { title: texts.fitTitle() });
  if (picked) await memory.squareFit.set(picked.value);
}

function textOf(ready: readonly Ready[]): string {
  const names = texts.noteNames();
  const notes = [...new Set(ready.flatMap(({ prepared }) => prepared.notes))].map(note => names[note]);
  const bytes = bytesText(ready.reduce((sum, one) => sum + one.bytes, 0));
  const [only, ...others] = ready;
  if (!only || others.length > 0) return texts.several(ready.length, bytes, notes.join(', '));
  const { width, height } = only.prepared.transform.sent;
  return texts.one(`${width} × ${height}`, only.prepared.type.toUpperCase(), bytes, notes.join(', '));
}

function bytesText(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const digits = unit === 'megabyte' ? 1 : 0;
  return new Intl.NumberFormat(vscode.env.language, {
    style: 'unit',
    unit,
    maximumFractionDigits: digits,
  }).format(Math.max(value, unit === 'kilobyte' ? 1 : 0));
}
