import assert from 'node:assert/strict';
import {
  formatBytes,
  formatDuration,
  formatMoment,
  formatUsd,
  shorten,
} from '../../../src/webview/format.ts';

function table(name: string, rows: readonly (readonly [actual: string, wanted: string])[]): void {
  it(name, () => {
    for (const [actual, wanted] of rows) assert.equal(actual, wanted);
  });
}

describe('Formats', () => {
  table('bytes', [
    [formatBytes(980, 'en'), '980 bytes'],
    [formatBytes(1000, 'en'), '1 kB'],
    [formatBytes(1240, 'en'), '1.2 kB'],
    [formatBytes(412_300, 'en'), '412 kB'],
    [formatBytes(999_600, 'en'), '1 MB'],
    [formatBytes(1_240_000, 'en'), '1.2 MB'],
    [formatBytes(1_240_000, 'de'), '1,2 MB'],
  ]);

  table('time spans', [
    [formatDuration(420, 'en', true), '0.4s'],
    [formatDuration(9_990, 'en', true), '10s'],
    [formatDuration(41_400, 'en', true), '41s'],
    [formatDuration(59_700, 'en', true), '1m 0s'],
    [formatDuration(125_000, 'en', true), '2m 5s'],
    [formatDuration(9_990, 'en', false), '9s'],
    [formatDuration(-5, 'en', false), '0s'],
  ]);

  table('dollars', [
    [formatUsd(0.0213, 'en'), '$0.021'],
    [formatUsd(0.248, 'en'), '$0.25'],
    [formatUsd(0.05, 'en'), '$0.05'],
    [formatUsd(0, 'en'), '$0.00'],
  ]);

  it('the time of day, with the date when it is another day', () => {
    const noon = new Date(2026, 10, 21, 12, 5).getTime();
    assert.equal(formatMoment(noon, noon + 60_000, 'en-GB'), '12:05');
    assert.equal(formatMoment(noon, noon + 86_400_000, 'en-GB'), '21 Nov, 12:05');
  });

  table('a line', [
    [shorten(' a\n b ', 10), 'a b'],
    [shorten('abcdef', 4), 'abc…'],
    [shorten('🛶🛶🛶', 2), '🛶…'],
  ]);
});
