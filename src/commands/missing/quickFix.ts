import * as v from 'valibot';
import * as vscode from 'vscode';
import { ImageError } from '../../images/errors.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { placeOf } from '../../platform/projectPort.ts';
import { showMessage } from '../../platform/show.ts';
import type { Made } from '../made.ts';
import { guarded } from '../remedies.ts';
import type { Services } from '../services.ts';
import { OpenDocuments } from './documents.ts';
import { drawPlaceholders, generateOne } from './fix.ts';
import { offersOf, type Offer } from './offer.ts';

const argumentSchema = v.strictObject({ uri: v.string(), path: v.string() });

/** Makes the picture of a quick fix, with the user's word. */
export function generateMissing(services: Services, argument: unknown): Promise<Made | undefined> {
  return guarded(services, async () => {
    const offer = await offerFor(services, argument);
    return offer && generateOne(services, offer);
  });
}

/** Draws the placeholder of a quick fix. */
export function drawMissing(services: Services, argument: unknown): Promise<void> {
  return guarded(services, async () => {
    const offer = await offerFor(services, argument);
    if (offer) await drawPlaceholders(services, [offer]);
  });
}

/** What an argument means by now: nothing of it is believed but which picture of which document is meant. */
async function offerFor(services: Services, argument: unknown): Promise<Offer | undefined> {
  const parsed = v.safeParse(argumentSchema, argument);
  const problem = { code: 'arguments', field: 'arguments', args: { value: 'uri, path' } };
  if (!parsed.success) throw new ImageError({ kind: 'invalid', problems: [problem] });
  const { uri, path } = parsed.output;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const documents = new OpenDocuments(services);
  const wanting = (await documents.wanting(document, true)).filter(one => one.path === path);
  const root = placeOf(document.uri)?.folder.uri;
  const [offer] = root ? offersOf(root, wanting) : [];
  if (offer) return offer;
  const out = await documents.leadingOut(document);
  if (out.some(({ value }) => value === path)) void showMessage('warn', texts.outside(path));
  else void showMessage('info', texts.notMissing(path));
  return undefined;
}
