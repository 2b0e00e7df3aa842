// The table as Markdown, kept in README.md beside this file.
import { join } from 'node:path';
import type { Chapter } from './faults.ts';
import type { Observed } from './run.ts';
import { shown } from './sentences.ts';

/** Where it is kept. */
export const tablePath = join(import.meta.dirname, 'README.md');

const columns = [
  'fault',
  'kind',
  'what is said',
  'buttons',
  'requests',
  'files left',
  'sockets left',
  'billed',
];

/** One row. Sockets are none, or the run of the fault does not end. */
export function rowOf(name: string, { outcome, error, failed }: Observed): string {
  const { kind, posts, gets, files, billed } = outcome;
  const errors = error ? [error] : failed;
  const words = errors.map(shown);
  const cells = [
    name,
    [kind === 'none' ? '' : kind, ...outcome.failed.map(one => `${one} of one`)].filter(Boolean).join(', '),
    words.map(({ sentence }) => neutral(sentence)).join(' '),
    [...new Set(words.flatMap(({ buttons }) => buttons))].join(' · '),
    gets === 0 ? String(posts) : `${posts} + ${gets} GET`,
    files.join(' '),
    '0',
    billed ? 'perhaps' : '',
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** The whole file, from the rows by name. */
export function tableText(chapters: readonly Chapter[], rows: ReadonlyMap<string, string>): string {
  const count = chapters.reduce((sum, { faults }) => sum + faults.length, 0);
  const parts = chapters.map(({ title, faults }) =>
    [
      `## ${title}`,
      '',
      `| ${columns.join(' | ')} |`,
      `|${columns.map(() => '---|').join('')}`,
      ...faults.map(({ name }) => rows.get(name) ?? ''),
      '',
    ].join('\n'),
  );
  return `${introduction(count)}\n<!-- prettier-ignore-start -->\n\n${parts.join('\n')}\n<!-- prettier-ignore-end -->\n`;
}

function introduction(count: number): string {
  return `# What goes wrong, and what comes of it

${count} faults, each made by a real server (\`rows/\`) and met by the real client. This file is generated: \`npm test faults\` compares it, \`EASEL_WRITE=1 npm test faults\` writes it.

Requests are the POSTs the server saw: a paid request goes out once, unless the server said that it did nothing. Files are pictures and whole previews; sockets are what is open at the server once the client is done. “billed” is what the user is told. An empty kind means that the client gets over it.
`;
}

/** What differs from run to run or from machine to machine. */
function neutral(sentence: string): string {
  return sentence.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST').replaceAll('EAI_AGAIN', 'ENOTFOUND');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
