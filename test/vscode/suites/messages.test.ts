import assert from 'node:assert/strict';
import { remedies, type ErrorKind, type ErrorRecord } from '../../../src/images/errors.ts';
import { errorSentence } from '../../../src/platform/messages/errors.ts';
import { problemSentence } from '../../../src/platform/messages/problems.ts';
import { remedyLabel, sheetStrings } from '../../../src/platform/messages/sheet.ts';
import { plain, plainLabel } from '../../../src/platform/show.ts';
import { englishStrings } from '../../../src/protocol/strings.ts';

// A record, so that a new kind without a row does not compile.
const everyKind: Readonly<Record<ErrorKind, Partial<ErrorRecord>>> = {
  cancelled: {},
  timeout: {},
  interrupted: {},
  network: { detail: 'ENOTFOUND' },
  cutOff: {},
  certificate: { detail: 'SELF_SIGNED' },
  proxy: { detail: '407' },
  insecure: {},
  missingKey: {},
  missingBaseUrl: {},
  badBaseUrl: { detail: 'not an address' },
  authentication: {},
  permission: {},
  verification: {},
  modelNotFound: {},
  routeNotFound: {},
  moderation: {},
  quota: {},
  rateLimit: {},
  overloaded: {},
  server: { status: 502 },
  invalidRequest: { param: 'size' },
  unsupportedFile: {},
  invalid: { problems: [{ code: 'size.malformed', field: 'size', args: { value: 'big' } }] },
  badAnswer: { detail: 'an HTML page' },
  emptyAnswer: {},
  badPicture: { detail: 'it is cut short' },
  tooLarge: { detail: '300 MB' },
  serverPath: {},
  download: { detail: '403' },
  redirect: {},
  disk: { detail: 'ENOSPC' },
  source: { detail: 'notes.txt' },
  unexpected: { detail: 'x is not a function' },
};

function isKind(kind: string): kind is ErrorKind {
  return kind in everyKind;
}

const kinds = Object.keys(everyKind).filter(isKind);

function recordOf(kind: ErrorKind): ErrorRecord {
  return { host: 'api.example', ...everyKind[kind], kind };
}

describe('messages', () => {
  it('have a sentence of their own for each kind of error', () => {
    const sentences = kinds.map(kind => errorSentence(recordOf(kind)));
    assert.equal(new Set(sentences).size, kinds.length);
    for (const sentence of sentences) assert.match(sentence, /^[^{}]{8,}[.)!]$|: [^{}]+$/);
  });

  it('name a way out for each kind of error', () => {
    for (const kind of kinds) {
      const labels = remedies(recordOf(kind)).map(remedy => remedyLabel(remedy));
      assert.ok(labels.length > 0 && labels.every(label => label.length > 2), kind);
    }
  });

  it('say that a failed request may be billed', () => {
    assert.match(errorSentence({ ...recordOf('emptyAnswer'), mayBeBilled: true }), /bill/);
    assert.doesNotMatch(errorSentence(recordOf('emptyAnswer')), /bill/);
  });

  it('name stage and categories of a block', () => {
    const moderation = { stage: 'output', categories: ['violence', 'self-harm'] };
    assert.match(errorSentence({ kind: 'moderation', moderation }), /output.*violence, self-harm/);
  });

  it('say what is wrong with a value and which one is nearest', () => {
    const problem = {
      code: 'size.notDivisible',
      field: 'size',
      args: { value: '1000x1000' },
      nearest: '1008x1008',
    };
    const sentence = problemSentence(problem);
    assert.match(sentence, /1000x1000.*16.*1008x1008/);
  });

  it('make links and icons of strangers harmless', () => {
    assert.equal(plain('[pay](command:x) [a](https://b)'), '[pay] (command:x) [a] (https://b)');
    assert.equal(plain('a\n\nb'), 'a b');
    assert.equal(plainLabel('$(trash) x'), '$ (trash) x');
  });

  it('give the sheet every text, placeholders kept', () => {
    assert.deepEqual(sheetStrings(), englishStrings);
  });
});
