// A second extension in the same window: a bare picture in an empty webview, and the extension host's memory.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import process from 'node:process';
import { json } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import * as vscode from 'vscode';

const imageRequest = v.object({ file: v.string(), width: v.number() });
const steps = v.object({ heard: v.number(), loaded: v.number(), shown: v.number() });

/** Listens on a port that it leaves in the file named by the environment. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  let panel: vscode.WebviewPanel | undefined;
  const server = createServer((request, response) => {
    const answer = async (): Promise<unknown> => {
      if (request.url === '/memory') return memory();
      panel ??= await emptyPanel();
      return await show(panel, request);
    };
    answer().then(
      value => response.end(JSON.stringify(value)),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.subscriptions.push({ dispose: () => server.close() });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  writeFileSync(process.env['EASEL_BENCH_PORT_FILE'] ?? '', String(address.port));
}

/** Of this process after its garbage is gone, bytes. */
function memory(): unknown {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') for (let round = 0; round < 3; round++) collect();
  return process.memoryUsage();
}

async function emptyPanel(): Promise<vscode.WebviewPanel> {
  const column = { viewColumn: vscode.ViewColumn.Two, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('bench.bare', 'Bare', column, {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.file(dirname(process.env['EASEL_BENCH_PORT_FILE'] ?? '/'))],
  });
  const nonce = randomBytes(18).toString('base64');
  const ready = nextMessage(panel);
  const policy = `default-src 'none'; img-src ${panel.webview.cspSource}; script-src 'nonce-${nonce}'`;
  panel.webview.html = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <body><script nonce="${nonce}">${script}</script></body>`;
  await ready;
  return panel;
}

/** Epoch ms of: the picture is whole, the page was told, it is loaded, its pixels are there. */
async function show(panel: vscode.WebviewPanel, request: IncomingMessage): Promise<unknown> {
  const { file, width } = v.parse(imageRequest, await json(request));
  const uri = panel.webview.asWebviewUri(vscode.Uri.file(file)).toString();
  const answer = nextMessage(panel);
  const whole = Date.now();
  // Bound: it is VS Code's and knows no target origin.
  const post = panel.webview.postMessage.bind(panel.webview);
  await post({ uri, width });
  return { whole, ...v.parse(steps, await answer) };
}

function nextMessage({ webview }: vscode.WebviewPanel): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const listening = webview.onDidReceiveMessage(message => {
    listening.dispose();
    resolve(message);
  });
  return promise;
}

const script = `
  const vscode = acquireVsCodeApi();
  addEventListener('message', ({ data: { uri, width } }) => {
    const heard = Date.now();
    const image = new Image();
    image.width = width;
    image.onload = async () => {
      const loaded = Date.now();
      await image.decode();
      requestAnimationFrame(() => requestAnimationFrame(() =>
        vscode.postMessage({ heard, loaded, shown: Date.now() })));
    };
    image.src = uri;
    document.querySelector('img')?.remove();
    document.body.append(image);
  });
  vscode.postMessage('ready');`;
