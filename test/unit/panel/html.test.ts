import assert from 'node:assert/strict';
import { pageHtml } from '../../../src/panel/html.ts';

const html = pageHtml({
  cspSource: 'https://*.cdn.example',
  nonce: 'abc+/=',
  language: 'de',
  title: '"><script>',
  script: 'https://x/main.js?a=1&b=2',
  styles: ['https://x/panel.css'],
});

describe('Page of the contact sheet', () => {
  it('allows its own parts and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-abc+/='; " +
        'style-src https://*.cdn.example; font-src https://*.cdn.example; img-src https://*.cdn.example; connect-src https://*.cdn.example',
    );
  });

  it('has one script, with the nonce, and no inline style', () => {
    assert.equal(html.match(/<script/g)?.length, 1);
    assert(html.includes('nonce="abc+/=" src="https://x/main.js?a=1&amp;b=2"'));
    assert(!/style=|<style/.test(html));
  });

  it('escapes what it is given', () => assert(html.includes('<title>&quot;&gt;&lt;script&gt;</title>')));
});
