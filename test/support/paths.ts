// Where things are in a checkout. Everything brought or made by the tools lies in one ignored folder.
import { join, resolve } from 'node:path';

/** Absolute path of the checkout. */
export const root = resolve(import.meta.dirname, '../..');

/** Downloads, servers' data and failure reports; ignored by git, safe to delete. */
export const cacheFolder = join(root, '.vscode-test');

/** The page that tests and `npm start` open, copied first: nothing ever writes here. */
export const sampleWorkspace = join(root, 'test/fixtures/workspace');
