// Apart from undici.ts, since most machines have no proxy and the code for it is half as large again.
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';
