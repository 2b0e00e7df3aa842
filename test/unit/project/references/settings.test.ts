import assert from 'node:assert/strict';
import { foldersOf, settingsOf, valueOf, wayOf } from '../../../../src/project/references/settings.ts';

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
    ['_config.yml', 'email:\nbaseurl: /x\n', 'baseurl', '/x'],
    ['_config.yml', 'email:\r\nbaseurl: /x\r\n', 'baseurl', '/x'],
    ['_config.yml', 'email:\nbaseurl: /x\n', 'email', undefined],
    ['_config.yml', 'baseurl:\n  - /x\n', 'baseurl', undefined],
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
    ['{ root: ["a", "b"] }', undefined],
    ['{ root: ["a"] }', undefined],
    ['{ root: path.resolve(process.env["X"], "web") }', 'X/web'],
  ];
  for (const [text, expected] of ways)
    it(text, () => assert.equal(wayOf(settingsOf('a.js', `export default ${text};`), 'root'), expected));

  const folders: [string, string, readonly string[]][] = [
    ['a.js', 'export default { x: ["a", "b"] };', ['a', 'b']],
    ['a.js', 'export default { x: [path.resolve(__dirname, "a", "b"), "c",] };', ['a/b', 'c']],
    ['a.js', 'export default { x: isLive ? ["a"] : ["b"] };', ['a', 'b']],
    ['a.js', 'export default { x: path.resolve("a", "b") };', ['a/b']],
    ['a.js', 'export default { x: [] };', []],
    ['a.js', 'export default { x: false };', []],
    ['a.js', 'export default [{ x: ["a"] }, { x: ["b"] }];', []],
    ['a.yaml', 'x: a # y\n', ['a']],
    ['a.yaml', 'x:\n  - a\n  - "b" # y\ny: z\n', ['a', 'b']],
    ['a.yaml', 'x: # y\r\n- a\r\n- b c\r\n', ['a', 'b c']],
    ['a.yaml', "x: [a, 'b']\n", ['a', 'b']],
    ['a.yaml', 'x: [a\ny: [b]\n', []],
    ['a.yaml', 'y:\n  x:\n    - a\n', []],
    ['a.toml', 'x = [\n  "a", # y\n  "b",\n]\n', ['a', 'b']],
  ];
  for (const [name, text, expected] of folders)
    it(`folders of ${name}: ${text}`, () =>
      assert.deepEqual(foldersOf(settingsOf(name, text), 'x'), expected));
});
