import type { Draft } from '../../images/draft.ts';
import { without } from '../../images/run.ts';
import { countSetting, parameterSettings, partialsAreAskedFor } from '../../platform/settings.ts';
import { withDraft } from './deskChanges.ts';
import type { KeptDesk } from './keptDesk.ts';
import type { Provider } from './provider.ts';

/** A draft and the epoch it was written in: one of an older epoch is too late. */
export interface DraftThen {
  readonly epoch: number;
  readonly draft: Draft;
}

/** Takes over what is typed, the newest only. */
export class Drafting {
  readonly #desk: KeptDesk;
  readonly #provider: Pick<Provider, 'outlook'>;
  /** Drafts that came, so that an older one never takes the place of a newer one. */
  #taken = 0;

  constructor(desk: KeptDesk, provider: Pick<Provider, 'outlook'>) {
    this.#desk = desk;
    this.#provider = provider;
  }

  /** What stands there; the user's settings while nothing does. */
  get draft(): Draft {
    return this.#desk.state.draft ?? startingDraft();
  }

  /** Settles when it stands there, or is known to come too late. */
  async take({ epoch, draft }: DraftThen): Promise<void> {
    if (epoch !== this.#desk.epoch || JSON.stringify(draft) === JSON.stringify(this.draft)) return;
    const mine = ++this.#taken;
    const { outlook } = await this.#provider.outlook();
    // In the meantime the host may have put another one there, or a newer one has come.
    if (epoch !== this.#desk.epoch || mine !== this.#taken) return;
    this.#desk.change(withDraft(this.#desk.state, draft, outlook.baseUrl));
  }
}

function startingDraft(): Draft {
  const parameters = parameterSettings();
  return {
    prompt: '',
    count: countSetting(),
    parameters: partialsAreAskedFor() ? parameters : without(parameters, 'partialImages'),
  };
}

/** Previews that come where the draft does not say how many. */
export function usualPartials(): number {
  return parameterSettings().partialImages ?? 0;
}
