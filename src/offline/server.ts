import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { RasterError } from '../raster/pixels.ts';
import { FaultFinder } from './faults.ts';
import { refuseForeignHost, requireToken } from './guard.ts';
import { HostedPictures } from './hosted.ts';
import { Painter } from './painter.ts';
import { envelope, Refusal, type RefusalFacts } from './refusal.ts';
import { findRoute, type RouteTools } from './routes.ts';
import { Studio } from './studio.ts';

export { ownModel as offlineModel } from './models.ts';

export interface OfflineServerOptions {
  /** A free one unless given. */
  readonly port?: number;
  /** Bearer token that every request must carry; a random one unless given. */
  readonly token?: string;
  /** Milliseconds before each picture and each preview, so that people see them come; 0 in tests. */
  readonly delayMs?: number;
  /** Whether `[fault:name]` in a prompt makes that error, for tests. */
  readonly faults?: boolean;
  /**
   * As strict as the official host: GPT image models refuse `response_format`, and there are no variations.
   * Otherwise as a compatible server.
   */
  readonly official?: boolean;
}

export interface OfflineServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly token: string;
  /** Ends the server, its connections and its thread. */
  close(): Promise<void>;
}

/** An Images API on loopback that paints placeholders. Rejects with Node's error when the port is taken. */
export async function startOfflineServer({
  port = 0,
  token = randomBytes(24).toString('base64url'),
  delayMs = 700,
  faults = false,
  official = false,
}: OfflineServerOptions = {}): Promise<OfflineServer> {
  const hosted = new HostedPictures();
  const studio = new Studio(new Painter());
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${portOf(server)}`;
  const tools: RouteTools = {
    studio,
    delayMs,
    official,
    faults: new FaultFinder(faults),
    host: (bytes, type) => origin + hosted.add(bytes, type),
  };
  server.on('request', (request, response) => void serve(request, response, { hosted, token, tools }));
  return {
    baseUrl: `${origin}/v1`,
    token,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, studio.close()]);
    },
  };
}

interface ServeTools {
  readonly hosted: HostedPictures;
  readonly token: string;
  readonly tools: RouteTools;
}

async function serve(request: IncomingMessage, response: ServerResponse, context: ServeTools): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
  const started = performance.now();
  try {
    refuseForeignHost(request);
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (sendHosted(request, response, context.hosted.find(pathname))) return;
    const handle = findRoute(request.method ?? 'GET', pathname, context.tools.official);
    requireToken(request, context.token);
    await handle(request, response, context.tools, gone.signal);
  } catch (error) {
    if (gone.signal.aborted) return;
    refuse(response, error, Math.round(performance.now() - started));
  }
}

/** Pictures answered by URL need no token: their path is the secret. */
function sendHosted(
  request: IncomingMessage,
  response: ServerResponse,
  found: ReturnType<HostedPictures['find']>,
): boolean {
  if (found === undefined || request.method !== 'GET') return false;
  response.writeHead(200, { 'content-type': found.contentType, 'content-length': found.bytes.length });
  response.end(found.bytes);
  return true;
}

function refuse(response: ServerResponse, error: unknown, tookMs: number): void {
  const facts = factsOf(error);
  if (response.headersSent) {
    // Only streams send their head before they are sure: there an error is an event.
    response.end(`event: error\ndata: ${JSON.stringify({ type: 'error', ...envelope(facts) })}\n\n`);
    return;
  }
  response.writeHead(facts.status, {
    'content-type': facts.page === undefined ? 'application/json' : 'text/html',
    'openai-processing-ms': String(tookMs),
    ...facts.headers,
  });
  response.end(facts.page ?? JSON.stringify(envelope(facts)));
}

/** A picture that cannot be unpacked is the client's mistake, everything else unforeseen is ours. */
function factsOf(error: unknown): RefusalFacts {
  if (error instanceof Refusal) return error.facts;
  const why = error instanceof Error ? error.message : String(error);
  const unreadable =
    error instanceof RasterError && error.failure !== 'failed' && error.failure !== 'crashed';
  if (unreadable)
    return {
      status: 400,
      code: 'invalid_image_file',
      param: 'image',
      message: `Invalid image file: ${why}.`,
    };
  return { status: 500, type: 'server_error', message: `The server failed: ${why}` };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
