// The sheet's real page and bundle in a real browser, with the real controller at the other end.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { startController } from '../../src/panel/controller.ts';
import { pageHtml, styleSheets } from '../../src/panel/html.ts';
import type { SheetPort } from '../../src/panel/sheetPort.ts';
import { root } from '../support/paths.ts';
import type { Theme } from './themes.ts';

/** A local server with the page, its bundle and drawn pictures. */
export interface SheetServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Bundles the webview afresh, so that what is tested is what is written, and serves it. */
export async function serveSheet(): Promise<SheetServer> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/webview/main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome130',
  });
  const bundle = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://localhost').pathname, bundle, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = originOf(server);
  return {
    origin,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  ttf: 'font/ttf',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

async function answer(path: string, bundle: string, response: ServerResponse): Promise<void> {
  const send = (type: string, body: string | Buffer): void => {
    response.setHeader('content-type', type);
    response.end(body);
  };
  if (path === '/') return send('text/html', page(`http://${response.req.headers.host ?? ''}`));
  if (path === '/main.js') return send('text/javascript', bundle);
  if (path === '/vscode.css') return send('text/css', vscodeDefaults);
  if (path.startsWith('/media/')) {
    return send(types[path.split('.').at(-1) ?? ''] ?? '', await readFile(join(root, path)));
  }
  const drawn = drawing(path.split('/').at(-1) ?? '');
  if (drawn) return send('image/svg+xml', drawn);
  response.statusCode = 404;
  response.end();
}

function page(origin: string): string {
  return pageHtml({
    cspSource: origin,
    nonce: 'bm9uY2U=',
    language: 'en',
    title: 'Easel',
    script: '/main.js',
    styles: [
      '/vscode.css',
      '/media/codicons/codicon.css',
      ...styleSheets.map(name => `/media/sheet/${name}`),
    ],
  });
}

// What VS Code itself puts into every webview.
const vscodeDefaults = `@layer vscode-default {
  body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
  img, video { max-width: 100%; max-height: 100%; }
}
body { background-color: var(--vscode-editor-background); }`;

/** A small landscape, or a badge on nothing, that differs by seed. */
function drawing(name: string): string | undefined {
  const match = /^(\d+)-(\d+)x(\d+)(-alpha)?\.svg$/.exec(name);
  if (!match) return undefined;
  const [seed, width, height] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const hue = (seed * 47) % 360;
  const tone = (turn: number, light: number): string => `hsl(${(hue + turn) % 360} 55% ${light}%)`;
  const [cx, cy, unit] = [width * (0.3 + (seed % 5) * 0.1), height * 0.42, Math.min(width, height)];
  const inside = match[4]
    ? `<circle cx="${width / 2}" cy="${height / 2}" r="${unit * 0.36}" fill="${tone(0, 55)}"/>
       <circle cx="${width * 0.42}" cy="${height * 0.45}" r="${unit * 0.05}" fill="#fff"/>
       <circle cx="${width * 0.58}" cy="${height * 0.45}" r="${unit * 0.05}" fill="#fff"/>
       <rect x="${width * 0.4}" y="${height * 0.58}" width="${width * 0.2}" height="${unit * 0.04}" rx="${unit * 0.02}" fill="#fff"/>`
    : `<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${tone(0, 32)}"/>
       <stop offset="1" stop-color="${tone(60, 72)}"/></linearGradient></defs>
       <rect width="100%" height="100%" fill="url(#g)"/>
       <circle cx="${cx}" cy="${cy}" r="${unit * 0.12}" fill="${tone(70, 88)}"/>
       <path d="M0 ${height * 0.7}Q${width * 0.3} ${height * 0.5} ${width * 0.6} ${height * 0.72}T${width} ${height * 0.62}V${height}H0Z" fill="${tone(20, 36)}"/>
       <path d="M0 ${height * 0.84}Q${width * 0.4} ${height * 0.68} ${width} ${height * 0.86}V${height}H0Z" fill="${tone(10, 22)}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
}

/** An open sheet, and what its page complained about. */
export interface OpenSheet {
  readonly page: Page;
  /** Errors of scripts, refusals of the content policy, and messages that were dropped. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** How a sheet is looked at. */
export interface Look {
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
  /** The system's own colours in place of the theme's. */
  readonly forcedColors?: boolean;
  /** Screen pixels per CSS pixel; default 1. */
  readonly density?: number;
  /** What VS Code kept of the page before it was hidden; default nothing. */
  readonly kept?: object;
}

/** Opens the sheet in a window of its own and waits until it shows what the port has. */
export async function openSheet(
  browser: Browser,
  origin: string,
  port: SheetPort,
  look: Look,
): Promise<OpenSheet> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    deviceScaleFactor: look.density ?? 1,
    reducedMotion: 'reduce',
    forcedColors: look.forcedColors === true ? 'active' : 'none',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const shown = await context.newPage();
  const complaints: string[] = [];
  shown.on('pageerror', error => complaints.push(error.message));
  shown.on('console', message => {
    const expected = message.text().includes('404');
    if (!expected && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const listeners = new Set<(data: unknown) => void>();
  await shown.exposeFunction('toHost', (json: string) => {
    const data: unknown = JSON.parse(json, withBytes);
    listeners.forEach(listener => listener(data));
  });
  await shown.addInitScript(hostScript(look));
  const controller = startController({
    port,
    log: reason => complaints.push(reason),
    toUri: path => `${origin}${path}`,
    wire: {
      post: data => void shown.evaluate(`postMessage(${JSON.stringify(data)}, '*')`),
      listen: listener => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    },
  });
  await shown.goto(origin);
  await shown.locator('.run, .empty').first().waitFor();
  return {
    page: shown,
    complaints,
    close: async () => {
      controller.dispose();
      await context.close();
    },
  };
}

/** Bytes as VS Code brings them over: as they were. */
function withBytes(_key: string, value: unknown): unknown {
  const packed =
    typeof value === 'object' && value !== null && 'bytes64' in value ? value.bytes64 : undefined;
  return typeof packed === 'string' ? new Uint8Array(Buffer.from(packed, 'base64')) : value;
}

/** What VS Code does in a webview before the page's own scripts. */
function hostScript({ theme, kept }: Look): string {
  const fonts = {
    'font-family': '"Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif',
    'font-size': '13px',
  };
  return `
    const withBytes = (key, value) => value instanceof Uint8Array ? { bytes64: btoa(String.fromCharCode(...value)) } : value;
    let kept = ${JSON.stringify(kept)};
    globalThis.keptState = () => kept;
    globalThis.acquireVsCodeApi = () => ({
      postMessage: data => { toHost(JSON.stringify(data, withBytes)); },
      getState: () => kept,
      setState: state => { kept = state; return state; },
    });
    const dress = () => {
      const variables = ${JSON.stringify({ ...fonts, ...theme.colours })};
      for (const [name, value] of Object.entries(variables))
        document.documentElement.style.setProperty('--vscode-' + name, value);
      document.body.className = ${JSON.stringify(theme.bodyClass)};
    };
    document.addEventListener('DOMContentLoaded', dress);`;
}
