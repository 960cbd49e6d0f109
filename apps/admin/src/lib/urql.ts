import { Client, fetchExchange, makeOperation, mapExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { updates } from "./cache-updates.js";
import { createStream } from "./live.js";
import { keys } from "./schema-keys.js";
import { sessionEnded } from "./session.js";
import { subscribeShared } from "./shared-stream.js";

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Every mutation carries its own Idempotency-Key, so that a repeat after a lost answer does nothing twice. */
const idempotent = mapExchange({
  onOperation: (operation) =>
    operation.kind === "mutation"
      ? makeOperation(operation.kind, operation, { ...operation.context, fetchOptions: { credentials: "same-origin", headers: { "Idempotency-Key": newKey() } } })
      : operation,
  onError: (error) => {
    if (error.graphQLErrors.some((each) => each.extensions["code"] === "UNAUTHENTICATED")) sessionEnded();
  },
});

/**
 * For answers of ten thousand rows that a page holds by itself: taking them into the normalised cache as well costs more than reading them.
 * Nothing asked here is seen by the cache.
 */
export const bulkClient = new Client({ url: "/graphql", preferGetMethod: false, fetchOptions: { credentials: "same-origin" }, requestPolicy: "network-only", exchanges: [idempotent, fetchExchange] });

/** The one connection of the page to the API: POST only (the API refuses GET), a normalised cache, live events over SSE. */
export function createApiClient(): Client {
  const stream = createStream();
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetchOptions: { credentials: "same-origin" },
    requestPolicy: "cache-first",
    exchanges: [
      cacheExchange({ keys, updates }),
      idempotent,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request, operation) => ({
          subscribe: (sink) => ({
            unsubscribe: subscribeShared(
              stream,
              { query: request.query ?? "", variables: request.variables as Record<string, unknown> },
              String(operation.context["audience"] ?? ""),
              { next: (result) => sink.next(result as never), error: (error) => sink.error(error), complete: () => sink.complete() },
            ),
          }),
        }),
      }),
    ],
  });
}
