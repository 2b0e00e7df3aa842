import { l10n } from 'vscode';
import type { ErrorRecord, Remedy } from '../../images/errors.ts';
import { englishStrings, type SheetStrings } from '../../protocol/strings.ts';

/** All texts of the contact sheet, in the user's language. */
export function sheetStrings(): SheetStrings {
  const strings: Record<keyof SheetStrings, string> = { ...englishStrings };
  for (const key of Object.keys(strings).filter(isSheetString)) strings[key] = l10n.t(englishStrings[key]);
  return strings;
}

function isSheetString(key: string): key is keyof SheetStrings {
  return key in englishStrings;
}

/** What a remedy's button says. */
export function remedyLabel(remedy: Remedy, error?: ErrorRecord): string {
  return l10n.t(englishStrings[`remedy.${remedy}`], error?.replacement ?? '');
}
