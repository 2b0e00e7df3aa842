/** What is asked of the user's files; paths are relative to a workspace folder, with `/`. */
export interface FolderLookup {
  /** Whether a folder is there, and whether it or any folder on the way to it leads out of the workspace folder. */
  look(path: string): Promise<'folder' | 'file' | 'missing' | 'outside'>;
}

/** Where assets usually live; the first that exists is used. */
const usualFolders = ['public/images', 'public', 'static', 'assets', 'src/assets', 'images'] as const;

/** Where pictures go when nothing is there yet. */
const newFolder = 'images';

/** Why a folder that somebody named is not used. */
export type FolderRefusal = 'absolute' | 'parent' | 'outside' | 'file';

/** A folder inside the workspace folder, or why not. */
export type FolderChoice =
  { readonly path: string } | { readonly refused: FolderRefusal; readonly path: string };

/** The folder to save into: the named one where it stays inside, else the first usual one that exists. */
export async function chooseFolder(named: string, lookup: FolderLookup): Promise<FolderChoice> {
  if (named.trim() !== '') return confine(named, lookup);
  for (const path of usualFolders) {
    if ((await lookup.look(path)) === 'folder') return { path };
  }
  return confine(newFolder, lookup);
}

/** A path that a repository, a setting or an argument names, held inside the workspace folder. */
export async function confine(named: string, lookup: FolderLookup): Promise<FolderChoice> {
  const path = named.trim().replace(/\\/g, '/');
  if (/^(\/|[a-z]:|[a-z][\w+.-]+:|~)/i.test(path)) return { refused: 'absolute', path };
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (parts.includes('..')) return { refused: 'parent', path };
  const clean = parts.join('/');
  const found = clean === '' ? 'folder' : await lookup.look(clean);
  if (found === 'outside' || found === 'file') return { refused: found, path: clean };
  return { path: clean };
}
