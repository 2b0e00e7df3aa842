import { env, l10n } from 'vscode';
import { megabyte } from '../settings.ts';

/** The question before bytes are really deleted; `count` is undefined for an entry that cannot be read. */
export function confirmDelete(
  count: number | undefined,
  bytes: number,
  unsaved: number,
): { readonly text: string; readonly detail: string; readonly yes: string } {
  const text =
    count === undefined
      ? l10n.t('Delete this entry?')
      : count === 1
        ? l10n.t('Delete 1 picture?')
        : l10n.t('Delete {0} pictures?', count);
  const lines = [
    ...(count === undefined ? [] : [l10n.t('{0} are freed; this cannot be undone.', megabytes(bytes))]),
    ...(unsaved > 0 ? [l10n.t('Not saved into a project: {0}', unsaved)] : []),
    l10n.t('Files in your project are not touched.'),
  ];
  return { text, detail: lines.join('\n'), yes: l10n.t('Delete') };
}

/** Bytes for people, in MB. */
function megabytes(bytes: number): string {
  const format = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(env.language, format).format(bytes / megabyte);
}

/** Why an entry of the library is shown without its pictures. */
export function damagedSentence({ reason }: { readonly reason: 'unreadable' | 'newer' }): string {
  return reason === 'newer'
    ? l10n.t('This entry was written by a newer version of Easel, which can read it.')
    : l10n.t('This entry of the library cannot be read. Everything else is unharmed.');
}

/** What the editor calls the drop of a picture. */
export function insertTitle(): string {
  return l10n.t('Insert Reference');
}
