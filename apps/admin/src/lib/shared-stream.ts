import type { Client, RequestParams, Sink } from "graphql-sse";

/**
 * One stream for all windows of a browser: HTTP/1.1 gives a host six connections, so a stream for each window would leave none for the pages.
 * The window that gets the lock asks the API and passes every event on; when it closes, the next one takes over.
 * People share nothing: `audience` says who listens, and another person who signed in to this browser meanwhile has a stream of their own.
 * Where the browser has no locks (a plain-http address other than localhost) each window has its own stream.
 */
export function subscribeShared(stream: Client, request: RequestParams, audience: string, sink: Sink): () => void {
  if (!("locks" in navigator)) return stream.subscribe(request as never, sink);
  const name = `tieout live ${audience} ${JSON.stringify(request)}`;
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }) => sink.next(data as never));

  const waiting = new AbortController();
  let end: (() => void) | undefined;
  const lead = () =>
    new Promise<void>((release) => {
      const stop = stream.subscribe(request as never, {
        next(event) {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
          channel.postMessage(event);
          sink.next(event as never);
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      });
      end = () => {
        stop();
        release();
      };
    });
  // Rejects only when nobody waits any more.
  navigator.locks.request(name, { signal: waiting.signal }, lead).catch(() => undefined);
  return () => {
    waiting.abort();
    end?.();
    channel.close();
  };
}
