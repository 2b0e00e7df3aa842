import type { DerivedFile } from '../images/derive.ts';

/** Numbers that are tried before a folder counts as full. */
const most = 1000;

/**
 * The files of a set under the first number that is free for all of them, so that what belongs together is seen to:
 * `logo-2@2x.png` and `favicon-2.ico`. @throws RangeError when none is
 */
export async function freeNames(
  files: readonly DerivedFile[],
  exists: (name: string) => Promise<boolean>,
): Promise<readonly DerivedFile[]> {
  for (let number = 2; number < most; number++) {
    const named = files.map(file => ({ ...file, name: numbered(file.name, number) }));
    const taken = await Promise.all(named.map(({ name }) => exists(name)));
    if (!taken.includes(true)) return named;
  }
  throw new RangeError('no free name');
}

/** Names of a set that are taken in its folder, and whether one is that of the picture it is made of. */
export interface TakenNames {
  readonly names: readonly string[];
  /** Also where only the letters' case differs: on many disks that is the same file. */
  readonly withMaster: boolean;
}

/** Which names of a set are taken. @param master name of the picture it is made of */
export async function takenNames(
  files: readonly DerivedFile[],
  master: string,
  exists: (name: string) => Promise<boolean>,
): Promise<TakenNames> {
  const there = await Promise.all(files.map(({ name }) => exists(name)));
  const names = files.map(({ name }) => name);
  return {
    names: names.filter((name, index) => there[index] === true || isSameName(name, master)),
    withMaster: names.some(name => isSameName(name, master)),
  };
}

/** Whether two names are one file on a disk that tells no case apart, nor how accents are written. */
function isSameName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The number stands before the scale. */
function numbered(name: string, number: number): string {
  const [, stem = name, rest = ''] = /^(.*?)((?:@\dx)?\.[^.]+)$/.exec(name) ?? [];
  return `${stem}-${number}${rest}`;
}
