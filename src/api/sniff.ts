import { ImageError } from '../images/errors.ts';
import { describeBytes } from '../raster/probe.ts';
import { peek } from './decode.ts';

/** What a body is by its first bytes, and by its content type where those say nothing. */
export interface Sniffed {
  readonly form: 'json' | 'events';
  readonly all: AsyncIterable<Uint8Array>;
}

/** Enough to tell an HTML page behind a comment from a stream that begins with white space, bytes. */
const enough = 16;

/**
 * Tells a JSON answer from a stream of events: servers send either, whatever was asked and whatever they call it.
 * @throws ImageError `emptyAnswer`, `badAnswer` with what it is instead
 */
export async function sniff(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  host: string,
): Promise<Sniffed> {
  const { head, all } = await peek(body, enough);
  const start = new TextDecoder()
    .decode(head.subarray(0, 256))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^[{[]/.test(start)) return { form: 'json', all };
  if (/^(?:data|event|id|retry)?:/.test(start)) return { form: 'events', all };
  const blank = start === '';
  if (head.length > 0 && blank && /json/i.test(contentType)) return { form: 'json', all };
  if (head.length > 0 && (blank || /event-stream/i.test(contentType))) return { form: 'events', all };
  if (head.length === 0) throw new ImageError({ kind: 'emptyAnswer', host, mayBeBilled: true });
  throw new ImageError({ kind: 'badAnswer', host, detail: describeBytes(head) });
}
