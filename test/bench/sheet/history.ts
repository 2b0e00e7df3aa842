// A library as if it had grown over months: real files, hard links to a few.
import { createHash } from 'node:crypto';
import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Run } from '../../../src/images/run.ts';
import type { RunFile } from '../../../src/library/runFile.ts';
import type { Session } from '../../e2e/support/session.ts';
import { edge } from './noise.ts';

/** What a library is made of. */
export interface History {
  readonly runs: number;
  readonly picturesPerRun: number;
  /** Path of the one picture all are links to, a square PNG of that many bytes. */
  readonly picture: string;
  readonly bytes: number;
  /** Path of its small copy; without it there are no thumbnails. */
  readonly thumbnail?: string;
}

/** Folder of a session's library. */
export function libraryOf({ dataFolder, workspace }: Session): string {
  const hash = createHash('sha256').update(pathToFileURL(workspace).href).digest('hex').slice(0, 16);
  return join(dataFolder, 'data/User/globalStorage/easel-images.easel/library', hash);
}

/** Writes a history before the extension first looks at its library. */
export async function writeHistory(library: string, history: History): Promise<void> {
  const thumbnails = join(library, '.thumbnails');
  await mkdir(thumbnails, { recursive: true });
  const last = Date.now() - 60_000;
  for (let at = 0; at < history.runs; at++) {
    const run = runOf(history, last - at * 3_600_000, at);
    const folder = join(library, run.id);
    await mkdir(folder);
    const file: RunFile = { version: 1, owner: { pid: 1, session: 'bench' }, run };
    await writeFile(join(folder, 'run.json'), JSON.stringify(file, undefined, 1));
    for (const { picture } of run.tiles) {
      if (!picture) continue;
      await link(history.picture, join(folder, picture.file));
      if (history.thumbnail !== undefined)
        await link(history.thumbnail, join(thumbnails, `${run.id}~${picture.file}.webp`));
    }
  }
}

function runOf({ picturesPerRun, bytes }: History, startedAt: number, at: number): Run {
  const time = new Date(startedAt).toISOString().replace(/[-:.]/g, '').slice(0, 15);
  const suffix = at.toString(16).padStart(8, '0');
  const picture = { type: 'png', width: edge, height: edge, alpha: false, bytes } as const;
  return {
    id: `${time}-${suffix}`,
    kind: 'generate',
    state: 'done',
    startedAt,
    endedAt: startedAt + 20_000,
    tookMs: 20_000,
    prompt: `Run ${at}: a lighthouse above a quiet bay, seen from the sea in the evening, gouache`,
    sources: [],
    provider: { id: 'openai', label: 'OpenAI', offline: false, host: 'api.openai.com' },
    parameters: { model: 'gpt-image-2.5-flare', size: `${edge}x${edge}`, quality: 'medium' },
    tiles: Array.from({ length: picturesPerRun }, (_none, index) => ({
      id: String(index + 1),
      state: 'done',
      stem: `${index + 1}-0`,
      counted: true,
      picture: { ...picture, file: `${index + 1}-0.png` },
    })),
    usage: { inputTokens: 30, outputTokens: 4224, totalTokens: 4254 },
  };
}
