/** Something that can be let go of; `vscode.Disposable` is one. */
export interface Disposable {
  dispose(): void;
}

/** A `postMessage` pair as a channel needs it: `Webview` on one side, `window` and the VS Code API on the other. */
export interface Wire {
  post(data: unknown): void;
  listen(listener: (data: unknown) => void): Disposable;
}

/** What a channel is made of. `Out` are the messages it sends, `In` those it gets. */
export interface ChannelOptions<In> {
  readonly wire: Wire;
  /** A message of the other side as data of ours, or undefined when it is none: it is dropped then. */
  parse(data: unknown): In | undefined;
  /** What it returns (or rejects with) answers a request; for an event nobody waits for it. */
  handle(message: In): unknown;
  /** Called with a reason, never with the content, for what was dropped and for events that failed. */
  readonly onProblem: (reason: string) => void;
  /** The sentence a request is answered with when `handle` fails; it is shown as plain text. */
  describe(error: unknown): string;
}

/** One end of the conversation between host and webview. */
export interface Channel<Out> extends Disposable {
  /** Sends and forgets. */
  send(message: Out): void;
  /**
   * Sends and waits for the other side's answer, which `parseReply` reads.
   * @throws ChannelError with the other side's sentence; without one when the channel is disposed first
   */
  request<Reply>(message: Out, parseReply: (value: unknown) => Reply): Promise<Reply>;
}

/** The other side refused or went away; the message is a plain sentence, empty where nobody is there to read one. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
}

/** A channel is closed with its page: there is nothing to say to people. */
function closed(): ChannelError {
  return new ChannelError('');
}

type Envelope =
  | { readonly kind: 'event'; readonly message: unknown }
  | { readonly kind: 'request'; readonly id: string; readonly message: unknown }
  | { readonly kind: 'reply'; readonly id: string; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: string; readonly error: string };

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Opens one end of a channel; it listens from now on until it is disposed. */
export function openChannel<Out, In>(options: ChannelOptions<In>): Channel<Out> {
  const { wire, onProblem } = options;
  const pending = new Map<string, Pending>();
  // A webview is torn down while hidden and starts again: its new requests must not share ids with its
  // old ones, or a late answer would settle the wrong one.
  const life = globalThis.crypto.randomUUID();
  let count = 0;
  const post = (envelope: Envelope): void => wire.post(envelope);

  const answer = async (id: string, message: In): Promise<void> => {
    try {
      post({ kind: 'reply', id, value: await options.handle(message) });
    } catch (error) {
      post({ kind: 'refusal', id, error: options.describe(error) });
    }
  };

  const attend = async (message: In): Promise<void> => {
    try {
      await options.handle(message);
    } catch (error) {
      onProblem(`event failed: ${options.describe(error)}`);
    }
  };

  const unknown = (): string => options.describe(new ChannelError('unknown message'));

  const receive = (data: unknown): void => {
    const envelope = readEnvelope(data);
    if (!envelope) return onProblem('dropped: not of this channel');
    if (envelope.kind === 'reply') return settle(envelope.id, one => one.resolve(envelope.value));
    if (envelope.kind === 'refusal') {
      return settle(envelope.id, one => one.reject(new ChannelError(envelope.error)));
    }
    const message = options.parse(envelope.message);
    if (message === undefined) {
      if (envelope.kind === 'request') post({ kind: 'refusal', id: envelope.id, error: unknown() });
      return onProblem('dropped: unknown message');
    }
    void (envelope.kind === 'request' ? answer(envelope.id, message) : attend(message));
  };

  const settle = (id: string, how: (one: Pending) => void): void => {
    const one = pending.get(id);
    if (!one) return onProblem('dropped: answer to no request');
    pending.delete(id);
    how(one);
  };

  let open = true;
  const listening = wire.listen(receive);
  return {
    send: message => post({ kind: 'event', message }),
    request: async (message, parseReply) => {
      if (!open) throw closed();
      const id = `${life}:${count++}`;
      const value = await new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        post({ kind: 'request', id, message });
      });
      return parseReply(value);
    },
    dispose: () => {
      open = false;
      listening.dispose();
      for (const one of pending.values()) one.reject(closed());
      pending.clear();
    },
  };
}

function readEnvelope(data: unknown): Envelope | undefined {
  if (!isRecord(data)) return undefined;
  const { kind, id, message, value, error } = data;
  if (kind === 'event') return { kind, message };
  if (typeof id !== 'string') return undefined;
  if (kind === 'request') return { kind, id, message };
  if (kind === 'reply') return { kind, id, value };
  return kind === 'refusal' && typeof error === 'string' ? { kind, id, error } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
