import type { EncodableType } from '../raster/pixels.ts';
import { unbundled } from '../raster/wasm.ts';
import { WorkerClient } from '../raster/workerClient.ts';
import type { PaintOrder } from './paint/paint.ts';
import type { Finish, paintTasks, ReworkFiles } from './paintTasks.ts';

/** Paints in one background thread, one picture after another. Rejects with RasterError or the signal's reason. */
export class Painter {
  readonly #worker = new WorkerClient<typeof paintTasks>(
    new URL(unbundled ? './paintWorker.ts' : './paintWorker.js', import.meta.url),
  );

  /** A file with a new picture. */
  paint(order: PaintOrder, finish: Finish, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#worker.run('paint', { order, finish }, [], signal);
  }

  /** A file with a picture made of the given ones. */
  rework(order: ReworkFiles, finish: Finish, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#worker.run('rework', { order, finish }, [], signal);
  }

  /** Ends the thread; what waits is rejected. */
  close(): Promise<void> {
    return this.#worker.close();
  }
}

export interface PlaceholderOrder {
  readonly prompt: string;
  /** Pixels, 1 to 16384. */
  readonly width: number;
  readonly height: number;
  readonly type: EncodableType;
  readonly background?: 'transparent' | 'opaque';
  /** Another number, another picture of the same prompt; 0 unless given. */
  readonly seed?: number;
}

/** The bytes of one placeholder at any size, without a server; the same order gives the same bytes. */
export async function drawPlaceholder(
  { prompt, width, height, type, background, seed = 0 }: PlaceholderOrder,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const painter = new Painter();
  try {
    const transparent = background === 'transparent' && type !== 'jpeg';
    return await painter.paint(
      { prompt, width, height, transparent, index: seed, detail: 1 },
      { type },
      signal,
    );
  } finally {
    await painter.close();
  }
}
