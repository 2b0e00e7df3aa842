import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assertMaySend, identityHeaders } from '../../../src/api/guard.ts';
import {
  baseUrlFor,
  isOfficialHost,
  normaliseBaseUrl,
  profileFor,
  profiles,
} from '../../../src/api/providers.ts';
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

function sendToken(address: string): void {
  assertMaySend(new URL(address), profileFor('azure', address, { entra: true }), 't');
}

describe('Azure', () => {
  const resource = 'https://x.openai.azure.com';
  const v1 = profileFor('azure', resource);

  it("means the v1 paths by a resource's address alone", () => {
    assert.equal(baseUrlFor('azure', ` ${resource}/ `), `${resource}/openai/v1`);
    assert.equal(baseUrlFor('azure', `${resource}/other/v2`), `${resource}/other/v2`);
    assert.equal(baseUrlFor('compatible', resource), resource);
    const url = v1.endpoint(baseUrlFor('azure', resource), 'generations', 'my-images');
    assert.equal(String(url), `${resource}/openai/v1/images/generations`);
  });

  const addresses: readonly (readonly [string, string, string])[] = [
    ['', '/openai/v1', '/openai'],
    ['/openai', '/openai/v1', '/openai'],
    ['/openai/', '/openai/v1', '/openai'],
    ['/openai/v1', '/openai/v1', '/openai'],
    ['/prefix', '/prefix/openai/v1', '/prefix/openai'],
    ['/prefix/openai', '/prefix/openai/v1', '/prefix/openai'],
    ['/prefix/openai/v1', '/prefix/openai/v1', '/prefix/openai'],
    ['/prefix/v1', '/prefix/v1', '/prefix/openai'],
    ['/myopenai', '/myopenai/openai/v1', '/myopenai/openai'],
  ];
  for (const [path, newer, dated] of addresses) {
    const typed = `https://gw.example${path}`;
    it(`asks a gateway at ${typed} in its own place, with and without a version`, () => {
      const base = baseUrlFor('azure', typed);
      assert.equal(base, `https://gw.example${newer}`);
      const plain = profileFor('azure', base).endpoint(base, 'generations', 'd');
      assert.equal(String(plain), `https://gw.example${newer}/images/generations`);
      const { endpoint } = profileFor('azure', base, { apiVersion: '2026-02-01' });
      assert.equal(
        String(endpoint(base, 'generations', 'd')),
        `https://gw.example${dated}/deployments/d/images/generations?api-version=2026-02-01`,
      );
      assert.equal(
        String(endpoint(base, 'models')),
        `https://gw.example${dated}/models?api-version=2026-02-01`,
      );
    });
  }

  it('names deployment and version in the dated paths', () => {
    const { endpoint } = profileFor('azure', resource, { apiVersion: '2026-02-01-preview' });
    const base = baseUrlFor('azure', resource);
    assert.equal(
      String(endpoint(base, 'edits', 'my images')),
      `${resource}/openai/deployments/my%20images/images/edits?api-version=2026-02-01-preview`,
    );
    assert.equal(
      String(endpoint(base, 'models')),
      `${resource}/openai/models?api-version=2026-02-01-preview`,
    );
  });

  it('sends a key in a header of its own and an Entra token as a bearer', () => {
    assert.equal(identityHeaders(v1, { key: 'k', userAgent: 'u' })['api-key'], 'k');
    assert.equal(identityHeaders(v1, { key: 'k', userAgent: 'u' })['authorization'], undefined);
    const entra = profileFor('azure', resource, { entra: true });
    assert.equal(identityHeaders(entra, { key: 't', userAgent: 'u' })['authorization'], 'Bearer t');
    assert.equal(identityHeaders(entra, { key: 't', userAgent: 'u' })['api-key'], undefined);
  });

  const hosts: readonly (readonly [string, boolean])[] = [
    ['https://x.openai.azure.com/openai/v1', true],
    ['https://x.services.ai.azure.com/openai/v1', true],
    ['https://x.cognitiveservices.azure.com/openai/v1', true],
    ['https://x.openai.azure.us/openai/v1', true],
    ['https://x.openai.azure.com.evil.example/openai/v1', false],
    ['https://openai.azure.com/openai/v1', false],
    ['https://evil.example/openai.azure.com', false],
    ['https://api.openai.com/v1', false],
    ['https://127.0.0.1/openai/v1', false],
  ];
  for (const [address, allowed] of hosts) {
    it(`${allowed ? 'sends' : 'does not send'} a token to ${address}`, () => {
      if (allowed) sendToken(address);
      else
        assert.throws(
          () => sendToken(address),
          (error: unknown) => error instanceof ImageError && error.kind === 'insecure',
        );
    });
  }

  it('takes no webp, no response_format and no variations', () => {
    assert.deepEqual([v1.lacksFormats, v1.responseFormat, v1.variations], [['webp'], false, false]);
  });
});
