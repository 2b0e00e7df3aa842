import type { Memento } from 'vscode';
import type { SquareFit } from '../images/transform.ts';

/** One value that outlives the session. */
export interface Remembered<T> {
  get(): T;
  set(value: T): Thenable<void>;
}

/** What is remembered between sessions, in all workspaces of the user. */
export interface Memory {
  /** Base URLs that the user has let files go to. */
  readonly consentedHosts: Remembered<readonly string[]>;
  /** Address last used of each provider that has one of the user's. */
  readonly addresses: Remembered<Readonly<Record<string, string>>>;
  /** Model last used for each base URL. */
  readonly models: Remembered<Readonly<Record<string, string>>>;
  /** Base URLs that turned out to have no variations endpoint. */
  readonly withoutVariations: Remembered<readonly string[]>;
  /** Base URLs on Azure that are entered with a Microsoft account instead of a key. */
  readonly entraAddresses: Remembered<readonly string[]>;
  /** How pictures are made square for endpoints that want that. */
  readonly squareFit: Remembered<SquareFit>;
  /** Directions of variations that were picked last, by their keys. */
  readonly directions: Remembered<readonly string[]>;
  /** Files outside of the workspace that may be replaced, uris. */
  readonly replaceableOutside: Remembered<readonly string[]>;
  /** Whether the use of the environment's key was announced. */
  readonly environmentKeyTold: Remembered<boolean>;
}

/** The memory in the extension's global state. */
export function memoryIn(state: Memento): Memory {
  return {
    consentedHosts: remembered(state, 'consentedHosts', []),
    addresses: remembered(state, 'addresses', {}),
    models: remembered(state, 'models', {}),
    withoutVariations: remembered(state, 'withoutVariations', []),
    entraAddresses: remembered(state, 'entraAddresses', []),
    squareFit: remembered(state, 'squareFit', { fit: 'pad', fill: 'transparent' }),
    directions: remembered(state, 'directions', []),
    replaceableOutside: remembered(state, 'replaceableOutside', []),
    environmentKeyTold: remembered(state, 'environmentKeyTold', false),
  };
}

function remembered<T>(state: Memento, name: string, initial: T): Remembered<T> {
  return { get: () => state.get(name, initial), set: value => state.update(name, value) };
}
