import * as vscode from 'vscode';
import { ImageError, type Problem } from '../../images/errors.ts';
import { buttons, words } from '../../platform/messages/commands.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { problemSentence } from '../../platform/messages/problems.ts';
import { setFolder } from '../../platform/projectFiles.ts';
import { showMessage, withProgress } from '../../platform/show.ts';
import { writeSet } from '../../studio/writeSet.ts';
import { askAndMake } from '../askAndMake.ts';
import { choiceFor, earlierPrompts } from '../choice.ts';
import { ready } from '../firstRun.ts';
import { madeOf, type Made } from '../made.ts';
import type { Connection, Services } from '../services.ts';
import { oldFilesOf } from '../undoSet.ts';
import type { Choice } from '../words/question.ts';
import type { Offer } from './offer.ts';
import { isPlaced, putBytes, putInPlace, sayPlaced, uriOf } from './place.ts';
import {
  askedOf,
  drawProblem,
  parametersFor,
  placeholderSize,
  placeOfRun,
  sizeText,
  slotProblem,
  withFormat,
} from './slot.ts';
import { isDrawn } from './slotType.ts';

/** The largest picture of an icon file, px. */
const largestIcon = { width: 256, height: 256 } as const;

/** Asks for the words of one missing picture, makes it and puts it where the code names it. */
export async function generateOne(services: Services, offer: Offer): Promise<Made | undefined> {
  const uri = await uriOf(offer);
  const connection = await ready(services);
  if (!connection) return undefined;
  const asked = askedOf(connection);
  const choice = slotChoice(connection, offer);
  refuse(slotProblem(offer, choice.parameters.model, asked));
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
      refuse(slotProblem(offer, parameters.model, asked));
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

/** Why nothing is asked for to fill a place: what came could not be put there. */
export function whyNot(connection: Connection, offer: Offer): Problem | undefined {
  return slotProblem(offer, choiceFor(connection, { count: 1 }).parameters.model, askedOf(connection));
}

/** @throws ImageError `invalid` */
function refuse(problem: Problem | undefined): void {
  if (problem) throw new ImageError({ kind: 'invalid', problems: [problem] });
}

/**
 * Draws placeholders in exactly the sizes that the code asks for, one after the other.
 * @throws ImageError `invalid` when none of them can be drawn
 */
export async function drawPlaceholders(services: Services, all: readonly Offer[]): Promise<void> {
  const leftOut = all.filter(drawProblem);
  const offers = all.filter(offer => !leftOut.includes(offer));
  if (offers.length === 0) refuse(leftOut.map(drawProblem)[0]);
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
  const done = drawn.length === 1 ? texts.drawn(label) : texts.drawnSeveral(drawn.length);
  const text = [done, ...leftOutText(leftOut)].join(' ');
  void showMessage('info', text, drawn.length === 1 ? [openButton(first)] : []);
}

function leftOutText(offers: readonly Offer[]): readonly string[] {
  const [problem] = offers.map(drawProblem);
  const paths = offers.map(({ label }) => label).join(', ');
  return problem ? [texts.notDrawn(paths, problemSentence(problem))] : [];
}

async function drawOne(
  services: Services,
  offer: Offer,
  signal: AbortSignal,
): Promise<vscode.Uri | undefined> {
  const uri = await uriOf(offer);
  const bytes = await placeholderFor(services, offer, signal);
  const name = uri.path.split('/').at(-1) ?? '';
  const folder = setFolder(vscode.Uri.joinPath(uri, '..'));
  const putOver = (): Promise<unknown> => writeSet(folder, [{ name, bytes }], oldFilesOf(services));
  return (await putBytes(services, uri, bytes, putOver)) ? uri : undefined;
}

async function placeholderFor(
  services: Services,
  { type, prompt, size }: Offer,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { placeholders, scratch } = services;
  if (!isDrawn(type)) throw new ImageError({ kind: 'unexpected', detail: type });
  if (type !== 'ico') return placeholders.draw({ prompt, type, ...placeholderSize(size) }, signal);
  const picture = await placeholders.draw({ prompt, type: 'png', ...largestIcon }, signal);
  const path = await scratch.write('icon.png', picture);
  return placeholders.mark(await services.fitToSlot(path, size, type));
}

function openButton(uri: vscode.Uri): { readonly label: string; readonly run: () => unknown } {
  return { label: buttons.open(), run: () => vscode.commands.executeCommand('vscode.open', uri) };
}
