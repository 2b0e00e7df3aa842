import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EncodableType } from '../raster/pixels.ts';
import { faults } from './faults.ts';
import { Refusal } from './refusal.ts';
import type { Commission, Studio } from './studio.ts';
import { usageOf } from './usage.ts';

/** What the answering of one request needs besides the request. */
export interface AnswerTools {
  readonly studio: Studio;
  /** Milliseconds before each picture or preview. */
  readonly delayMs: number;
  /** A fault that is to happen while answering. */
  readonly fault: 'stream_error' | 'cut_off' | undefined;
  /** Keeps a picture and gives its absolute URL. */
  readonly host: (bytes: Uint8Array, type: EncodableType) => string;
}

/** The whole answer in one piece. */
export async function answerJson(
  response: ServerResponse,
  job: Commission,
  { studio, delayMs, fault, host }: AnswerTools,
  signal: AbortSignal,
): Promise<void> {
  if (fault === 'stream_error') throw new Refusal(faults.stream_error);
  const { order } = job;
  const first = studio.reserve(job);
  await sleep(delayMs, undefined, { signal });
  const data: unknown[] = [];
  for (let at = 0; at < order.n; at++) {
    const bytes = await studio.paint(job, first + at, 1, signal);
    const picture = order.urls
      ? { url: host(bytes, order.type) }
      : { b64_json: Buffer.from(bytes).toString('base64') };
    // Only dall-e-3 tells how it understood the prompt.
    data.push(order.model.id === 'dall-e-3' ? { ...picture, revised_prompt: order.prompt } : picture);
  }
  const text = JSON.stringify({ created: seconds(), data, ...echoOf(job) });
  response.setHeader('content-type', 'application/json');
  if (fault !== 'cut_off') return void response.end(text);
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

/** The answer as server-sent events: previews, then the picture. */
export async function answerStream(
  response: ServerResponse,
  job: Commission,
  { studio, delayMs, fault }: AnswerTools,
  signal: AbortSignal,
): Promise<void> {
  const { order, kind } = job;
  const index = studio.reserve(job);
  const send = (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.flushHeaders();
  for (let partial = 0; partial < order.partials; partial++) {
    await sleep(delayMs, undefined, { signal });
    const bytes = await studio.paint(job, index, sharpnessOf(partial, order.partials), signal);
    send(`${kind}.partial_image`, { partial_image_index: partial, ...eventOf(job, bytes) });
  }
  await sleep(delayMs, undefined, { signal });
  if (fault === 'stream_error') throw new Refusal(faults.stream_error);
  if (fault === 'cut_off') return void response.write('event: ', () => response.destroy());
  const { usage, ...facts } = { ...eventOf(job, await studio.paint(job, index, 1, signal)), ...echoOf(job) };
  send(`${kind}.completed`, { ...facts, ...(usage !== undefined && { usage }) });
  response.end();
}

/** Share of the final edge's pixels; the last preview is still soft, each before it much softer. */
function sharpnessOf(partial: number, partials: number): number {
  return 0.16 / 2.6 ** (partials - 1 - partial);
}

function eventOf(job: Commission, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const { usage: _counted, ...echo } = echoOf(job);
  return { b64_json: Buffer.from(bytes).toString('base64'), created_at: seconds(), ...echo };
}

/** What the server says it did; models without usage say nothing. */
function echoOf(job: Commission): { readonly usage?: unknown; readonly [name: string]: unknown } {
  const { order, size, images } = job;
  const usage = usageOf(
    order,
    size,
    images.map(image => image.facts),
  );
  if (usage === undefined) return {};
  return {
    background: order.background === 'auto' ? 'opaque' : order.background,
    output_format: order.type,
    quality: order.quality,
    size: `${size.width}x${size.height}`,
    usage,
  };
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
