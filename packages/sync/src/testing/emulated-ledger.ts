import type { Ledger, LedgerExchange } from "@tieout/domain";
import { openQuickBooks } from "@tieout/quickbooks";
import type { Emulator, MintedGrant } from "@tieout/quickbooks-emulator";
import type { Store } from "@tieout/store";
import type { Flight } from "@tieout/testkit/checker";
import type { OpenLedger } from "../engine/engine-types.js";
import { createSharedThrottle } from "../engine/shared-throttle.js";

export const emulatorUrl = "http://quickbooks.example";

/** What becomes of a request: it may be lost, changed, held up or sent twice. */
export type Network = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>;

export interface EmulatedLedgerOptions {
  store: Store;
  emulator: Emulator;
  /** Replaced in place when it is renewed. */
  grant: MintedGrant;
  isThrottled: boolean;
  onExchange: (exchange: LedgerExchange) => void;
}

/** The adapter over an emulator in this process, one ledger for each process of a story. */
export function emulatedLedger({ store, emulator, grant, isThrottled, onExchange }: EmulatedLedgerOptions) {
  const noThrottle = { take: async () => () => {}, pause: async () => {} };
  const flights: Flight[] = [];
  let isRevoked = false;

  async function inFlight<T>(by: string, what: string | null, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    return work().finally(() => what !== null && flights.push({ by, what, from, until: performance.now() }));
  }

  function renew(): void {
    isRevoked = false;
    Object.assign(grant, emulator.mintGrant({ realmId: grant.realmId }));
  }

  return {
    /** Every write and refresh, with the time it was on its way. */
    flights,
    /** Somebody withdraws the consent in QuickBooks. */
    revoke() {
      isRevoked = true;
      emulator.revokeGrant(grant.realmId);
    },
    /** What was refused is accepted again, without anybody's consent. */
    recover: renew,
    /** Somebody consents anew. */
    renew,
    openLedgerOver(processId: string, network: Network = (request, send) => send(request), wrap: (ledger: Ledger) => Ledger = (ledger) => ledger): OpenLedger {
      const send = (request: Request) => inFlight(processId, new URL(request.url).searchParams.get("requestid"), () => emulator.fetch(request));
      return async (_firm, _connection, run) =>
        wrap(openQuickBooks({
          environment: "emulator",
          baseUrl: emulatorUrl,
          realmId: grant.realmId,
          accessToken: async () => grant.accessToken,
          refresh: () => inFlight(processId, "refresh", async () => {
            if (!isRevoked) Object.assign(grant, emulator.mintGrant({ realmId: grant.realmId }));
          }),
          throttle: isThrottled ? createSharedThrottle(store, grant.realmId) : noThrottle,
          fetch: (request) => network(request, send),
          onExchange: (exchange) => {
            onExchange(exchange);
            run.onExchange(exchange);
          },
        }));
    },
  };
}
