/** A glob for files with one of these extensions, in any letter case, which VS Code's globs tell apart. */
export function filesEndingWith(extensions: readonly string[]): string {
  return `**/*.{${extensions.map(anyCase).join(',')}}`;
}

function anyCase(extension: string): string {
  return extension.replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`);
}
