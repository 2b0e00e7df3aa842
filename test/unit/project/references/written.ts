// What a document is once a reference has been put in, snippet and all.
import type { Insertion } from '../../../../src/project/references/write/referenceTo.ts';

/** The text with the snippet as VS Code would leave it, and the other edits. */
export function written(text: string, offset: number, insertion: Insertion): string {
  const { snippet, replaceRange, additionalEdits } = insertion;
  const range = replaceRange ?? { start: offset, end: offset };
  const edits = [
    { ...range, text: unfolded(snippet) },
    ...additionalEdits.map(edit => ({ start: edit.offset, end: edit.offset, text: edit.text })),
  ].toSorted((one, other) => other.start - one.start);
  return edits.reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), text);
}

/** Placeholders filled with their text. */
function unfolded(snippet: string): string {
  let text = '';
  let inside = false;
  for (let at = 0; at < snippet.length; at++) {
    if (snippet[at] === '\\' && /[\\$}]/.test(snippet[at + 1] ?? '')) text += snippet[++at] ?? '';
    else if (snippet.startsWith('${1:', at)) {
      at += 3;
      inside = true;
    } else if (snippet[at] === '$') throw new Error(`A bare $ in ${snippet}`);
    else if (snippet[at] === '}' && inside) inside = false;
    else text += snippet[at] ?? '';
  }
  return text;
}
