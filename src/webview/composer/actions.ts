import type { Effects } from '../effects.ts';

/** What the composer's controls ask for. */
export type ComposerAction = { readonly type: 'composer.run' };

/** Carries out what a control of the composer asks for. */
export async function actOnComposer(action: ComposerAction, effects: Effects): Promise<void> {
  await effects.request(action, () => undefined);
}
