import { LedgerError, type Clock, type LedgerGrant } from "@tieout/domain";
import OAuthClient from "intuit-oauth";
import type { Fetch } from "../http/client.js";
import { discoveryUrl, type QuickBooksTarget } from "../http/urls.js";
import { createDiscovery } from "./discovery.js";
import type { IntuitAuth, IntuitEndpoints } from "./intuit-auth.js";
import { tokensOf } from "./token-shape.js";
import { authFault, sendForLibrary, type AuthOutcome } from "./transport.js";

export interface IntuitAuthOptions extends QuickBooksTarget {
  clientId: string;
  clientSecret: string;
  /** Registered with Intuit, to the letter; without a query. */
  redirectUri: string;
  /** Stands in for the network in tests. */
  fetch?: Fetch;
  clock?: Clock;
  /** A silent answer is given up after this long. */
  timeoutMs?: number;
}

/** The only thing asked for: the books. */
const scope = "com.intuit.quickbooks.accounting";

/**
 * Intuit's sign-in over its own library, `intuit-oauth`, which builds and reads the messages. Three of its habits are kept out:
 * it repeats a refresh up to three times (which can burn a rotated token), waits for ever, and throws errors that carry tokens
 * and the client secret. So its network function is replaced by ours, each operation gets a client of its own, and
 * what it throws is dropped in favour of what our transport saw.
 */
export function createIntuitAuth(options: IntuitAuthOptions): IntuitAuth {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const timeoutMs = options.timeoutMs ?? 30_000;
  const discover = createDiscovery({
    url: discoveryUrl(options),
    fetch: send,
    timeoutMs,
    allowsHttp: options.environment === "emulator",
    clock: options.clock,
  });

  function clientFor(endpoints: IntuitEndpoints, outcome: AuthOutcome): OAuthClient {
    const client = new OAuthClient({
      environment: options.environment === "production" ? "production" : "sandbox",
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      redirectUri: options.redirectUri,
      logging: false,
      includeRefreshTokenHardExpiresIn: true,
    });
    // The library keeps these on the class, for the whole process. It reads them in the same turn of the event loop in which
    // an operation is called, so setting them right before each one is safe for several environments side by side.
    client.setAuthorizeURLs({
      authorizeEndpoint: endpoints.authorize,
      tokenEndpoint: endpoints.token,
      revokeEndpoint: endpoints.revoke,
      userInfoEndpoint: endpoints.userInfo,
    });
    return Object.assign(client, { loadResponse: sendForLibrary(send, timeoutMs, outcome) });
  }

  async function tokensFrom(operate: (client: OAuthClient) => Promise<{ json: unknown }>): Promise<LedgerGrant> {
    const outcome: AuthOutcome = { status: 0, error: null, traceId: null, failure: null };
    const endpoints = await discover();
    let answer: unknown;
    try {
      answer = (await operate(clientFor(endpoints, outcome))).json;
    } catch {
      throw authFault(outcome);
    }
    const tokens = tokensOf(answer);
    if (tokens) return tokens;
    throw new LedgerError("malformed-answer", "Intuit's token answer cannot be read.", {
      retry: "later",
      facts: { status: outcome.status, traceId: outcome.traceId ?? undefined },
      isOutcomeUnknown: true,
    });
  }

  return {
    discover,
    async authorizeUrl(state) {
      const outcome: AuthOutcome = { status: 0, error: null, traceId: null, failure: null };
      return clientFor(await discover(), outcome).authorizeUri({ scope, state });
    },
    exchange: (code) => tokensFrom((client) => client.createToken(`?code=${encodeURIComponent(code)}`)),
    refresh: (refreshToken) => tokensFrom((client) => client.refreshUsingToken(refreshToken)),
    async revoke(token) {
      const outcome: AuthOutcome = { status: 0, error: null, traceId: null, failure: null };
      const client = clientFor(await discover(), outcome);
      try {
        await client.revoke({ refresh_token: token });
      } catch {
        if (outcome.status !== 400) throw authFault(outcome);
      }
    },
  };
}
