// What becomes of a good body on its way through a bad world.
import type { Random } from './random.ts';

const tokens = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '\n',
  '\n\n',
  '\r',
  '\0',
  '\uFEFF',
  '=',
  '\\u',
  '\\u00',
  '\\ud800',
  '"b64_json":"',
  '"b64_json":null,',
  '"url":"data:',
  '"url":"https://10.0.0.1/1.png",',
  '"url":"//",',
  '"data":[',
  '"data":{"a":1},',
  '"error":"no",',
  '"error":{"code":429},',
  '"type":"error",',
  '"partial_image_index":1e999,',
  '"partial_image_index":-1,',
  '"usage":{"input_tokens":"x"},',
  'data: ',
  'event: error\n',
  'data: [DONE]\n\n',
  '<html>',
] as const;

type Mutation = (body: Buffer, random: Random) => Buffer;

function around(body: Buffer, from: number, to: number, between: Buffer): Buffer {
  return Buffer.concat([body.subarray(0, from), between, body.subarray(to)]);
}

const nothing = Buffer.alloc(0);

const mutations: readonly [Mutation, ...Mutation[]] = [
  // A bit.
  (body, random) => {
    const at = random.below(body.length);
    const byte = (body[at] ?? 0) ^ (1 << random.below(8));
    return around(body, at, at + 1, Buffer.of(byte));
  },
  // The end of it.
  (body, random) => around(body, random.below(body.length), body.length, nothing),
  // A byte.
  (body, random) => {
    const at = random.below(body.length);
    return around(body, at, at, Buffer.of(random.below(256)));
  },
  // A token.
  (body, random) => {
    const at = random.below(body.length);
    return around(body, at, at, Buffer.from(random.pick(tokens)));
  },
  (body, random) => {
    const at = random.below(body.length);
    const token = Buffer.from(random.pick(tokens));
    return around(body, at, at + token.length, token);
  },
  // A piece gone, or twice, or elsewhere.
  (body, random) => {
    const at = random.below(body.length);
    return around(body, at, at + random.below(200), nothing);
  },
  (body, random) => {
    const at = random.below(body.length);
    const piece = Buffer.from(body.subarray(at, at + random.below(400)));
    const to = random.below(body.length);
    return around(body, to, to, piece);
  },
  // All of it twice.
  body => Buffer.concat([body, body]),
];

/** One to four things go wrong. */
export function mutated(body: Buffer, random: Random): Buffer {
  let result = body;
  for (let count = 1 + random.below(4); count > 0 && result.length > 0; count--)
    result = random.pick(mutations)(result, random);
  return result;
}

/** The same bytes in pieces, as a network may deliver them. */
export async function* inChunks(body: Buffer, random: Random): AsyncGenerator<Uint8Array, void, undefined> {
  const longest = random.pick([1, 3, 16, 100, 1000, 70_000, Number.POSITIVE_INFINITY] as const);
  for (let at = 0; at < body.length;) {
    const length = longest === Number.POSITIVE_INFINITY ? body.length : 1 + random.below(longest);
    yield body.subarray(at, at + length);
    at += length;
    if (random.chance(0.01)) yield Buffer.alloc(0);
  }
}
