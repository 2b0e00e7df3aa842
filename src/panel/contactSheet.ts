import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Wire } from '../protocol/channel.ts';
import { contactSheetType } from '../protocol/names.ts';
import { startController, type Controller } from './controller.ts';
import { pageHtml, styleSheets } from './html.ts';
import type { SheetPort } from './sheetPort.ts';

/** What the contact sheet is made with. */
export interface ContactSheetOptions {
  readonly extensionUri: vscode.Uri;
  readonly port: SheetPort;
  /** Reasons for dropped messages; no prompt and no path among them. */
  readonly log: (reason: string) => void;
}

/** The one contact sheet of a window: at most one panel, created when first shown or revived on reload. */
export interface ContactSheet extends vscode.Disposable {
  /** Fills a panel that VS Code kept over a reload; it takes the place of one that is open. */
  readonly adopt: (panel: vscode.WebviewPanel) => void;
  /** Shows the panel where it is, or beside the editor the first time; the focus stays when asked to. */
  reveal(preserveFocus?: boolean): void;
  /** Whether the user can see it now; a toast is owed otherwise. */
  readonly visible: boolean;
  /** Says a sentence to screen readers in the sheet. */
  announce(text: string): void;
}

interface Open {
  readonly panel: vscode.WebviewPanel;
  readonly controller: Controller;
}

/** Makes the contact sheet; nothing is shown until `reveal` or `adopt`. */
export function contactSheet(options: ContactSheetOptions): ContactSheet {
  let open: Open | undefined;

  const adopt = (panel: vscode.WebviewPanel): void => {
    open?.panel.dispose();
    const mine: Open = { panel, controller: fillPanel(panel, options) };
    open = mine;
    panel.onDidDispose(() => {
      mine.controller.dispose();
      if (open === mine) open = undefined;
    });
  };

  return {
    adopt,
    reveal: (preserveFocus = false) => {
      if (open) open.panel.reveal(undefined, preserveFocus);
      else {
        // After a reload a sheet in the background is a tab that VS Code has not filled yet: it gives way.
        const sleeping = sleepingTabs();
        adopt(createPanel(preserveFocus, sleeping[0]?.group.viewColumn ?? vscode.ViewColumn.Beside));
        vscode.window.tabGroups.close(sleeping).then(undefined, () => options.log('a tab did not close'));
      }
    },
    get visible() {
      return open?.panel.visible ?? false;
    },
    announce: text => open?.controller.announce(text),
    dispose: () => open?.panel.dispose(),
  };
}

function sleepingTabs(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(contactSheetType),
  );
}

function createPanel(preserveFocus: boolean, viewColumn: vscode.ViewColumn): vscode.WebviewPanel {
  const column = { viewColumn, preserveFocus };
  return vscode.window.createWebviewPanel(contactSheetType, 'Easel', column, {
    retainContextWhenHidden: false,
  });
}

function fillPanel(panel: vscode.WebviewPanel, options: ContactSheetOptions): Controller {
  const { webview } = panel;
  const { extensionUri, port, log } = options;
  const file = (...parts: string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...parts);
  const load = (...parts: string[]): string => webview.asWebviewUri(file(...parts)).toString();

  webview.options = {
    enableScripts: true,
    localResourceRoots: [file('dist', 'webview'), file('media'), vscode.Uri.file(port.root)],
  };
  panel.iconPath = file('media', 'icon.png');
  const controller = startController({
    port,
    log,
    wire: wireOf(panel, log),
    toUri: path => webview.asWebviewUri(vscode.Uri.file(path)).toString().replace(/\/$/, ''),
  });
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64'),
    language: vscode.env.language,
    title: 'Easel',
    script: load('dist', 'webview', 'main.js'),
    styles: [
      load('media', 'codicons', 'codicon.css'),
      ...styleSheets.map(name => load('media', 'sheet', name)),
    ],
  });
  return controller;
}

/** A hidden page does not exist, and VS Code would keep its messages: it asks for everything when it is back. */
function wireOf(panel: vscode.WebviewPanel, log: (reason: string) => void): Wire {
  const { webview } = panel;
  const post = webview.postMessage.bind(webview);
  return {
    post: data => {
      if (!panel.visible) return;
      post(data).then(undefined, () => log('a message did not reach the page'));
    },
    listen: listener => webview.onDidReceiveMessage(listener),
  };
}
