import * as vscode from 'vscode';
import { words } from '../platform/messages/commands.ts';
import { foldSpace, parseArguments, type CommandOptions } from './arguments.ts';
import { askAndMake } from './askAndMake.ts';
import { choiceFor, earlierPrompts } from './choice.ts';
import { ready } from './firstRun.ts';
import type { Made } from './made.ts';
import { guarded } from './remedies.ts';
import { confinedUri, refuseOutside, saveAll } from './saveTo.ts';
import type { Services } from './services.ts';

/** Makes pictures from words: those of the argument, or typed ones, prefilled with the editor's selection. */
export function generate(services: Services, args: readonly unknown[]): Promise<Made | undefined> {
  return guarded(services, async () => {
    const { options, uris } = parseArguments(args);
    // The editor's context menu passes the file's uri; it is the selection that is meant.
    return make(services, options, uris.length > 0 || options.prompt === undefined ? selection() : '');
  });
}

/** The same for a folder of the explorer: pictures of this run are saved there. */
export function generateHere(services: Services, args: readonly unknown[]): Promise<Made | undefined> {
  return guarded(services, async () => {
    const [parts] = parseArguments(args).uris;
    const folder = parts && vscode.Uri.from(parts);
    if (folder) refuseOutside(folder);
    return make(services, {}, '', folder);
  });
}

async function make(
  services: Services,
  options: CommandOptions,
  initial: string,
  folder?: vscode.Uri,
): Promise<Made | undefined> {
  const saveTo = folder ?? (await confinedUri(services, options.saveTo));
  const connection = await ready(services);
  if (!connection) return undefined;
  const made = await askAndMake(services, connection, {
    question: {
      title: words.generateTitle(),
      placeholder: words.generatePlaceholder(),
      go: words.goGenerate,
      initial,
      earlier: await earlierPrompts(services, 'generate'),
      optional: false,
      times: 1,
      sendsPictures: false,
    },
    choice: choiceFor(connection, options),
    given: options.prompt,
    wishOf: (prompt, choice) => ({
      kind: 'generate',
      prompt,
      count: choice.count,
      parameters: choice.parameters,
      sources: [],
      ...(saveTo ? { saveTo: saveTo.toString() } : {}),
    }),
  });
  return options.saveTo === undefined ? made : saveAll(services, made);
}

/** Selected text as one line; it goes nowhere before the user presses Enter. */
function selection(): string {
  const editor = vscode.window.activeTextEditor;
  return editor ? foldSpace(editor.document.getText(editor.selection)) : '';
}
