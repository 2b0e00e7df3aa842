import assert from 'node:assert/strict';
import { chooseFolder, type FolderLookup } from '../../../src/project/folders.ts';

function lookup(known: Readonly<Record<string, 'folder' | 'file' | 'outside'>>): FolderLookup {
  return { look: async path => known[path] ?? 'missing' };
}

describe('folders', () => {
  const rows: [string, string, FolderLookup, object][] = [
    ['nothing there', '', lookup({}), { path: 'images' }],
    ['the first usual one', '', lookup({ assets: 'folder', static: 'folder' }), { path: 'static' }],
    ['a usual name that is a file', '', lookup({ static: 'file', images: 'folder' }), { path: 'images' }],
    ['a usual one that leads out', '', lookup({ static: 'outside', assets: 'folder' }), { path: 'assets' }],
    ['the named one', 'art/icons', lookup({ 'art/icons': 'folder' }), { path: 'art/icons' }],
    ['the named one, not there yet', './art//icons/', lookup({}), { path: 'art/icons' }],
    ['backslashes', 'art\\icons', lookup({}), { path: 'art/icons' }],
    ['the workspace folder itself', '.', lookup({}), { path: '' }],
    ['up and out', '../elsewhere', lookup({}), { refused: 'parent', path: '../elsewhere' }],
    ['in and up', 'a/../../b', lookup({}), { refused: 'parent', path: 'a/../../b' }],
    ['absolute', '/etc', lookup({}), { refused: 'absolute', path: '/etc' }],
    ['a drive', 'C:\\art', lookup({}), { refused: 'absolute', path: 'C:/art' }],
    ['a share', '\\\\server\\art', lookup({}), { refused: 'absolute', path: '//server/art' }],
    ['a uri', 'file:///etc', lookup({}), { refused: 'absolute', path: 'file:///etc' }],
    ['home', '~/art', lookup({}), { refused: 'absolute', path: '~/art' }],
    ['a link out', 'link/art', lookup({ 'link/art': 'outside' }), { refused: 'outside', path: 'link/art' }],
    ['a file', 'README.md', lookup({ 'README.md': 'file' }), { refused: 'file', path: 'README.md' }],
  ];
  for (const [name, named, files, expected] of rows) {
    it(name, async () => assert.deepEqual(await chooseFolder(named, files), expected));
  }
});
