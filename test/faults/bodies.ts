// Answers, good ones and such as are wrong in one thing.
import type { Handler } from '../support/http/server.ts';
import { sendJson } from '../support/http/server.ts';
import { png } from '../support/http/pictures.ts';

/** A whole picture as base64. */
export const picture = png().toString('base64');

/** An answer with one picture. */
export const good = JSON.stringify({ created: 1, data: [{ b64_json: picture }] });

/** Sends that. */
export const sendGood: Handler = (_seen, response) => sendJson(response, 200, good);

/** Sends JSON with status 200. */
export function json(body: unknown, headers: object = {}): Handler {
  return (_seen, response) => sendJson(response, 200, body, headers);
}

/** Sends an answer with these entries. */
export function entries(...data: readonly unknown[]): Handler {
  return json({ created: 1, data });
}

/** Sends a status with a body of any kind. */
export function status(
  code: number,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
): Handler {
  return (_seen, response) => void response.writeHead(code, headers).end(body);
}

/** Refuses in the words of the official API. */
export function refusal(
  code: number,
  error: { readonly code?: string; readonly message?: string; readonly [more: string]: unknown },
  headers: Record<string, string> = {},
): Handler {
  const body = { error: { message: 'No.', type: 'invalid_request_error', param: null, ...error } };
  return (_seen, response) => sendJson(response, code, body, headers);
}

/** The start of an answer, then nothing more while the connection stays. */
export function stalls(code: number, body: string | Buffer, headers: Record<string, string> = {}): Handler {
  return (_seen, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.write(body);
  };
}

/** The start of an answer, then the connection is reset. */
export function resets(code: number, body: string | Buffer, headers: Record<string, string> = {}): Handler {
  return (_seen, response, request) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.flushHeaders();
    response.write(body, () => request.socket.resetAndDestroy());
  };
}

/** An event of the official API. */
export function event(name: 'partial_image' | 'completed', fields: object = {}): string {
  const type = `image_generation.${name}`;
  return `event: ${type}\ndata: ${JSON.stringify({ type, b64_json: picture, ...fields })}\n\n`;
}

/** Sends a whole stream. */
export function events(...parts: readonly string[]): Handler {
  return status(200, parts.join(''), { 'content-type': 'text/event-stream' });
}

/** An HTML page as proxies and gateways send it. */
export function page(title: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}
