import type { ChoiceField, Draft, DraftField } from '../images/draft.ts';
import type { Mask } from '../images/mask.ts';
import type { ImageType } from '../images/picture.ts';
import type { TileRef } from './messages.ts';

/** A value of a field; with a reason it would be refused and is shown for the reason's sake only. */
export interface OfferView {
  /** As the control spells it. */
  readonly value: string;
  readonly reason?: string;
}

/** A refusal, said before anything is sent. */
export interface ProblemView {
  /** `prompt`, `image`, `n` or a parameter's name. */
  readonly field: string;
  readonly sentence: string;
  /** The nearest value that would pass, as the control spells it. */
  readonly nearest?: string;
}

/** A picture that goes along. */
export interface ReferenceView {
  readonly id: string;
  readonly label: string;
  /** Webview uri of something small enough to be shown. */
  readonly uri: string;
  readonly type: ImageType;
  /** px. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** A mask is drawn on it; it goes along while the picture is the first. */
  readonly masked?: true;
}

/** A model to choose. */
export interface ModelView {
  readonly id: string;
  readonly image: boolean;
  /** `YYYY-MM-DD`. */
  readonly endsOn?: string;
}

/** Who would be asked. */
export interface ProviderView {
  readonly label: string;
  readonly offline: boolean;
  /** Run leads to the first choice while it is false. */
  readonly ready: boolean;
  /** What is wrong with its settings. */
  readonly sentence?: string;
}

/** What the composer shows: to be drawn as it is. */
export interface ComposerView {
  /** Counts changes that the host made to the draft. */
  readonly epoch: number;
  /** Counts how often the prompt was to get the focus, never back; 0: nobody waits for it. */
  readonly focus: number;
  readonly draft: Draft;
  readonly references: readonly ReferenceView[];
  readonly provider: ProviderView;
  readonly model: {
    /** What is asked for while the draft names none. */
    readonly usual?: string;
    readonly state: 'unasked' | 'asking' | 'known' | 'failed';
    /** Why the list is not there. */
    readonly sentence?: string;
    /** Image models first. */
    readonly known: readonly ModelView[];
  };
  readonly offers: Readonly<Record<ChoiceField, readonly OfferView[]>>;
  /** Why a field can have no value as things stand. */
  readonly refused: Readonly<Partial<Record<DraftField, string>>>;
  /** Fields the model does not have at all. */
  readonly lacking: readonly DraftField[];
  /** Whether sizes beyond those offered may be typed. */
  readonly freeSize: boolean;
  /** Why no mask can go along as things stand. */
  readonly maskRefused?: string;
  /** The size that is sent while the draft has none; absent where none is sent and the server decides. */
  readonly usualSize?: string;
  readonly problems: readonly ProblemView[];
  readonly price: { readonly text: string; readonly detail: string };
  /** A run of this composer that is under way, the newest. */
  readonly running?: string;
  /** Something else stood there before, which is still kept. */
  readonly canBringBack: boolean;
}

/** The composer is new, or something about it is. */
export interface ComposerMessage {
  readonly type: 'composer';
  readonly view: ComposerView;
}

/** What the host says about the composer. */
export type ComposerHostMessage = ComposerMessage;

/** A draft and the epoch it was written in: one of an older epoch is too late. */
interface WithDraft {
  readonly epoch: number;
  readonly draft: Draft;
}

/** A picture that was pasted or dropped. */
export interface DroppedFile {
  /** Empty for what has none, as in the clipboard. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a picture that is dropped may have, bytes. */
export const maxDroppedBytes = 50 * 1024 * 1024;

/** How Run ended: under way, refused for what the view shows, or left: by the user, or since one is being started. */
export type RunOutcome = 'started' | 'refused' | 'left';

/** What the webview says about the composer; all but `draft` and `focused` wait for an answer. */
export type ComposerWebviewMessage =
  | (WithDraft & { readonly type: 'composer.draft' })
  /** Answered with a `RunOutcome`. */
  | (WithDraft & { readonly type: 'composer.run' })
  /** Stops a run it started; `clear` begins anew; `back` undoes that; `pick` asks for pictures of the workspace. */
  | {
      readonly type:
        'composer.cancel' | 'composer.clear' | 'composer.back' | 'composer.pick' | 'composer.provider';
    }
  /** The focus went where it was wanted: that many times. */
  | { readonly type: 'composer.focused'; readonly focus: number }
  /** Asks for the list of models; `fresh` although one is there. */
  | { readonly type: 'composer.models'; readonly fresh: boolean }
  | { readonly type: 'composer.addFiles'; readonly files: readonly DroppedFile[] }
  | { readonly type: 'composer.addUris'; readonly uris: readonly string[] }
  | { readonly type: 'composer.addTile'; readonly of: TileRef }
  /** Answered with a `MaskedPicture`: of this reference, of the first where none is named. */
  | { readonly type: 'composer.openMask'; readonly id?: string }
  /** What is drawn on a picture, as it stands now. */
  | { readonly type: 'composer.mask'; readonly id: string; readonly mask: Mask }
  | { readonly type: 'composer.remove'; readonly id: string }
  | { readonly type: 'composer.move'; readonly id: string; readonly to: number };
