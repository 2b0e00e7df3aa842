import { badRequest } from './refusal.ts';

/** A request's parameters, from JSON or from the text parts of a form; every reader throws the API's 400. */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>;
  /** Parts of a form are text: numbers and booleans are read out of it. */
  readonly #textual: boolean;

  constructor(values: ReadonlyMap<string, unknown>, textual: boolean) {
    this.#values = values;
    this.#textual = textual;
  }

  /** Present and not null. */
  has(name: string): boolean {
    return this.#read(name) !== undefined;
  }

  /** Refuses names that are not in the list. */
  only(known: ReadonlySet<string>): void {
    for (const name of this.#values.keys())
      if (!known.has(name)) throw badRequest('unknown_parameter', name, `Unknown parameter: '${name}'.`);
  }

  text(name: string): string | undefined {
    const value = this.#read(name);
    if (value === undefined || typeof value === 'string') return value;
    throw wrongType(name, 'a string', value);
  }

  /** Required, 1 to `most` characters. */
  requiredText(name: string, most: number): string {
    const value = this.text(name);
    if (value === undefined)
      throw badRequest('missing_required_parameter', name, `Missing required parameter: '${name}'.`);
    const length = Array.from(value).length;
    if (length === 0)
      throw badRequest(
        'string_below_min_length',
        name,
        `Invalid '${name}': string too short. Expected a string with minimum length 1, but got an empty string instead.`,
      );
    if (length > most)
      throw badRequest(
        'string_above_max_length',
        name,
        `Invalid '${name}': string too long. Expected a string with maximum length ${most}, but got a string with length ${length} instead.`,
      );
    return value;
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    const number =
      this.#textual && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) throw wrongType(name, 'an integer', value);
    if (number < least)
      throw badRequest(
        'integer_below_min_value',
        name,
        `Invalid '${name}': integer below minimum value. Expected a value >= ${least}, but got ${number} instead.`,
      );
    if (number > most)
      throw badRequest(
        'integer_above_max_value',
        name,
        `Invalid '${name}': integer above maximum value. Expected a value <= ${most}, but got ${number} instead.`,
      );
    return number;
  }

  flag(name: string): boolean | undefined {
    const value = this.#read(name);
    if (value === undefined || typeof value === 'boolean') return value;
    if (this.#textual && (value === 'true' || value === 'false')) return value === 'true';
    throw wrongType(name, 'a boolean', value);
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = choices.find(choice => choice === value);
    if (found === undefined) throw wrongValue(name, value, choices);
    return found;
  }

  #read(name: string): unknown {
    return this.#values.get(name) ?? undefined;
  }
}

/** A 400 for a word that is not one of the list. */
export function wrongValue(name: string, value: string, choices: readonly string[]): Error {
  const supported = choices.map(choice => `'${choice}'`).join(', ');
  return badRequest('invalid_value', name, `Invalid value: '${value}'. Supported values are: ${supported}.`);
}

function wrongType(name: string, expected: string, value: unknown): Error {
  const actual = Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  return badRequest(
    'invalid_type',
    name,
    `Invalid type for '${name}': expected ${expected}, but got ${actual} instead.`,
  );
}
