/** What the API says when it will not: becomes a status and the error envelope. */
export interface RefusalFacts {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly code?: string | null;
  readonly param?: string | null;
  /** Sent with the status. */
  readonly headers?: Readonly<Record<string, string>>;
  /** More fields of the error object. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Sent instead of an envelope, by gateways in front of the API. */
  readonly page?: string;
}

/** Thrown by the routes and turned into an answer in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

/** A 400 about one parameter. */
export function badRequest(code: string | null, param: string | null, message: string): Refusal {
  return new Refusal({ status: 400, code, param, message });
}

/** `{error: {message, type, param, code}}`, the shape of every error of the API. */
export function envelope({
  message,
  type = 'invalid_request_error',
  code = null,
  param = null,
  more,
}: RefusalFacts): {
  readonly error: Readonly<Record<string, unknown>>;
} {
  return { error: { message, type, param, code, ...more } };
}
