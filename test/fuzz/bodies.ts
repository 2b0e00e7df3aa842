// Good answers of every shape that servers send, with what must come of each.
import { png, webp } from '../support/http/pictures.ts';
import type { Random } from './random.ts';

/** A body and the pictures in it. */
export interface Body {
  readonly bytes: Buffer;
  /** Pictures that were asked for. */
  readonly wanted: number;
  /** What is told, in order, each picture by its bytes. */
  readonly told: readonly Told[];
}

/** An event of the answer, in a form that can be compared. */
export type Told =
  | { readonly type: 'completed'; readonly index: number; readonly bytes: string; readonly words?: string }
  | { readonly type: 'partial'; readonly partialIndex: number; readonly bytes: string }
  | { readonly type: 'usage'; readonly total: number }
  | { readonly type: 'echo'; readonly size: string };

const strings = [
  'a lighthouse',
  'say "cheese" \\ twice',
  '"b64_json":"AAAA"',
  'naïve 灯台 🗼 \u2028',
  '{"data":[{"b64_json":"x"}]}',
  '@picture:0',
  'line\nbreak\r\nand\ttab \u0001',
  'data: x\n\nevent: error',
  '',
  '\\',
] as const;

const extras: readonly (readonly [string, unknown])[] = [
  ['created', 1_700_000_000],
  ['object', 'list'],
  ['nothing', null],
  ['meta', { data: [{ b64_json: 'not this' }], b64_json: 'nor this', url: 'data:x' }],
  ['list', [[[]], {}, [{ url: 'data:image/png;base64,AAAA' }]]],
  ['number', -1.5e-7],
  ['yes', true],
  ['cost', { b64_json: null }],
];

function picture(random: Random): Buffer {
  if (random.chance(0.2)) return webp;
  return png(1 + random.below(30), 1 + random.below(40), random.chance(0.5));
}

/** Base64 as a JSON string may hold it. */
function base64(bytes: Buffer, random: Random): string {
  const plain = bytes.toString(random.chance(0.1) ? 'base64url' : 'base64');
  const url = random.chance(0.1) ? `data:image/png;base64,${plain}` : plain;
  switch (random.below(5)) {
    case 0:
      return url.replaceAll('/', '\\/');
    case 1:
      return url.replaceAll(/[+/=]/g, found => `\\u00${found.charCodeAt(0).toString(16).padStart(2, '0')}`);
    case 2:
      return url.replaceAll(/.{76}/g, '$&\\n');
    default:
      return url;
  }
}

interface Placed {
  readonly fields: readonly (readonly [string, unknown])[];
  readonly marks: ReadonlyMap<string, string>;
}

/** An object that holds a picture; its text is put in afterwards, in place of a mark. */
function withPicture(bytes: Buffer, mark: string, random: Random): Placed {
  const marks = new Map([[`"${mark}"`, `"${base64(bytes, random)}"`]]);
  return { fields: [['b64_json', mark]], marks };
}

function someExtras(random: Random): (readonly [string, unknown])[] {
  return random.shuffled(extras).slice(0, random.below(4));
}

function text(fields: readonly (readonly [string, unknown])[], random: Random): string {
  const indent = random.pick([undefined, undefined, 1, '\t'] as const);
  return JSON.stringify(Object.fromEntries(random.shuffled(fields)), undefined, indent);
}

function filled(json: string, marks: Iterable<readonly [string, string]>): string {
  let whole = json;
  for (const [mark, value] of marks) whole = whole.replace(mark, () => value);
  return whole;
}

const echo = { size: '1024x1024' } as const;

function closing(random: Random): { fields: (readonly [string, unknown])[]; told: Told[] } {
  const fields: (readonly [string, unknown])[] = [];
  const told: Told[] = [];
  if (random.chance(0.5)) {
    fields.push(['usage', { input_tokens: 3, output_tokens: 4, total_tokens: 7 }]);
    told.push({ type: 'usage', total: 7 });
  }
  if (random.chance(0.3)) {
    fields.push(['size', echo.size]);
    told.push({ type: 'echo', size: echo.size });
  }
  return { fields, told };
}

/** A JSON answer of 1 to 4 pictures. */
export function jsonBody(random: Random): Body {
  const count = 1 + random.below(4);
  const marks: (readonly [string, string])[] = [];
  const told: Told[] = [];
  const data = Array.from({ length: count }, (_none, index) => {
    const bytes = picture(random);
    const placed = withPicture(bytes, `@@${index}@@`, random);
    marks.push(...placed.marks);
    const fields = [...placed.fields, ...someExtras(random)];
    const words = random.chance(0.4) ? random.pick(strings) : '';
    if (words !== '') fields.push(['revised_prompt', words]);
    told.push({
      type: 'completed',
      index,
      bytes: bytes.toString('hex'),
      // Control characters are not kept.
      ...(words === '' ? {} : { words: words.replaceAll('\r', ' ').replaceAll('\u0001', ' ').trim() }),
    });
    return Object.fromEntries(random.shuffled(fields));
  });
  const { fields, told: last } = closing(random);
  const json = filled(text([['data', data], ...someExtras(random), ...fields], random), marks);
  const named = random.chance(0.1) ? json.replaceAll('"b64_json":', '"b64\\u005fjson":') : json;
  const around = random.pick(['', '', ' ', '\r\n\r\n', '\uFEFF'] as const);
  return {
    bytes: Buffer.from(`${around}${named}${random.pick(['', '\n'] as const)}`),
    wanted: count,
    told: [...told, ...last],
  };
}

/** A stream of up to three previews and one or two pictures. */
export function eventsBody(random: Random): Body {
  const wanted = random.chance(0.2) ? 2 : 1;
  const route = random.pick(['image_generation', 'image_edit'] as const);
  const end = random.pick(['\n', '\n', '\r\n', '\r'] as const);
  const told: Told[] = [];
  const parts: string[] = [random.pick(['', '\uFEFF', ': hello\n\n', 'retry: 10\n\n'] as const)];
  let count = 0;
  const add = (type: string, bytes: Buffer, more: readonly (readonly [string, unknown])[]): void => {
    const placed = withPicture(bytes, `@@${count++}@@`, random);
    const fields = [['type', `${route}.${type}`] as const, ...placed.fields, ...more, ...someExtras(random)];
    const json = filled(text(fields, random), placed.marks);
    parts.push(asEvent(json, `${route}.${type}`, random));
  };
  for (let index = 0; index < wanted; index++) {
    const previews = random.below(4);
    for (let partialIndex = 0; partialIndex < previews; partialIndex++) {
      const bytes = picture(random);
      add('partial_image', bytes, [['partial_image_index', partialIndex]]);
      told.push({ type: 'partial', partialIndex, bytes: bytes.toString('hex') });
      if (random.chance(0.2))
        parts.push(random.pick([': ping\n\n', 'data: {"type":"ping"}\n\n', 'id: 7\n\n']));
    }
    const bytes = picture(random);
    const { fields, told: last } = closing(random);
    add('completed', bytes, fields);
    told.push({ type: 'completed', index, bytes: bytes.toString('hex') }, ...last);
  }
  const whole = parts.join('') + random.pick(['', 'data: [DONE]\n\n', 'data: [DONE]'] as const);
  const cut = random.chance(0.2) ? whole.trimEnd() : whole;
  return { bytes: Buffer.from(cut.replaceAll('\n', end)), wanted, told };
}

/** Every line of the JSON on a line of its own, as the format demands of data with line breaks. */
function asEvent(json: string, name: string, random: Random): string {
  const colon = random.pick(['data: ', 'data:'] as const);
  const data = json
    .split('\n')
    .map(line => `${colon}${line}\n`)
    .join('');
  const lines = random.chance(0.5) ? [`event: ${name}\n`, data] : [data];
  if (random.chance(0.1)) lines.push('id: 1\n');
  return `${random.shuffled(lines).join('')}\n`;
}
