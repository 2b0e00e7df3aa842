// The only file that names undici. It is loaded on the first request, and file by file: undici's index would
// put its own agent into `globalThis[Symbol.for('undici.globalDispatcher.1')]`, which every `fetch` uses.
export { default as request } from 'undici/lib/api/api-request.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as Client } from 'undici/lib/dispatcher/client.js';
