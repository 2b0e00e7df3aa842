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
