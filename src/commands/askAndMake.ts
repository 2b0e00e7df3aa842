import { ImageError } from '../images/errors.ts';
import type { Wish } from '../studio/studio.ts';
import { carryOut } from './carryOut.ts';
import type { Made } from './made.ts';
import { showError } from './remedies.ts';
import type { Connection, Services } from './services.ts';
import { askWords } from './words/askWords.ts';
import type { Choice, WordsQuestion } from './words/question.ts';

/** What is asked, unless it was said already. */
export interface Asking {
  readonly question: WordsQuestion;
  readonly choice: Choice;
  /** Words of the arguments: nothing is asked then. */
  readonly given: string | undefined;
  /** What was chosen by hand is remembered. */
  readonly onChosen?: (choice: Choice) => Promise<void>;
  readonly wishOf: (words: string, choice: Choice) => Wish;
}

/**
 * Asks for the words of a run and carries it out. Who says no to a question after that, or has to change
 * something, is asked again and finds the words where they were. Undefined when the user left it.
 */
export async function askAndMake(
  services: Services,
  connection: Connection,
  { question, choice, given, onChosen, wishOf }: Asking,
): Promise<Made | undefined> {
  if (given !== undefined) return carryOut(services, connection, wishOf(given, choice));
  let answer: { words: string; choice: Choice } | undefined = { words: question.initial, choice };
  for (;;) {
    answer = await askWords(services, connection, { ...question, initial: answer.words }, answer.choice);
    if (!answer) return undefined;
    await onChosen?.(answer.choice);
    try {
      const made = await carryOut(services, connection, wishOf(answer.words, answer.choice));
      if (made) return made;
    } catch (error) {
      if (!(error instanceof ImageError) || error.kind !== 'invalid') throw error;
      void showError(services, error.record);
    }
  }
}
