import assert from 'node:assert/strict';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Made } from '../../../src/commands/made.ts';
import { setUserSetting } from '../../../src/platform/settings.ts';
import { isMarkedPlaceholder } from '../../../src/raster/placeholderMark.ts';
import { probe } from '../../../src/raster/probe.ts';
import { until } from '../../support/until.ts';

function inWorkspace(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Shows a new file with the cursor where `|` stands. */
async function show(path: string, text: string): Promise<vscode.TextEditor> {
  const uri = inWorkspace(path);
  const at = text.indexOf('|');
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text.replace('|', '')));
  const document = await vscode.workspace.openTextDocument(uri);
  const cursor = document.positionAt(Math.max(0, at));
  return vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor) });
}

async function missingHints(uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> {
  const own = (): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ code }) => code === 'missing-image');
  await until(`${count} hints`, () => own().length === count, 8000).catch((error: unknown) => {
    throw new Error(`not ${count} but ${own().length} hints in ${uri.path}`, { cause: error });
  });
  return own();
}

async function fixes({ document }: vscode.TextEditor, word: string): Promise<readonly vscode.CodeAction[]> {
  const start = document.positionAt(document.getText().indexOf(word));
  const found = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(start, start),
    vscode.CodeActionKind.QuickFix.value,
  );
  return found.filter(({ title }) => /missing image|placeholder/i.test(title));
}

/** Hints may know of a placeholder before VS Code tells of the file; fixes know it only then. */
async function upgradeOf(editor: vscode.TextEditor, word: string): Promise<vscode.Command> {
  let command: vscode.Command | undefined;
  await until('the fix knows that it is a placeholder', async () => {
    const [first] = await fixes(editor, word);
    if (first?.title === 'Generate this placeholder’s picture…') command = first.command;
    return command !== undefined;
  });
  assert.ok(command);
  return command;
}

async function take(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const command = actions.find(action => action.title === title)?.command;
  assert.ok(command, `no "${title}" among ${actions.map(action => action.title).join(', ')}`);
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** Takes the first picture that is offered, which is the newest saved. */
async function insert(editor: vscode.TextEditor, text: RegExp): Promise<void> {
  await vscode.window.showTextDocument(editor.document, { selection: editor.selection });
  await until('the editor is active', () => vscode.window.activeTextEditor?.document === editor.document);
  const done = vscode.commands.executeCommand('easel.insertReference');
  let isDone = false;
  const settled = Promise.resolve(done).then(() => (isDone = true));
  await until(
    'a reference is written',
    async () => {
      // With one picture nothing is asked; a pick takes no answer before it is shown.
      if (!isDone) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return text.test(editor.document.getText());
    },
    8000,
  ).catch((error: unknown) => {
    const open = vscode.workspace.textDocuments.map(document => document.getText());
    throw new Error(`${isDone ? 'done' : 'not done'}: ${open.join('\n---\n')}`, { cause: error });
  });
  await settled;
}

async function undoneIs(editor: vscode.TextEditor, text: string): Promise<void> {
  await vscode.commands.executeCommand('undo');
  await until('one undo takes it away', () => editor.document.getText() === text);
}

describe('references', () => {
  const files = new Set<string>();
  const page = (path: string, text: string): Promise<vscode.TextEditor> => {
    files.add(path);
    return show(path, text);
  };

  before(() => setUserSetting('provider', 'offline'));
  after(() => setUserSetting('provider', undefined));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of [...files, 'made'])
      await rm(inWorkspace(path).fsPath, { recursive: true, force: true });
    files.clear();
  });

  describe('that are inserted', () => {
    const prompt = 'a stove in "snow"';

    beforeEach(async () => {
      const made = await vscode.commands.executeCommand<Made | undefined>('easel.generate', {
        prompt,
        size: '96x64',
        saveTo: 'made',
      });
      assert.equal(made?.pictures.length, 1);
    });

    it('are Markdown in Markdown, and one undo takes them away', async () => {
      const editor = await page('notes-1.md', '# Hut\n\n|\n\nMore.\n');
      await insert(editor, /made/);
      assert.equal(
        editor.document.getText(),
        '# Hut\n\n![a stove in "snow"](made/a-stove-in-snow.png)\n\nMore.\n',
      );
      assert.equal(editor.document.getText(editor.selection), prompt, 'the alt text can be typed over');
      assert.equal(editor.document.isDirty, true, 'nothing is saved for the user');
      await undoneIs(editor, '# Hut\n\n\n\nMore.\n');
    });

    it('are elements with their size in HTML, with the line ends and the indentation of the file', async () => {
      const before = '<body>\r\n\t<main>\r\n\t\t\r\n\t</main>\r\n</body>\r\n';
      const editor = await page('page.html', before.replace('\t\t', '\t\t|'));
      await insert(editor, /<img/);
      assert.equal(
        editor.document.getText(),
        before.replace(
          '\t\t',
          '\t\t<img src="made/a-stove-in-snow.png" alt="a stove in &quot;snow&quot;" width="96" height="64">',
        ),
      );
      await undoneIs(editor, before);
    });

    it('come with their import in TSX, and go with it in one undo', async () => {
      files.add('site');
      const before = [
        "import logo from '../images/logo.png';",
        '',
        'export function Hut() {',
        '  return (',
        '    <main>',
        '      <img src={logo} alt="" />',
        '      ',
        '    </main>',
        '  );',
        '}',
        '',
      ].join('\n');
      await vscode.workspace.fs.writeFile(
        inWorkspace('site/package.json'),
        Buffer.from('{"dependencies":{"vite":"1","react":"1"}}'),
      );
      const editor = await page('site/src/hut.tsx', before.replace('      \n', '      |\n'));
      await insert(editor, /a-stove/);
      const text = editor.document.getText();
      assert.match(
        text,
        /^import logo from '..\/images\/logo.png';\nimport aStoveInSnow from '..\/..\/made\/a-stove-in-snow.png';\n/,
      );
      assert.match(text, /\n {6}<img src=\{aStoveInSnow\} alt=.* width=\{96\} height=\{64\} \/>\n/);
      await undoneIs(editor, before);
    });

    it('keep what was typed and not saved', async () => {
      const editor = await page('notes-2.md', 'one\n|');
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'typed '));
      await insert(editor, /made/);
      assert.match(editor.document.getText(), /^typed one\n!\[/);
      assert.equal(await readFile(inWorkspace('notes-2.md').fsPath, 'utf8'), 'one\n');
    });
  });

  describe('to what is missing', () => {
    const text = [
      '# The stove',
      '',
      '![The stove at night](made/stove.png)',
      '![Logo](images/logo.png)',
      '<img src="made/small.webp" width="120" height="50">',
      '![Out](../../out.png)',
      '![Web](https://example.com/a.png)',
      '![Old](made/old.avif)',
      '',
    ].join('\n');

    it('are hinted at while the file is open, and no more once it is there', async () => {
      const editor = await page('notes-3.md', text);
      const hints = await missingHints(editor.document.uri, 3);
      assert.deepEqual(
        hints.map(({ range }) => editor.document.getText(range)),
        ['made/stove.png', 'made/small.webp', 'made/old.avif'],
      );
      assert.deepEqual(
        hints.map(({ severity, source }) => [severity, source]),
        hints.map(() => [vscode.DiagnosticSeverity.Hint, 'Easel']),
      );
      await vscode.workspace.fs.copy(inWorkspace('images/logo.png'), inWorkspace('made/stove.png'));
      await missingHints(editor.document.uri, 2);
      await editor.edit(edit => edit.delete(editor.document.lineAt(4).range));
      await missingHints(editor.document.uri, 1);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await missingHints(editor.document.uri, 0);
    });

    it('are hinted at once their folder goes, and no more when it comes back', async () => {
      files.add('shown').add('away');
      await vscode.workspace.fs.copy(inWorkspace('images/logo.png'), inWorkspace('shown/deep/logo.png'));
      const editor = await page('notes-10.md', '![a](shown/deep/logo.png) ![b](shown/none.png)\n');
      await missingHints(editor.document.uri, 1);
      await rename(inWorkspace('shown').fsPath, inWorkspace('away').fsPath);
      await missingHints(editor.document.uri, 2);
      await rename(inWorkspace('away').fsPath, inWorkspace('shown').fsPath);
      await missingHints(editor.document.uri, 1);
    });

    it('are looked for anew when the project says that paths mean something else', async () => {
      files.add('jsconfig.json');
      const editor = await page('alias.jsx', "import a from '@/none.png';\nimport b from './none.png';\n");
      await missingHints(editor.document.uri, 1);
      const config = inWorkspace('jsconfig.json').fsPath;
      await writeFile(config, '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}');
      await missingHints(editor.document.uri, 2);
      await rm(config);
      await missingHints(editor.document.uri, 1);
    });

    it('are not hinted at where the user wants no hints', async () => {
      const settings = vscode.workspace.getConfiguration('easel');
      const editor = await page('notes-4.md', text);
      await missingHints(editor.document.uri, 3);
      await settings.update('missingImages.hints', false, vscode.ConfigurationTarget.Global);
      await missingHints(editor.document.uri, 0);
      await settings.update('missingImages.hints', undefined, vscode.ConfigurationTarget.Global);
      await missingHints(editor.document.uri, 3);
    });

    it('have quick fixes where a picture can be made, and only there', async () => {
      const editor = await page('notes-5.md', text);
      const titles = async (word: string): Promise<readonly string[]> =>
        (await fixes(editor, word)).filter(({ disabled }) => !disabled).map(({ title }) => title);
      const all = [
        'Generate missing image…',
        'Draw placeholder',
        'Generate Missing Images… (2 in this file)',
      ];
      assert.deepEqual(await titles('made/stove.png'), all);
      assert.deepEqual(await titles('stove at night'), all, 'all of the line counts');
      assert.deepEqual(await titles('made/small.webp'), all);
      for (const word of ['images/logo.png', 'https://', 'made/old.avif', '# The'])
        assert.deepEqual(await titles(word), [], word);
      assert.deepEqual(await titles('../../out.png'), all.slice(0, 1), 'which says why not');
    });

    it('draw a placeholder of the very size, at the very path, that can be told from a picture', async () => {
      const editor = await page('notes-6.md', text);
      await take(await fixes(editor, 'made/small.webp'), 'Draw placeholder');
      const bytes = await readFile(inWorkspace('made/small.webp').fsPath);
      const facts = probe(bytes);
      assert.deepEqual([facts?.type, facts?.width, facts?.height], ['webp', 120, 50]);
      assert.equal(isMarkedPlaceholder(bytes), true);
      assert.equal(editor.document.getText(), text, 'the text stays as it is');
      await missingHints(editor.document.uri, 2);
      await upgradeOf(editor, 'made/small.webp');
    });

    it('draw a drawing and an icon file as well, and promise nothing that is not done', async () => {
      const editor = await page(
        'page-1.html',
        '<link rel="icon" href="made/favicon.ico"><img src="made/logo.svg" width="200" height="100">\n' +
          '<img src="made/moving.gif">\n<img src="made/old.avif">\n',
      );
      const hints = await missingHints(editor.document.uri, 4);
      const promises = hints.map(({ message }) =>
        ['generate', 'placeholder'].filter(word => message.includes(word)),
      );
      assert.deepEqual(promises, [
        ['generate', 'placeholder'],
        ['generate', 'placeholder'],
        ['generate'],
        [],
      ]);
      for (const [name, size] of [
        ['logo.svg', [200, 100]],
        ['favicon.ico', undefined],
      ] as const) {
        await take(await fixes(editor, `made/${name}`), 'Draw placeholder');
        const bytes = await readFile(inWorkspace(`made/${name}`).fsPath);
        assert.equal(isMarkedPlaceholder(bytes), true, name);
        const facts = probe(bytes);
        assert.deepEqual(facts && [facts.width, facts.height], size);
      }
      const gif = (await fixes(editor, 'made/moving.gif')).map(({ title }) => title);
      assert.deepEqual(gif.slice(0, 1), ['Generate missing image…']);
      assert.ok(!gif.includes('Draw placeholder'));
    });

    it('make way for a picture that a quick fix asks for, without a question', async () => {
      const editor = await page('notes-11.md', text);
      await take(await fixes(editor, 'made/small.webp'), 'Draw placeholder');
      await missingHints(editor.document.uri, 2);
      const path = inWorkspace('made/small.webp').fsPath;
      const placeholder = await stat(path);
      const command = await upgradeOf(editor, 'made/small.webp');
      let made: Made | undefined;
      const run = async (): Promise<void> => {
        made = await vscode.commands.executeCommand<Made>(command.command, ...(command.arguments ?? []));
      };
      const done = run();
      await until('the picture is made', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return made !== undefined;
      });
      await done;
      assert.deepEqual(made?.pictures[0]?.saved, [inWorkspace('made/small.webp').toString()]);
      const bytes = await readFile(path);
      assert.notEqual((await stat(path)).ino, placeholder.ino, 'another file is there');
      const facts = probe(bytes);
      assert.deepEqual([facts?.type, facts?.width, facts?.height], ['webp', 120, 50]);
    });

    it('are drawn outside of the folder by no link', async () => {
      const editor = await page('notes-7.md', '![x](made/way/x.png)\n');
      const { symlink, mkdir } = await import('node:fs/promises');
      await mkdir(inWorkspace('made').fsPath, { recursive: true });
      const outside = join(inWorkspace('').fsPath, '..');
      await symlink(outside, inWorkspace('made/way').fsPath);
      await take(await fixes(editor, 'made/way'), 'Draw placeholder');
      await assert.rejects(readFile(join(outside, 'x.png')));
    });

    it('believe nothing of what a command is called with but which picture is meant', async () => {
      const editor = await page('notes-8.md', text);
      const uri = editor.document.uri.toString();
      for (const path of ['../../out.png', 'images/logo.png', 'made/other.png'])
        await vscode.commands.executeCommand('_easel.drawPlaceholder', { uri, path });
      await vscode.commands.executeCommand('_easel.drawPlaceholder', { uri, path: 'x', more: 1 });
      await assert.rejects(readFile(inWorkspace('made/other.png').fsPath));
      assert.equal(probe(await readFile(inWorkspace('images/logo.png').fsPath))?.width, 256);
    });

    it('of all files are offered together, without what is hidden or ignored, and drawn at once', async () => {
      files.add('.gitignore').add('ignored');
      await writeFile(inWorkspace('.gitignore').fsPath, 'ignored/\n');
      await vscode.workspace.fs.writeFile(
        inWorkspace('ignored/a.md'),
        Buffer.from('![never](../made/never.png)'),
      );
      await page('notes-9.md', text);
      await page(
        'styles.css',
        '.a { width: 40px; height: 30px; background: url(made/tile.png) }\n.b { background: url(made/mark.svg) }\n',
      );
      const done = Promise.resolve(
        vscode.commands.executeCommand<readonly Made[] | undefined>('easel.fixMissingImages'),
      );
      let made: readonly Made[] | undefined;
      const settled = done.then(all => (made = all ?? []));
      await until('the chosen ones are made', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return made !== undefined;
      });
      await settled;
      assert.equal(made?.length, 3);
      const sizes = await Promise.all(
        ['made/stove.png', 'made/small.webp', 'made/tile.png'].map(async path => {
          const facts = probe(await readFile(inWorkspace(path).fsPath));
          return [facts?.type, facts?.width, facts?.height];
        }),
      );
      assert.deepEqual(sizes.slice(1), [
        ['webp', 120, 50],
        ['png', 40, 30],
      ]);
      await assert.rejects(readFile(inWorkspace('made/never.png').fsPath));
      await assert.rejects(readFile(inWorkspace('made/mark.svg').fsPath), 'which is not painted, nor tried');
    });
  });
});
