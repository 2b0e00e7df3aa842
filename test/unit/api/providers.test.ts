import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOfficialHost, normaliseBaseUrl, profileFor, profiles } from '../../../src/api/providers.ts';
import { ImageError } from '../../../src/images/errors.ts';

describe('base URL', () => {
  const good: readonly (readonly [string, string])[] = [
    [' https://api.openai.com/v1/ ', 'https://api.openai.com/v1'],
    ['HTTPS://API.OpenAI.com:443/v1//', 'https://api.openai.com/v1'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:9/v1', 'http://[::1]:9/v1'],
  ];
  for (const [text, expected] of good) {
    it(`reads ${text}`, () => assert.equal(normaliseBaseUrl(text), expected));
  }

  const bad = [
    'localhost:8080',
    'ftp://host/v1',
    'https://u:p@host/v1',
    'https://host/v1?a=b',
    'https://host/v1#x',
    'x',
  ];
  for (const text of bad) {
    it(`refuses ${text}`, () =>
      assert.throws(
        () => normaliseBaseUrl(text),
        (error: unknown) => error instanceof ImageError && error.kind === 'badBaseUrl',
      ));
  }

  it('tells a missing one from a wrong one', () =>
    assert.throws(
      () => normaliseBaseUrl('  '),
      (error: unknown) => error instanceof ImageError && error.kind === 'missingBaseUrl',
    ));

  it('never repeats a password', () => {
    try {
      normaliseBaseUrl('https://user:hunter2@host/v1');
      assert.fail('accepted');
    } catch (error) {
      assert.ok(error instanceof ImageError);
      assert.doesNotMatch(JSON.stringify([error, error.message, error.stack]), /hunter2/);
    }
  });
});

describe('provider profiles', () => {
  it('knows the official hosts, regional ones too, and nothing that only looks like them', () => {
    for (const region of ['', 'us.', 'eu.', 'ae.', 'au.', 'in.', 'jp.'])
      assert.ok(isOfficialHost(`${region}api.openai.com`));
    for (const host of ['api.openai.com.evil.io', 'xx.api.openai.com', 'myapi.openai.com', 'openai.com'])
      assert.ok(!isOfficialHost(host), host);
  });

  it('keeps the official rules at an official host whatever it is called', () => {
    const profile = profileFor('compatible', 'https://eu.api.openai.com/v1');
    assert.equal(profile, profiles.openai);
    assert.equal(profile.responseFormat, false);
    assert.equal(profile.variations, false);
    assert.equal(profile.needsKey, true);
  });

  it('gives another server under the name of openai no official model and no official refusals', () => {
    const profile = profileFor('openai', 'http://127.0.0.1:9/v1');
    assert.equal(profile.id, 'openai');
    assert.equal(profile.defaultModel, undefined);
    assert.equal(profile.needsKey, false);
    assert.equal(profile.responseFormat, true);
    assert.equal(profile.variations, true);
    assert.equal(profile.streams, true);
  });

  it('sends Azure no response_format and no variations', () => {
    const profile = profileFor('compatible', 'https://x.openai.azure.com/openai/v1');
    assert.equal(profile.responseFormat, false);
    assert.equal(profile.variations, false);
  });
});
