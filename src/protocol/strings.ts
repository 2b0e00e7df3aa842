import type { Remedy } from '../images/errors.ts';
import { composerTexts } from './strings/composer.ts';
import { maskTexts } from './strings/mask.ts';
import { sheetTexts } from './strings/sheet.ts';
import { viewerTexts } from './strings/viewer.ts';

/**
 * Every text of the contact sheet in English, with `{0}` placeholders. The webview cannot reach VS Code's
 * translations, so the host translates these and sends them. None depends on a plural form.
 */
export const englishStrings = {
  ...sheetTexts,
  ...composerTexts,
  ...viewerTexts,
  ...maskTexts,
} satisfies Readonly<Record<`remedy.${Remedy}`, string> & Record<string, string>>;

/** The same texts in the user's language. */
export type SheetStrings = Readonly<Record<keyof typeof englishStrings, string>>;

/** Puts values into a template's `{0}`, `{1}`, …; a placeholder without a value stays as it is. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
