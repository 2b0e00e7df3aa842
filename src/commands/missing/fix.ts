import * as vscode from 'vscode';
import { buttons, words } from '../../platform/messages/commands.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { setFolder } from '../../platform/projectFiles.ts';
import { showMessage, withProgress } from '../../platform/show.ts';
import { writeSet } from '../../studio/writeSet.ts';
import { askAndMake } from '../askAndMake.ts';
import { choiceFor, earlierPrompts } from '../choice.ts';
import { ready } from '../firstRun.ts';
import { madeOf, type Made } from '../made.ts';
import type { Connection, Services } from '../services.ts';
import { oldFilesOf } from '../undoSet.ts';
import type { Choice } from '../words.ts';
import type { Offer } from './offer.ts';
import { isPlaced, putBytes, putInPlace, sayPlaced, uriOf } from './place.ts';
import {
  isDrawn,
  parametersFor,
  placeholderSize,
  sizeText,
  placeOfRun,
  withFormat,
  type Asked,
} from './slot.ts';

/** Asks for the words of one missing picture, makes it and puts it where the code names it. */
export async function generateOne(services: Services, offer: Offer): Promise<Made | undefined> {
  const uri = await uriOf(offer);
  const connection = await ready(services);
  if (!connection) return undefined;
  const asked = askedOf(connection);
  const choice = slotChoice(connection, offer);
  const made = await askAndMake(services, connection, {
    question: {
      title: texts.title(offer.label),
      placeholder: words.generatePlaceholder(),
      go: () => texts.go(offer.label, sizeText(offer.size)),
      initial: offer.prompt,
      earlier: await earlierPrompts(services, 'generate'),
      optional: false,
      times: 1,
      sendsPictures: false,
      single: true,
    },
    choice,
    given: undefined,
    wishOf: (prompt, { parameters }) => {
      // Another model makes other sizes; a size that was picked is the user's.
      const isOwn = parameters.size !== choice.parameters.size;
      const fitting = isOwn
        ? withFormat(offer.type, parameters, asked)
        : parametersFor(offer, parameters, asked);
      const saveTo = vscode.Uri.joinPath(uri, '..').toString();
      const place = placeOfRun(offer, { ...offer, root: offer.root.toString() });
      return { kind: 'generate', prompt, count: 1, parameters: fitting, sources: [], saveTo, ...place };
    },
  });
  const run = made && services.archive.get(made.runId);
  const tile = run?.tiles.find(({ picture }) => picture);
  if (!run || !tile) return made;
  if (isPlaced(tile, uri) || (await putInPlace(services, run, tile, offer)))
    sayPlaced(uri, tile, offer, vscode.workspace.asRelativePath(uri));
  return madeOf(services.archive.get(run.id) ?? run, services.archive.folderOf(run.id));
}

/** What a missing picture is asked for with: one, of the size and type that its place implies. */
export function slotChoice(connection: Connection, offer: Offer): Omit<Choice, 'directions'> {
  const { parameters } = choiceFor(connection, { count: 1 });
  return { count: 1, parameters: parametersFor(offer, parameters, askedOf(connection)) };
}

function askedOf({ provider, api }: Connection): Asked {
  return { offline: provider === 'offline', lacksFormats: api.lacksFormats };
}

/** Draws placeholders in exactly the sizes that the code asks for, one after the other. */
export async function drawPlaceholders(services: Services, offers: readonly Offer[]): Promise<void> {
  const drawn: vscode.Uri[] = [];
  await withProgress(texts.drawing(), async (report, signal) => {
    for (const offer of offers) {
      if (signal.aborted) return;
      const uri = await drawOne(services, offer, signal);
      if (uri) drawn.push(uri);
      report(texts.progress(drawn.length, offers.length));
    }
  });
  const [first] = drawn;
  if (!first) return;
  const label = vscode.workspace.asRelativePath(first);
  const text = drawn.length === 1 ? texts.drawn(label) : texts.drawnSeveral(drawn.length);
  void showMessage('info', text, drawn.length === 1 ? [openButton(first)] : []);
}

async function drawOne(
  services: Services,
  offer: Offer,
  signal: AbortSignal,
): Promise<vscode.Uri | undefined> {
  const { type, prompt } = offer;
  if (!isDrawn(type)) return undefined;
  const uri = await uriOf(offer);
  const bytes = await services.placeholders.draw({ prompt, type, ...placeholderSize(offer.size) }, signal);
  const name = uri.path.split('/').at(-1) ?? '';
  const folder = setFolder(vscode.Uri.joinPath(uri, '..'));
  const putOver = (): Promise<unknown> => writeSet(folder, [{ name, bytes }], oldFilesOf(services));
  return (await putBytes(services, uri, bytes, putOver)) ? uri : undefined;
}

function openButton(uri: vscode.Uri): { readonly label: string; readonly run: () => unknown } {
  return { label: buttons.open(), run: () => vscode.commands.executeCommand('vscode.open', uri) };
}
