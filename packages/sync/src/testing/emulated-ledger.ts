import type { Ledger, LedgerExchange } from "@tieout/domain";
import { createIntuitAuth, openQuickBooks } from "@tieout/quickbooks";
import type { Emulator, MintedGrant } from "@tieout/quickbooks-emulator";
import type { Store, Vault } from "@tieout/store";
import type { Flight } from "@tieout/testkit/checker";
import type { OpenLedger } from "../engine/engine-types.js";
import { createSharedThrottle } from "../engine/shared-throttle.js";
import { createTokenKeeper, signInOf } from "../token-keeper.js";

export const emulatorUrl = "http://quickbooks.example";

/** What becomes of a request: it may be lost, changed, held up or sent twice. */
export type Network = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>;

export interface EmulatedLedgerOptions {
  emulator: Emulator;
  vault: Vault;
  grant: MintedGrant;
  isThrottled: boolean;
  onExchange: (exchange: LedgerExchange) => void;
}

/** What one process has of the world. */
export interface ProcessOptions {
  processId: string;
  store: Store;
  network?: Network | undefined;
  /** Stands between the engine and the adapter. */
  ledger?: ((ledger: Ledger) => Ledger) | undefined;
  /** Milliseconds until an answer is given up; the adapter's own when absent. */
  patienceMs?: number | undefined;
}

/** The adapter over an emulator in this process, signed in as in production: by a token keeper for each process of a story. */
export function emulatedLedger({ emulator, vault, grant, isThrottled, onExchange }: EmulatedLedgerOptions) {
  const noThrottle = { take: async () => () => {}, pause: async () => {} };
  const flights: Flight[] = [];
  const secrets = [grant.accessToken, grant.refreshToken, grant.clientSecret, grant.realmId];

  async function inFlight<T>(by: string, what: string | null, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    return work().finally(() => what !== null && flights.push({ by, what, from, until: performance.now() }));
  }

  return {
    /** Every write and refresh, with the time it was on its way. */
    flights,
    /** What no log may hold: every token there ever was. */
    secrets,
    /** Somebody consents anew. */
    consent(): MintedGrant {
      const given = emulator.mintGrant({ realmId: grant.realmId });
      secrets.push(given.accessToken, given.refreshToken);
      return given;
    },
    openLedgerOf({ processId, store, network = (request, send) => send(request), ledger = (adapter) => adapter, patienceMs }: ProcessOptions): OpenLedger {
      const send = (request: Request) => inFlight(processId, nameOf(new URL(request.url)), () => emulator.fetch(request));
      const fetch = (request: Request) => network(request, send);
      const { clientId, clientSecret, realmId } = grant;
      const target = { environment: "emulator", baseUrl: emulatorUrl, fetch } as const;
      const auth = createIntuitAuth({ ...target, clientId, clientSecret, redirectUri: "http://localhost:4000/callback", timeoutMs: patienceMs });
      const keeper = createTokenKeeper({
        store,
        vault,
        processId,
        async refresh(refreshToken) {
          const renewed = await auth.refresh(refreshToken);
          secrets.push(renewed.accessToken, renewed.refreshToken);
          return renewed;
        },
      });
      return async (firmId, connectionId, run) =>
        ledger(openQuickBooks({
          ...target,
          realmId,
          ...signInOf(keeper, firmId, connectionId, run.known?.grant ?? null),
          throttle: isThrottled ? createSharedThrottle(store, realmId) : noThrottle,
          timeouts: patienceMs === undefined ? undefined : { writeMs: patienceMs, readMs: patienceMs },
          onExchange: (exchange) => {
            onExchange(exchange);
            run.onExchange(exchange);
          },
        }));
    },
  };
}

/** A write goes by its request id; reads are no matter of who goes first. */
function nameOf({ pathname, searchParams }: URL): string | null {
  return pathname.endsWith("/tokens/bearer") ? "refresh" : searchParams.get("requestid");
}
