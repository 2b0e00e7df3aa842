import * as vscode from 'vscode';
import { faviconEdges, type DerivePlan } from '../images/derive.ts';
import { derive as texts } from '../platform/messages/vary.ts';
import { plain } from '../platform/show.ts';

/** What can be picked, and what it adds to a plan. */
interface Part extends vscode.QuickPickItem {
  readonly factor?: number;
  readonly add?: Omit<DerivePlan, 'stem' | 'scales'>;
}

/** WebP of photographs and drawings alike, where nobody sees a difference. */
const webpQuality = 82;

/**
 * Asks what is to be made of a picture, and for its width at 1x where scales are wanted. Undefined when the user left.
 * @param width of the picture, px
 */
export async function askPlan(name: string, stem: string, width: number): Promise<DerivePlan | undefined> {
  const options = {
    title: plain(texts.title(name)),
    placeHolder: texts.placeholder(),
    canPickMany: true,
  } as const;
  const picked = await vscode.window.showQuickPick(parts(width), options);
  if (!picked || picked.length === 0) return undefined;
  const factors = picked.flatMap(({ factor }) => factor ?? []);
  const others = picked.reduce<Omit<DerivePlan, 'stem'>>((plan, { add }) => ({ ...plan, ...add }), {});
  if (factors.length === 0) return { stem, ...others };
  const base = await askWidth(width, Math.max(...factors));
  return base === undefined ? undefined : { stem, ...others, scales: { width: base, factors } };
}

function parts(width: number): readonly Part[] {
  const third = guess(width, 3);
  return [
    ...[1, 2, 3].map(factor => ({
      label: texts.scale(factor),
      description: texts.scaleDetail(third * factor),
      factor,
      picked: true,
    })),
    {
      label: texts.webp(),
      description: texts.webpDetail(),
      picked: true,
      add: { webp: { quality: webpQuality } },
    },
    { label: texts.favicon(), description: texts.faviconDetail(), add: { favicon: faviconEdges } },
    {
      label: texts.touchIcon(),
      description: texts.touchIconDetail(),
      add: { appleTouchIcon: { background: '#ffffff' } },
    },
  ];
}

/** The picture's own pixels serve the largest scale. */
function guess(width: number, largest: number): number {
  return Math.max(1, Math.floor(width / largest));
}

async function askWidth(width: number, largest: number): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title: texts.widthTitle(),
    prompt: texts.widthPrompt(width),
    value: String(guess(width, largest)),
    validateInput: text => (isWidth(text, width) ? undefined : texts.widthWrong(width)),
  });
  return typed === undefined ? undefined : Number(typed);
}

function isWidth(text: string, most: number): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
}
