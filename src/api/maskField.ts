import * as v from 'valibot';
import { deadline } from './deadline.ts';
import { decoded, readAll } from './decode.ts';
import { abortReason, type Transport } from './transport.ts';

/** What the part of a mask is called (api-contract §9). */
export type MaskField = 'mask' | 'mask_image';

/** What servers were found to call it, by base URL; kept by who makes clients, so that each is asked once. */
export type MaskFields = Map<string, Promise<MaskField>>;

/** Of a description no more is read, bytes. */
const maxBytes = 2 * 1024 * 1024;

/** Where a description's schemas lead no further, whatever refers to whatever. */
const maxDepth = 4;

/**
 * The name of a mask by a server's OpenAPI description: another one only where its edits route has that one and no
 * `mask`. `path`: of the edits route as it is asked; a description behind a gateway has the end of it. Pure.
 */
export function maskFieldOf(description: unknown, path: string): MaskField {
  const routes = Object.keys(fieldsOf(fieldsOf(description)['paths']));
  const route = routes.find(name => name.endsWith('/images/edits') && path.endsWith(name));
  if (route === undefined) return 'mask';
  const content = dig(description, ['paths', route, 'post', 'requestBody', 'content']);
  const schemas = Object.values(fieldsOf(content)).map(media => fieldsOf(media)['schema']);
  const names = new Set(schemas.flatMap(schema => propertiesOf(schema, description, 0)));
  return names.has('mask_image') && !names.has('mask') ? 'mask_image' : 'mask';
}

/** What is asked, and how; no key goes along. */
export interface Question {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly edits: URL;
  readonly userAgent: string;
  /** How long the description is waited for, ms. */
  readonly timeoutMs: number;
}

/** The name of a mask at a server that may describe itself. Throws the signal's reason after an abort only. */
export async function askMaskField(
  known: MaskFields,
  question: Question,
  signal: AbortSignal,
): Promise<MaskField> {
  for (;;) {
    const earlier = known.get(question.baseUrl);
    const asked = earlier ?? described(question, signal);
    if (!earlier) {
      known.set(question.baseUrl, asked);
      // Who asked was stopped, which says nothing of the server.
      asked.catch(() => known.delete(question.baseUrl));
    }
    try {
      return await unlessAborted(asked, signal);
    } catch (error) {
      // Somebody else was stopped who had asked first: then it is asked again.
      if (signal.aborted) throw error;
    }
  }
}

async function described(question: Question, signal: AbortSignal): Promise<MaskField> {
  const { transport, edits, userAgent, timeoutMs } = question;
  const limit = deadline(timeoutMs, signal);
  try {
    const url = new URL('/openapi.json', edits);
    const headers = { 'user-agent': userAgent, accept: 'application/json' };
    const answer = await transport.request({ method: 'GET', url, headers, signal: limit.signal });
    try {
      if (answer.status !== 200) return 'mask';
      const body = await decoded(answer.body, answer.headers['content-encoding']);
      return maskFieldOf(JSON.parse((await readAll(body, maxBytes)).toString()), edits.pathname);
    } finally {
      answer.dispose();
    }
  } catch (error) {
    // Missing, slow, huge or odd: it says nothing, and the edit will say what is wrong with the server.
    if (signal.aborted) throw error;
    return 'mask';
  } finally {
    limit.clear();
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abortReason(signal));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Names of a schema's properties, through references and what it is put together of. */
function propertiesOf(schema: unknown, whole: unknown, depth: number): readonly string[] {
  if (depth > maxDepth) return [];
  const { $ref: ref, properties, allOf, anyOf, oneOf } = fieldsOf(schema);
  const parts = [allOf, anyOf, oneOf].flatMap(list => (Array.isArray(list) ? list.slice(0, 8) : []));
  const target = typeof ref === 'string' && ref.startsWith('#/') ? [dig(whole, ref.slice(2).split('/'))] : [];
  return [
    ...Object.keys(fieldsOf(properties)),
    ...[...parts, ...target].flatMap((part: unknown) => propertiesOf(part, whole, depth + 1)),
  ];
}

function dig(value: unknown, path: readonly string[]): unknown {
  return path.reduce((at, name) => fieldsOf(at)[name], value);
}

const object = v.record(v.string(), v.unknown());

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const parsed = v.safeParse(object, value);
  return parsed.success ? parsed.output : {};
}
