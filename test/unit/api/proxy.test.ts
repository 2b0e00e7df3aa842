import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isPrivateAddress } from '../../../src/api/address.ts';
import { proxyFor, type NetworkSettings } from '../../../src/api/proxy.ts';

type Row = readonly [
  name: string,
  url: string,
  settings: Partial<NetworkSettings>,
  expected: string | undefined,
];

const env = { HTTPS_PROXY: 'http://secure:1', http_proxy: 'plain:2' };
const rows: readonly Row[] = [
  ['nothing set', 'https://a.example', {}, undefined],
  ['the setting', 'https://a.example', { proxy: 'http://p:3' }, 'http://p:3/'],
  ['the setting before the environment', 'https://a.example', { proxy: 'http://p:3', env }, 'http://p:3/'],
  ['the setting without a scheme', 'https://a.example', { proxy: ' p:3128 ' }, 'http://p:3128/'],
  ['the environment, https', 'https://a.example', { env }, 'http://secure:1/'],
  ['the environment, http', 'http://a.example', { env }, 'http://plain:2/'],
  [
    'HTTP_PROXY for https where there is no other',
    'https://a.example',
    { env: { HTTP_PROXY: 'http://h:4' } },
    'http://h:4/',
  ],
  ['a proxy that is no http', 'https://a.example', { proxy: 'socks5://s:5' }, 'socks5://s:5'],
  ['a proxy that is no address', 'https://a.example', { proxy: 'http://[' }, 'http://['],
  ['support off', 'https://a.example', { proxySupport: 'off', proxy: 'http://p:3' }, undefined],
  ['loopback', 'http://127.0.0.5:8080', { proxy: 'http://p:3' }, undefined],
  ['loopback by name', 'http://LOCALHOST:8080', { proxy: 'http://p:3' }, undefined],
  ['loopback, IPv6', 'http://[::1]:8080', { proxy: 'http://p:3' }, undefined],
  ['an exception', 'https://a.example', { proxy: 'http://p:3', noProxy: ['A.example'] }, undefined],
  ['below an exception', 'https://x.a.example', { proxy: 'http://p:3', noProxy: ['a.example'] }, undefined],
  [
    'beside an exception',
    'https://xa.example',
    { proxy: 'http://p:3', noProxy: ['a.example'] },
    'http://p:3/',
  ],
  [
    'an exception with a star',
    'https://x.a.example',
    { proxy: 'http://p:3', noProxy: ['*.a.example'] },
    undefined,
  ],
  ['everything excepted', 'https://a.example', { proxy: 'http://p:3', noProxy: ['*'] }, undefined],
  [
    'an exception with another port',
    'https://a.example',
    { proxy: 'http://p:3', noProxy: ['a.example:8443'] },
    'http://p:3/',
  ],
  [
    'an exception with its port',
    'https://a.example',
    { proxy: 'http://p:3', noProxy: ['a.example:443'] },
    undefined,
  ],
  [
    'an exception from the environment',
    'https://a.example',
    { env: { ...env, NO_PROXY: 'b.example, .a.example' } },
    undefined,
  ],
  [
    'an exception for a subnet',
    'https://10.1.2.3',
    { proxy: 'http://p:3', noProxy: ['10.0.0.0/8'] },
    undefined,
  ],
  ['beside a subnet', 'https://11.1.2.3', { proxy: 'http://p:3', noProxy: ['10.0.0.0/8'] }, 'http://p:3/'],
];

describe('choice of a proxy', () => {
  for (const [name, url, settings, expected] of rows) {
    it(name, () =>
      assert.equal(proxyFor(new URL(url), { proxySupport: 'override', ...settings })?.toString(), expected),
    );
  }
});

describe('private addresses', () => {
  const inside = [
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
  ];
  const outside = [
    '8.8.8.8',
    '172.32.0.1',
    '172.15.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    'example.org',
    '',
  ];
  it('are told from public ones', () => {
    assert.deepEqual(
      inside.filter(address => !isPrivateAddress(address)),
      [],
    );
    assert.deepEqual(outside.filter(isPrivateAddress), []);
  });
});
