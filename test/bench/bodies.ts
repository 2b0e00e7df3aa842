// The bodies the server sends, made before anything is measured.
import { hash } from 'node:crypto';
import { largePng } from '../support/http/pictures.ts';
import { streamChunkBytes, type Case } from './cases.ts';

/** What the server needs to answer one case. */
export interface Bodies {
  /** SHA-256 of each picture of one answer. */
  readonly pictures: readonly string[];
  /** SHA-256 of all of them in one, as a floor leaves them. */
  readonly joined: string;
  readonly contentType: string;
  /** The answer in the pieces it is written in. */
  readonly chunks: readonly Buffer[];
  /** The pictures as bare base64, one after the other, for the floor. */
  readonly raw: Buffer;
}

/** Pictures of noise, each another one. */
export function bodiesOf({ pictures, base64Bytes, stream = false }: Case): Bodies {
  const all = Array.from({ length: pictures }, () => picture((base64Bytes / 4) * 3));
  const texts = all.map(bytes => bytes.toString('base64'));
  return {
    pictures: all.map(bytes => hash('sha256', bytes)),
    joined: hash('sha256', Buffer.concat(all)),
    contentType: stream ? 'text/event-stream' : 'application/json',
    chunks: stream ? chunksOf(Buffer.from(texts.map(eventOf).join(''))) : [answerOf(texts)],
    raw: Buffer.from(texts.join('')),
  };
}

/** A PNG of exactly that many bytes; base64 of a multiple of three has no padding, so it can be joined. */
function picture(bytes: number): Buffer {
  const frame = largePng(0).length;
  return largePng(bytes - frame);
}

const usage = {
  input_tokens: 10,
  output_tokens: 1000,
  total_tokens: 1010,
  input_tokens_details: { text_tokens: 10, image_tokens: 0 },
};

function answerOf(texts: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify({ created: 0, data: texts.map(text => ({ b64_json: text })), usage }));
}

/** All but the last are previews. */
function eventOf(text: string, index: number, { length }: readonly string[]): string {
  const isLast = index === length - 1;
  const type = `image_generation.${isLast ? 'completed' : 'partial_image'}`;
  const fields = isLast ? { usage } : { partial_image_index: index };
  return `event: ${type}\ndata: ${JSON.stringify({ type, b64_json: text, ...fields })}\n\n`;
}

function chunksOf(bytes: Buffer): readonly Buffer[] {
  const count = Math.ceil(bytes.length / streamChunkBytes);
  return Array.from({ length: count }, (_none, at) =>
    bytes.subarray(at * streamChunkBytes, (at + 1) * streamChunkBytes),
  );
}
