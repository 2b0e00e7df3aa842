// Apart from undici.ts, since most machines have no proxy and the code for it is half as large again.
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';
// Clients get their methods from undici's index only, and the proxy agent calls this one.
export { default as connect } from 'undici/lib/api/api-connect.js';
