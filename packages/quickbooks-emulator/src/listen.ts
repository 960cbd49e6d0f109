import { createServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { ConnectionDropped } from './protocol/connection-dropped.js';

const maxHeaderSize = 64 * 1024;

/** A server that listens; `close` ends it and its open connections. */
export type Listening = { url: string; close(): Promise<void> };

const worthCompressing = 1024;

/** Certificate and private key, PEM. */
export type Tls = { cert: string; key: string };

/** Serves a fetch function over HTTP, or HTTPS with a certificate. Rejects with the system's error (`EADDRINUSE`) when the port is taken. */
export async function listen(fetch: (request: Request) => Promise<Response>, port: number, host: string, tls?: Tls): Promise<Listening> {
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    // Long queries travel in the address; Node's own limit is 16 KB (Intuit's is not published; assumed).
    ...(tls === undefined ? { serverOptions: { maxHeaderSize } } : { createServer, serverOptions: { ...tls, maxHeaderSize } }),
    fetch: async (request: Request, bindings: HttpBindings | Http2Bindings) => {
      try {
        return await compressed(await fetch(request), request.headers.get('accept-encoding') ?? '');
      } catch (error) {
        if (!(error instanceof ConnectionDropped)) throw error;
        (bindings as HttpBindings).incoming.socket.destroy();
        return new Response(null, { status: 500 });
      }
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;
  const isThisComputer = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
  const shownHost = isThisComputer ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${shownHost}:${boundPort}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Answers of some size travel compressed when the client accepts it (Intuit, rest-api-features). */
async function compressed(response: Response, accepts: string): Promise<Response> {
  if (!/\bgzip\b/.test(accepts) || response.body === null || response.headers.has('content-encoding')) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  if (body.length < worthCompressing) return new Response(body, { status: response.status, headers });
  headers.set('content-encoding', 'gzip');
  headers.set('vary', 'accept-encoding');
  return new Response(gzipSync(body, { level: 1 }), { status: response.status, headers });
}
