import * as vscode from 'vscode';
import { capabilitiesOf, suggestedSizes } from '../images/models.ts';
import type { ImageParameters } from '../images/request.ts';
import type { Slot } from '../images/run.ts';
import { validate } from '../images/validate.ts';
import { words } from '../platform/messages/commands.ts';
import { problemSentence } from '../platform/messages/problems.ts';
import { plain, plainLabel } from '../platform/show.ts';
import type { SlotSize } from './slotSizes.ts';

/** Asks how many pictures, 1 to 10; undefined when the user left it. */
export async function pickCount(current: number): Promise<number | undefined> {
  const items = Array.from({ length: 10 }, (_, index) => ({
    label: String(index + 1),
    count: index + 1,
    picked: index + 1 === current,
  }));
  return (await vscode.window.showQuickPick(items, { title: words.countTitle() }))?.count;
}

/** A size that was chosen: one the model makes (`''`: not set), or that of a place in the code. */
export type SizeChoice = { readonly size: string } | { readonly slot: Slot };

interface SizeRow extends vscode.QuickPickItem {
  readonly size?: string;
  readonly slot?: Slot;
}

/** Asks for a size the model makes, or one in which the code shows the picture; undefined when the user left it. */
export async function pickSize(
  parameters: ImageParameters,
  inCode: readonly SlotSize[] = [],
): Promise<SizeChoice | undefined> {
  const own = capabilitiesOf(parameters.model).sizes.kind !== 'fixed';
  const places = inCode.map(({ slot, label, description }): SizeRow => ({
    label,
    description: plainLabel(description),
    slot,
  }));
  const items: readonly SizeRow[] = [
    ...(places.length > 0 ? [heading(words.sizesInCode()), ...places, heading(words.sizesOfModel())] : []),
    { label: words.defaultSize(), size: '' },
    ...suggestedSizes(parameters.model).map(size => ({ label: size.replace('x', ' × '), size })),
    ...(own ? [{ label: words.otherSize() }] : []),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: words.sizeTitle(),
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  if (picked.slot) return { slot: picked.slot };
  const size = picked.size ?? (await askSize(parameters));
  return size === undefined ? undefined : { size };
}

function heading(label: string): SizeRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function askSize(parameters: ImageParameters): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: words.sizeTitle(),
    prompt: words.otherSizePrompt(),
    value: parameters.size ?? '1024x1024',
    validateInput: size => {
      const { model } = parameters;
      const request = {
        route: 'generations',
        prompt: '-',
        parameters: { ...(model ? { model } : {}), size },
      } as const;
      const [problem] = validate(request);
      return problem ? plain(problemSentence(problem)) : undefined;
    },
  });
}
