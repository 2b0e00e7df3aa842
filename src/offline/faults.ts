import { Refusal, type RefusalFacts } from './refusal.ts';

/**
 * Errors a test can ask for with `[fault:name]` in the prompt, or in `user` where a request has no prompt.
 * Only a server started with faults looks for them. `[fault:name:once]` fails the first time only.
 */
export const faults = {
  invalid_api_key: { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' },
  organization_not_verified: {
    status: 403,
    message: 'Your organization must be verified to use this model. Please go to the organization settings.',
  },
  model_not_allowed: {
    status: 403,
    code: 'model_not_found',
    message: 'Project does not have access to this model.',
  },
  moderation_blocked: {
    status: 400,
    type: 'image_generation_user_error',
    code: 'moderation_blocked',
    message: 'Your request was rejected by the safety system.',
    more: { moderation_details: { moderation_stage: 'input', categories: ['violence'] } },
  },
  content_policy_violation: {
    status: 400,
    code: 'content_policy_violation',
    message: 'Your request was rejected as a result of our safety system.',
  },
  unsupported_file_mimetype: {
    status: 400,
    code: 'unsupported_file_mimetype',
    param: 'image',
    message: "Invalid file 'image': unsupported mimetype ('application/octet-stream').",
  },
  billing_hard_limit_reached: {
    status: 400,
    type: 'billing_limit_user_error',
    code: 'billing_hard_limit_reached',
    message: 'Billing hard limit has been reached.',
  },
  insufficient_quota: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: 'You exceeded your current quota, please check your plan and billing details.',
  },
  credit_balance_exhausted: {
    status: 429,
    code: 'credit_balance_exhausted',
    message: 'Your credit balance is used up.',
  },
  project_spend_limit_exceeded: {
    status: 429,
    code: 'project_spend_limit_exceeded',
    message: 'Spend limit exceeded.',
  },
  billing_not_active: {
    status: 429,
    type: 'billing_not_active',
    code: 'billing_not_active',
    message: 'Your account is not active.',
  },
  rate_limit_exceeded: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached for images per minute.',
    headers: { 'retry-after': '1', 'retry-after-ms': '20' },
  },
  server_error: {
    status: 500,
    type: 'server_error',
    message: 'The server had an error while processing your request.',
  },
  bad_gateway: { status: 502, message: '', page: '<html><head><title>502 Bad Gateway</title></head></html>' },
  server_is_overloaded: {
    status: 503,
    type: 'server_error',
    code: 'server_is_overloaded',
    message: 'The server is overloaded.',
    headers: { 'retry-after': '1', 'retry-after-ms': '20' },
  },
  slow_down: { status: 503, type: 'server_error', code: 'slow_down', message: 'Slow down.' },
  gateway_timeout: {
    status: 504,
    message: '',
    page: '<html><head><title>504 Gateway Time-out</title></head></html>',
  },
  route_gone: { status: 404, message: '', page: '' },
  /** After the first event: an error although the status was 200. Without streaming a plain 500. */
  stream_error: {
    status: 500,
    type: 'server_error',
    code: 'server_error',
    message: 'The server had an error while streaming.',
  },
  /** The connection ends in the middle of the answer. */
  cut_off: { status: 500, message: '' },
} as const satisfies Readonly<Record<string, RefusalFacts>>;

export type FaultName = keyof typeof faults;

/** Finds asked-for faults and remembers those that were to happen once. */
export class FaultFinder {
  readonly #enabled: boolean;
  readonly #happened = new Set<string>();

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** Throws the fault a text asks for; those that happen later, while answering, are returned. */
  raise(text: string): 'stream_error' | 'cut_off' | undefined {
    const match = this.#enabled ? /\[fault:(\w+)(:once)?\]/.exec(text) : null;
    const name = match?.[1];
    if (name === undefined || !isFault(name)) return undefined;
    if (match?.[2] !== undefined) {
      if (this.#happened.has(text)) return undefined;
      this.#happened.add(text);
    }
    if (name === 'stream_error' || name === 'cut_off') return name;
    throw new Refusal(faults[name]);
  }
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(faults, name);
}
