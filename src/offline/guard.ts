import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A page of the web whose name was pointed at this machine still sends its own name: it is refused. */
export function refuseForeignHost(request: IncomingMessage): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!loopbackNames.has(name))
    throw new Refusal({ status: 403, message: `Not served under the name '${name}'.` });
}

/** Throws the API's 401 unless the request carries the token. */
export function requireToken(request: IncomingMessage, token: string): void {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined)
    throw new Refusal({
      status: 401,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    });
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new Refusal({ status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' });
}

/** Of one length, as the comparison wants it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
