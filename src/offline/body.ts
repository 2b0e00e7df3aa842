import type { IncomingMessage } from 'node:http';
import { Fields } from './fields.ts';
import { badRequest, Refusal } from './refusal.ts';

const megabyte = 1024 * 1024;
/** Sixteen files of 50 MB would not fit into memory side by side with their pixels. */
const longestForm = 256 * megabyte;
const longestJson = 2 * megabyte;

/** A form taken apart: text parts and file parts, both by name. */
export interface Form {
  readonly fields: Fields;
  readonly files: ReadonlyMap<string, readonly File[]>;
}

/** The parameters of a JSON body. */
export async function readJson(request: IncomingMessage): Promise<Fields> {
  expectType(request, 'application/json');
  const text = (await readBytes(request, longestJson)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(
      null,
      null,
      'We could not parse the JSON body of your request. The API expects a JSON payload.',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest('invalid_type', null, 'Invalid body: expected an object.');
  return new Fields(new Map(Object.entries(value)), false);
}

/** The parts of a multipart body. */
export async function readForm(request: IncomingMessage): Promise<Form> {
  expectType(request, 'multipart/form-data');
  const bytes = await readBytes(request, longestForm);
  const type = request.headers['content-type'] ?? '';
  const form = await parseForm(bytes, type);
  const texts = new Map<string, unknown>();
  const files = new Map<string, File[]>();
  for (const [name, value] of form)
    if (typeof value !== 'string') files.set(name, [...(files.get(name) ?? []), value]);
    else if (texts.has(name)) throw badRequest('invalid_value', name, `Duplicate parameter: '${name}'.`);
    else texts.set(name, value);
  return { fields: new Fields(texts, true), files };
}

async function parseForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(null, null, `Could not parse the multipart form: ${why}`);
  }
}

function expectType(request: IncomingMessage, expected: string): void {
  const type = request.headers['content-type'] ?? '';
  if (type.split(';', 1)[0]?.trim().toLowerCase() === expected) return;
  const message = `Unsupported content type: '${type}'. This API method only accepts '${expected}' requests.`;
  throw badRequest('unsupported_content_type', null, message);
}

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = new Refusal({
    status: 413,
    message: `The body is larger than ${most} bytes.`,
    // The rest of the body is not read, so the connection cannot be used again.
    headers: { connection: 'close' },
  });
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > most) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
