// undici's index fills the process-wide dispatcher slots as it loads, so single files of it are loaded instead.
// They have no types of their own; these say what is used, in the terms of undici's published types.

declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici';
  const value: typeof Client;
  export default value;
}

declare module 'undici/lib/dispatcher/proxy-agent.js' {
  import type { ProxyAgent } from 'undici';
  const value: typeof ProxyAgent;
  export default value;
}

declare module 'undici/lib/core/connect.js' {
  import type { Socket } from 'node:net';
  import type { buildConnector } from 'undici';
  /** Returns the socket at once, while it still connects. */
  const value: (
    options?: buildConnector.BuildOptions,
  ) => (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;
  export default value;
}

declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';
  const value: (
    this: Pick<Dispatcher, 'dispatch'>,
    options: Dispatcher.RequestOptions,
  ) => Promise<Dispatcher.ResponseData>;
  export default value;
}

declare module 'undici/lib/api/api-connect.js' {
  import type { Dispatcher } from 'undici';
  const value: Dispatcher['connect'];
  export default value;
}
