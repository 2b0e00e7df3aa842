import * as v from 'valibot';
import * as vscode from 'vscode';
import { ImageError } from '../../images/errors.ts';
import { buttons } from '../../platform/messages/commands.ts';
import { errorSentence } from '../../platform/messages/errors.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { placeOf } from '../../platform/projectPort.ts';
import { showMessage, type Button } from '../../platform/show.ts';
import { mayMakeMany } from '../consent.ts';
import { ready } from '../firstRun.ts';
import type { Made } from '../made.ts';
import { guarded } from '../remedies.ts';
import type { Connection, Services } from '../services.ts';
import { OpenDocuments } from './documents.ts';
import { drawPlaceholders, whyNot } from './fix.ts';
import { makeAll, type AllMade } from './makeAll.ts';
import { withMade } from './madeBefore.ts';
import { offersOf, type Offer } from './offer.ts';
import { pickMissing, priceOf } from './pickMissing.ts';
import { scanAll } from './scan.ts';

type Scope = 'file' | 'workspace';

/** The documented argument object. */
const argumentSchema = v.optional(
  v.strictObject({ scope: v.optional(v.picklist(['file', 'workspace']), 'workspace') }),
  {},
);

/** Offers all pictures that code names and that are not there, and makes the chosen ones. */
export function fixMissingImages(
  services: Services,
  [argument]: readonly unknown[],
): Promise<readonly Made[] | undefined> {
  return guarded(services, async () => {
    const parsed = v.safeParse(argumentSchema, argument ?? undefined);
    if (!parsed.success) {
      const problem = { code: 'arguments', field: 'arguments', args: { value: 'scope' } };
      throw new ImageError({ kind: 'invalid', problems: [problem] });
    }
    const { scope } = parsed.output;
    const offers = scope === 'file' ? await offersOfFile(services) : await offersOfWorkspace(services);
    if (!offers) return undefined;
    const connection = await connectionIfReady(services);
    const all = await withMade(services, offers, connection?.provider === 'offline');
    const chosen = await pickMissing(all, connection);
    if (!chosen) return undefined;
    if (chosen.how === 'generate') return generateChosen(services, scope, chosen.offers);
    await drawPlaceholders(services, chosen.offers);
    return undefined;
  });
}

async function offersOfFile(services: Services): Promise<readonly Offer[] | undefined> {
  const document = services.lastTextEditor()?.document;
  const root = document && placeOf(document.uri)?.folder.uri;
  if (!root) {
    void showMessage('info', texts.noFile());
    return undefined;
  }
  const offers = offersOf(root, await new OpenDocuments(services).wanting(document, true));
  if (offers.length > 0) return offers;
  void showMessage('info', texts.noneInFile(vscode.workspace.asRelativePath(document.uri)));
  return undefined;
}

async function offersOfWorkspace(services: Services): Promise<readonly Offer[] | undefined> {
  if (!vscode.workspace.workspaceFolders?.length) {
    void showMessage('info', texts.noWorkspace());
    return undefined;
  }
  const offers = await scanAll(services);
  if (!offers || offers.length > 0) return offers;
  void showMessage('info', texts.none());
  return undefined;
}

/** For the price; who has no provider yet is asked when there is something to send. */
async function connectionIfReady(services: Services): Promise<Connection | undefined> {
  try {
    return await services.connect();
  } catch (error) {
    if (error instanceof ImageError) return undefined;
    throw error;
  }
}

async function generateChosen(
  services: Services,
  scope: Scope,
  offers: readonly Offer[],
): Promise<readonly Made[] | undefined> {
  const paid = offers.filter(({ made }) => !made);
  // What is in the library only has to be put in its place: nobody is asked for it, and nothing sent.
  const connection = paid.length > 0 ? await ready(services) : undefined;
  if (paid.length > 0 && !connection) return undefined;
  // What cannot be made is not asked for, and told of at the end.
  const wanted = connection ? paid.filter(offer => !whyNot(connection, offer)) : [];
  if (connection && !(await mayMakeMany(connection, wanted.length, priceOf(wanted, connection))))
    return undefined;
  const all = await makeAll(services, connection, offers);
  // Not awaited: the caller of a command does not wait for the user to read.
  void sayEnd(services, scope, offers.length, all);
  return all.made;
}

async function sayEnd(
  services: Services,
  scope: Scope,
  wanted: number,
  { placed, failed, stopped }: AllMade,
): Promise<void> {
  const show: Button = { label: buttons.show(), run: () => services.sheet.reveal() };
  if (placed === wanted) return showMessage('info', texts.allPlaced(placed), [show]);
  const again: Button = {
    label: texts.takeUp(),
    run: () => vscode.commands.executeCommand('easel.fixMissingImages', { scope }),
  };
  const [first] = failed;
  const parts = [
    texts.somePlaced(placed, wanted),
    ...(first ? [texts.why(first.offer.label, errorSentence(first.error))] : []),
    ...(stopped ? [texts.stopped()] : []),
  ];
  await showMessage(first ? 'error' : 'warn', parts.join(' '), [again, show]);
}
