import { runDraft, type Started } from '../../commands/composer.ts';
import type { Services } from '../../commands/services.ts';
import type { Copies } from './copies.ts';
import { usualPartials, type Drafting, type DraftThen } from './drafting.ts';
import type { Intake } from './intake.ts';
import { problemsWith } from './judge.ts';
import type { KeptDesk } from './keptDesk.ts';
import type { Provider } from './provider.ts';
import { wishFor } from './wishes.ts';

/** What a draft is started with. */
export interface StartParts {
  readonly services: Services;
  readonly desk: KeptDesk;
  readonly drafting: Drafting;
  readonly provider: Provider;
  readonly copies: Copies;
  readonly intake: Intake;
}

/** What Run does: takes the draft over, checks it as it will be sent, and starts it; says why when it did not. */
export async function startDraft(
  parts: StartParts,
  message: DraftThen,
): Promise<Started | 'refused' | 'left'> {
  const { services, desk, drafting, provider, copies, intake } = parts;
  await drafting.take(message);
  const { outlook } = await provider.outlook();
  // One that was written before another draft was put there is not meant.
  if (message.epoch !== desk.epoch) return 'left';
  // From here on it is what was asked for, whatever is typed or put there while it is being started.
  const asked = { ...desk.state, draft: message.draft };
  intake.say([]);
  const problems = problemsWith({ ...asked, usualPartials: usualPartials() }, outlook);
  if (asked.draft.prompt.trim() === '' || problems.length > 0) return 'refused';
  const sources = asked.references.map(source => copies.referenceTo(source));
  const started = await runDraft(services, connection =>
    wishFor(asked, connection, usualPartials(), sources),
  );
  return started ?? 'left';
}
