import * as v from 'valibot';
import type { ComposerView } from './composer.ts';

/** Messages of the webview about the composer, every field checked. */
export const composerWebviewMessages = [v.object({ type: v.literal('composer.run') })] as const;

const viewShape = v.looseObject({ epoch: v.number() });

/** Messages of the host about the composer, their outline checked. */
export const composerHostMessages = [
  v.object({
    type: v.literal('composer'),
    view: v.custom<ComposerView>(value => v.is(viewShape, value)),
  }),
] as const;
