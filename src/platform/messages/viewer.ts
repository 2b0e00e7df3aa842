import { l10n } from 'vscode';

/** What is said while a picture is looked at. */
export const viewing = {
  notComparable: (name: string) => l10n.t('{0} cannot be read as a picture, or is too large to show.', name),
} as const;
