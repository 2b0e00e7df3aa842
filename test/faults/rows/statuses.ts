// Answers that refuse.
import { page, refusal, resets, sendGood, stalls, status } from '../bodies.ts';
import { fault, type Fault } from '../fault.ts';
import { answering, firstThen } from '../servers.ts';

const html = { 'content-type': 'text/html' };
const soon = { 'retry-after-ms': '5' };
const recovered = { kind: 'none', posts: 2, files: ['run-0.png'] } as const;
const tooFast = refusal(429, { code: 'rate_limit_exceeded' }, soon);

function redirects(code: number): Fault {
  return fault(
    `${code} to itself`,
    answering((seen, response) => void response.writeHead(code, { location: seen.url }).end()),
    { kind: 'redirect' },
  );
}

/** By status, then by what the words say. */
export const refusals: readonly Fault[] = [
  ...[301, 302, 303, 307, 308].map(redirects),
  fault('302 without an address', answering(status(302)), { kind: 'redirect' }),
  fault('308 to another host', answering(status(308, '', { location: 'https://elsewhere.example/v1' })), {
    kind: 'redirect',
  }),
  fault('400 naming a parameter', answering(refusal(400, { code: 'invalid_value', param: 'size' })), {
    kind: 'invalidRequest',
  }),
  fault('400 with nothing', answering(status(400)), { kind: 'invalidRequest' }),
  fault('400 billing', answering(refusal(400, { code: 'billing_hard_limit_reached' })), { kind: 'quota' }),
  fault(
    '400 moderation of the words',
    answering(
      refusal(400, {
        code: 'moderation_blocked',
        moderation_details: { moderation_stage: 'input', categories: ['violence'] },
      }),
    ),
    { kind: 'moderation' },
  ),
  fault(
    '400 moderation of the picture',
    answering(
      refusal(400, {
        code: 'moderation_blocked',
        moderation_details: { moderation_stage: 'output', categories: ['sexual', 'self-harm'] },
      }),
    ),
    { kind: 'moderation' },
  ),
  fault('400 content policy', answering(refusal(400, { code: 'content_policy_violation' })), {
    kind: 'moderation',
  }),
  fault('401', answering(refusal(401, { code: 'invalid_api_key' })), { kind: 'authentication' }),
  fault('402', answering(status(402)), { kind: 'quota' }),
  fault(
    '403 verification',
    answering(refusal(403, { message: 'Your organization must be verified to use the model `m`.' })),
    { kind: 'verification' },
  ),
  fault('403 permission', answering(refusal(403, { message: 'Forbidden' })), { kind: 'permission' }),
  fault('404 empty', answering(status(404)), { kind: 'routeNotFound' }),
  fault('404 model_not_found', answering(refusal(404, { code: 'model_not_found' })), {
    kind: 'modelNotFound',
  }),
  fault('405', answering(status(405, '{"detail":"Method Not Allowed"}')), { kind: 'routeNotFound' }),
  fault('408 of a gateway', answering(status(408)), { kind: 'server', billed: true }),
  fault('409', answering(refusal(409, { message: 'Conflict' })), { kind: 'invalidRequest' }),
  fault('413', answering(status(413, page('413 Request Entity Too Large'), html)), {
    kind: 'invalidRequest',
  }),
  fault('415', answering(status(415, '{"detail":"Unsupported Media Type"}')), { kind: 'unsupportedFile' }),
  fault(
    '422 of FastAPI',
    answering(status(422, '{"detail":[{"loc":["body","size"],"msg":"field required","type":"missing"}]}')),
    { kind: 'invalidRequest' },
  ),
  fault('429 quota', answering(refusal(429, { code: 'insufficient_quota' }, soon)), { kind: 'quota' }),
  fault('429 spending limit', answering(refusal(429, { code: 'project_spend_limit_exceeded' }, soon)), {
    kind: 'quota',
  }),
  fault('500', answering(refusal(500, { message: 'The server had an error' })), {
    kind: 'server',
    billed: true,
  }),
  fault('500 out of memory, as text', answering(status(500, '{"error":"out of memory"}')), {
    kind: 'server',
    billed: true,
  }),
  fault('501', answering(status(501)), { kind: 'routeNotFound' }),
  fault('502 with a page', answering(status(502, page('502 Bad Gateway'), html)), {
    kind: 'server',
    billed: true,
  }),
  fault('503', answering(status(503)), { kind: 'overloaded' }),
  fault('504', answering(status(504, 'upstream request timeout')), { kind: 'server', billed: true }),
  fault('524 of a gateway', answering(status(524, page('A timeout occurred'), html)), {
    kind: 'server',
    billed: true,
  }),
];

/** When it is sent again, and when not. */
export const repeats: readonly Fault[] = [
  fault('429 for ever', answering(tooFast), { kind: 'rateLimit', posts: 2 }),
  fault('429 with milliseconds', firstThen(tooFast, sendGood), recovered),
  fault('429 with seconds', firstThen(status(429, '', { 'retry-after': '0.01' }), sendGood), recovered),
  fault(
    '429 with a date',
    firstThen(status(429, '', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), sendGood),
    recovered,
  ),
  fault('429 with two minutes', answering(status(429, '', { 'retry-after': '120' })), { kind: 'rateLimit' }),
  fault('429 with an absurd delay', answering(status(429, '', { 'retry-after': '9'.repeat(400) })), {
    kind: 'rateLimit',
  }),
  fault(
    '429 with a date in another age',
    answering(status(429, '', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' })),
    { kind: 'rateLimit' },
  ),
  fault(
    '429 with a delay that is none',
    firstThen(status(429, '', { 'retry-after': '-1' }), sendGood),
    recovered,
  ),
  fault('429, x-should-retry: false', answering(status(429, '', { ...soon, 'x-should-retry': 'false' })), {
    kind: 'rateLimit',
  }),
  fault(
    '500, x-should-retry: true',
    firstThen(status(500, '', { ...soon, 'x-should-retry': 'true' }), sendGood),
    recovered,
  ),
  fault('503 with a delay', firstThen(status(503, '', soon), sendGood), recovered),
];

/** Refusals whose own body is broken: the status has said the main thing. */
export const brokenRefusals: readonly Fault[] = [
  fault('401, reset in its body', answering(resets(401, '{"error":')), { kind: 'authentication' }),
  fault('401, body said to be gzip', answering(status(401, 'no', { 'content-encoding': 'gzip' })), {
    kind: 'authentication',
  }),
  fault('401, gzip and reset', answering(resets(401, '', { 'content-encoding': 'gzip' })), {
    kind: 'authentication',
  }),
  fault('400, unknown encoding', answering(status(400, 'no', { 'content-encoding': 'aws-chunked' })), {
    kind: 'invalidRequest',
  }),
  fault(
    '429, body without end',
    answering(stalls(429, '{"error":{"code":"rate_limit_exceeded"', { 'retry-after': '100' }), {
      limits: { refusalMs: 100 },
    }),
    { kind: 'rateLimit' },
  ),
];
