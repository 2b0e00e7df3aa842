import assert from 'node:assert/strict';
import { settingsOf, valueOf, wayOf } from '../../../../src/project/references/settings.ts';

describe('what a configuration sets', () => {
  const values: [string, string, string, string | undefined][] = [
    ['a.js', 'module.exports = { base: "/x" }', 'base', '/x'],
    ['a.js', 'const c = { "base": `/x`, }; export default c;', 'base', '/x'],
    ['a.ts', 'export default defineConfig(({ mode }) => ({ base: "/x" } satisfies C));', 'base', '/x'],
    ['a.js', 'export default { kit: { paths: { base: "/x" } } };', 'kit.paths.base', '/x'],
    ['a.js', 'export default { plugins: [pwa({ base: "/x" })] };', 'base', undefined],
    ['a.js', 'export default { base: isLive ? "/x" : "/" };', 'base', undefined],
    ['a.js', 'export default { base: "/x" + name };', 'base', undefined],
    ['a.js', 'export default { base: `/${name}` };', 'base', undefined],
    ['a.js', 'export default live ? { base: "/x" } : { base: "/y" };', 'base', undefined],
    ['a.js', 'export default { // base: "/y"\n /* base: "/z" */ base: "/x" };', 'base', '/x'],
    ['a.js', 'export default { text: "base: /x", other: [1, { base: "/y" }] };', 'base', undefined],
    ['a.js', 'export default { base: "/x"', 'base', '/x'],
    ['a.js', '}}])) export default { base: "/x" }', 'base', '/x'],
    ['a.js', '{'.repeat(20_000), 'base', undefined],
    ['_config.yml', 'title: x\nbaseurl: /x # the base\n', 'baseurl', '/x'],
    ['_config.yml', 'baseurl: "/x"\n', 'baseurl', '/x'],
    ['_config.yml', 'theme:\n  baseurl: /x\n', 'baseurl', undefined],
    ['hugo.toml', "baseURL = 'https://a.b/x/'\n", 'baseURL', 'https://a.b/x/'],
  ];
  for (const [name, text, key, expected] of values)
    it(`${name}: ${text.slice(0, 70)}`, () => assert.equal(valueOf(settingsOf(name, text), key), expected));

  const ways: [string, string | undefined][] = [
    ['{ root: "web" }', 'web'],
    ['{ root: path.resolve(__dirname, "web", "src") }', 'web/src'],
    ['{ root: fileURLToPath(new URL("./web", import.meta.url)) }', './web'],
    ['{ root: process.cwd() }', undefined],
    ['[{ root: "a" }, { root: "b" }]', undefined],
  ];
  for (const [text, expected] of ways)
    it(text, () => assert.equal(wayOf(settingsOf('a.js', `export default ${text};`), 'root'), expected));
});
