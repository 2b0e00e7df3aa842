import * as vscode from 'vscode';
import { capabilitiesOf, suggestedSizes } from '../images/models.ts';
import type { ImageParameters } from '../images/request.ts';
import { validate } from '../images/validate.ts';
import { words } from '../platform/messages/commands.ts';
import { problemSentence } from '../platform/messages/problems.ts';
import { plain } from '../platform/show.ts';

/** Asks how many pictures, 1 to 10; undefined when the user left it. */
export async function pickCount(current: number): Promise<number | undefined> {
  const items = Array.from({ length: 10 }, (_, index) => ({
    label: String(index + 1),
    count: index + 1,
    picked: index + 1 === current,
  }));
  return (await vscode.window.showQuickPick(items, { title: words.countTitle() }))?.count;
}

/**
 * Asks for a size the model makes: `''` for "not set", undefined when the user left it.
 * @param usual what is sent while none is set; absent where the server decides
 */
export async function pickSize(parameters: ImageParameters, usual?: string): Promise<string | undefined> {
  const own = capabilitiesOf(parameters.model).sizes.kind !== 'fixed';
  const items = [
    {
      label: usual === undefined ? words.defaultSize() : words.usualSize(usual.replace('x', ' × ')),
      size: '',
    },
    ...suggestedSizes(parameters.model).map(size => ({ label: size.replace('x', ' × '), size })),
    ...(own ? [{ label: words.otherSize(), size: undefined }] : []),
  ];
  const picked = await vscode.window.showQuickPick(items, { title: words.sizeTitle() });
  if (!picked) return undefined;
  return picked.size ?? askSize(parameters);
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
