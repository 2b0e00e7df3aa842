import { ImageError } from '../images/errors.ts';
import { decoded } from './decode.ts';
import { readComplaint } from './envelope.ts';
import { failureOf, requestIdOf, type ErrorContext } from './failure.ts';
import { tidy } from './redact.ts';
import { TransportError, type WireResponse } from './transport.ts';

/** Of an error's body no more is read, bytes. */
const maxErrorBytes = 64 * 1024;

/** An answer without success as an error. Its body is waited for no longer than `ms`. */
export async function refusalOf(
  answer: WireResponse,
  url: URL,
  context: ErrorContext,
  ms: number,
): Promise<ImageError> {
  const { status, headers } = answer;
  if (status >= 300 && status < 400) return redirected(answer, url, context);
  return failureOf({ status, headers }, readComplaint(await readStart(answer, ms)), context);
}

/**
 * The start of a body, unpacked. One that breaks, stalls or cannot be unpacked is as good as one that ends, since the
 * status has said the main thing.
 */
async function readStart(answer: WireResponse, ms: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const timer = setTimeout(() => answer.dispose(), ms);
  try {
    for await (const chunk of await decoded(answer.body, answer.headers['content-encoding'])) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxErrorBytes) break;
    }
  } catch (error) {
    if (!(error instanceof TransportError) && !(error instanceof ImageError)) throw error;
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).subarray(0, maxErrorBytes);
}

/** A key would follow the redirect to wherever it leads; so none is followed, and where it led is said. */
function redirected({ status, headers }: WireResponse, url: URL, { host, scrub }: ErrorContext): ImageError {
  const location = headers['location'] ?? '';
  const target = URL.canParse(location, url.href) ? new URL(location, url).host : '';
  const detail = tidy(target, scrub, 260) ?? 'nowhere';
  const requestId = requestIdOf(headers, scrub);
  return new ImageError({ kind: 'redirect', status, host, detail, ...(requestId ? { requestId } : {}) });
}
