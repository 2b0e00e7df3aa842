import * as v from 'valibot';
import { ImageError } from '../images/errors.ts';
import { defined } from './envelope.ts';
import { modelsSchema } from './schema.ts';

/** A model a server says it has. */
export interface ModelInfo {
  readonly id: string;
  /** Epoch seconds. */
  readonly created?: number;
  /** `YYYY-MM-DD`: when the provider ends it (api-contract §1). */
  readonly shutdownDate?: string;
}

/** The list in the body of `GET /models`. @throws ImageError `badAnswer` when it is none */
export function readModels(body: string, host: string): readonly ModelInfo[] {
  const parsed = v.safeParse(modelsSchema, parse(body));
  if (!parsed.success) throw new ImageError({ kind: 'badAnswer', host, detail: 'not a list of models' });
  return parsed.output.data.flatMap(entry =>
    entry ? [defined({ id: entry.id, created: entry.created, shutdownDate: entry.shutdown_date })] : [],
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
