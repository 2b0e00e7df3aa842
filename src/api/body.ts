import type { ImageRequest } from '../images/request.ts';
import { fieldsFor, type FieldValue } from './fields.ts';
import type { MaskField } from './maskField.ts';
import type { WireBody } from './transport.ts';

/** A body that goes out, with the headers that belong to it. */
export interface OutgoingBody {
  readonly content: WireBody;
  readonly headers: Readonly<Record<string, string>>;
  /** Closes the files behind it, sent or not. */
  dispose(): void;
}

/**
 * The body of one attempt, built anew for each.
 * @throws ImageError `source` when a file cannot be read
 */
export async function bodyOf(request: ImageRequest, maskField: MaskField): Promise<OutgoingBody> {
  const fields = fieldsFor(request.route, request.parameters);
  const prompt = request.route === 'variations' ? [] : ([['prompt', request.prompt]] as const);
  const all: readonly (readonly [string, FieldValue])[] = [...fields, ...prompt];
  if (request.route === 'generations') return jsonBody(all);
  const { multipartBody } = await import('./multipart.ts');
  return multipartBody(request, all, maskField);
}

function jsonBody(fields: readonly (readonly [string, FieldValue])[]): OutgoingBody {
  const content = JSON.stringify(Object.fromEntries(fields));
  const headers = { 'content-type': 'application/json' };
  return { content, headers, dispose: () => undefined };
}
