import { ImageError } from '../images/errors.ts';
import { describeBytes } from '../raster/probe.ts';
import { peek } from './decode.ts';

/** What a body is by its first bytes, and by its content type where those say nothing. */
export interface Sniffed {
  readonly form: 'json' | 'events' | 'picture';
  readonly all: AsyncIterable<Uint8Array>;
}

/** Enough to tell an HTML page behind a comment from a stream that begins with white space, bytes. */
const enough = 16;

/** More white space than this is not a beginning, bytes. */
const maxBlankBytes = 64 * 1024;

interface Peeked {
  readonly head: Uint8Array;
  readonly all: AsyncIterable<Uint8Array>;
}

/**
 * Tells a JSON answer from a stream of events: servers send either, whatever was asked and whatever they call it.
 * A few send the picture itself.
 * @throws ImageError `emptyAnswer`, `badAnswer` with what it is instead
 */
export async function sniff(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  host: string,
): Promise<Sniffed> {
  const { head, all } = await peek(body, enough);
  if (head.length > 0 && startOf(head) === '') return sniffBlank({ head, all }, contentType, host);
  return sniffed({ head, all }, contentType, host);
}

/** Signs of life before an answer, or a page that begins with blank lines: its first word tells. */
async function sniffBlank({ head, all }: Peeked, contentType: string, host: string): Promise<Sniffed> {
  if (/json/i.test(contentType)) return { form: 'json', all };
  if (/event-stream/i.test(contentType)) return { form: 'events', all };
  for (let length = head.length, more = all; ;) {
    const next = await peek(more, length + enough);
    const ended = next.head.length < length + enough;
    if (startOf(next.head) !== '' || ended) return sniffed(next, contentType, host);
    if (next.head.length > maxBlankBytes) return { form: 'events', all: next.all };
    more = next.all;
    length = next.head.length;
  }
}

function startOf(head: Uint8Array): string {
  return new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart();
}

function sniffed({ head, all }: Peeked, contentType: string, host: string): Sniffed {
  const start = startOf(head);
  if (/^[{[]/.test(start)) return { form: 'json', all };
  if (/^(?:data|event|id|retry)?:/.test(start)) return { form: 'events', all };
  const blank = head.length > 0 && start === '';
  if (blank || (head.length > 0 && /event-stream/i.test(contentType))) return { form: 'events', all };
  if (head.length > 0 && /^image\//i.test(contentType)) return { form: 'picture', all };
  if (head.length === 0) throw new ImageError({ kind: 'emptyAnswer', host, mayBeBilled: true });
  throw new ImageError({ kind: 'badAnswer', host, detail: describeBytes(head) });
}
