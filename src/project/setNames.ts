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

/** The number stands before the scale. */
function numbered(name: string, number: number): string {
  const [, stem = name, rest = ''] = /^(.*?)((?:@\dx)?\.[^.]+)$/.exec(name) ?? [];
  return `${stem}-${number}${rest}`;
}
