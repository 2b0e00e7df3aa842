import { parse } from 'jsonc-parser';

/** What a text says in JSON, comments allowed; undefined for one nested deeper than the stack, which nobody wrote. */
export function jsonOf(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A text, or those of a list; nothing of anything else. */
export function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter(one => typeof one === 'string');
}
