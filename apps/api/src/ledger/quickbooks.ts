import { LedgerError, type Ledger, type LedgerCompany, type LedgerGrant } from "@tieout/domain";
import { createIntuitAuth, openQuickBooks, rollingThrottle, type IntuitAuth } from "@tieout/quickbooks";
import { connectionById, type CallUsage, type ConnectionRow, type Store, type TurnLimits, type Vault } from "@tieout/store";
import { createMeter, createSharedThrottles, createTokenKeeper, signInOf, type OpenLedger } from "@tieout/sync";
import type { ApiConfig } from "../config.js";

/** Everything that talks to QuickBooks: consent, and the port to each connected company. */
export interface QuickBooks {
  readonly intuit: IntuitAuth;
  readonly openLedger: OpenLedger;
  /** Reads a company with a grant that is not stored yet, and says what that cost. */
  readCompany(realmId: string, grant: LedgerGrant): Promise<{ company: LedgerCompany; usage: CallUsage }>;
}

/** Where Intuit sends the browser back to; it must be listed in the app's settings there. */
export const callbackPath = "/quickbooks/callback";

export interface QuickBooksOptions {
  config: ApiConfig;
  store: Store;
  vault: Vault;
  processId: string;
  /** Intuit's, unless a measurement lifts them. */
  turnLimits?: TurnLimits;
}

/** Wires the adapter to stored grants: tokens are unsealed, refreshed and replaced by the token keeper alone. */
export function createQuickBooks({ config, store, vault, processId, turnLimits }: QuickBooksOptions): QuickBooks {
  const { clientId, clientSecret, emulatorUrl } = config.quickBooks;
  const target = { environment: config.environment, ...(emulatorUrl && { baseUrl: emulatorUrl }) };
  const intuit = createIntuitAuth({ ...target, clientId, clientSecret, redirectUri: `${config.publicUrl}${callbackPath}` });
  const throttleOf = createSharedThrottles(store, turnLimits);
  const tokens = createTokenKeeper({ store, vault, refresh: (refreshToken) => intuit.refresh(refreshToken), processId, spacingSeconds: config.signInRetrySeconds });

  async function liveConnection(firmId: string, connectionId: string): Promise<ConnectionRow> {
    const connection = await store.askFirm(firmId, (firm) => connectionById(firm, connectionId));
    if (!connection || connection.state === "disconnected") throw new LedgerError("grant-revoked", "QuickBooks is disconnected.", { retry: "after-reconnect", facts: { status: 0 } });
    return connection;
  }

  async function openLedger(...[firmId, connectionId, { onExchange, known }]: Parameters<OpenLedger>): Promise<Ledger> {
    const { realmCipher, realmHash } = known ?? (await liveConnection(firmId, connectionId));
    return openQuickBooks({
      ...target,
      realmId: vault.open(realmCipher, connectionId),
      ...signInOf(tokens, firmId, connectionId, known?.grant ?? null),
      throttle: throttleOf(realmHash),
      onExchange,
    });
  }

  return {
    intuit,
    openLedger,
    async readCompany(realmId, grant) {
      const meter = createMeter();
      const ledger = openQuickBooks({
        ...target,
        realmId,
        accessToken: async () => grant.accessToken,
        refresh: () => Promise.reject(new LedgerError("auth-expired", "QuickBooks does not accept the token it has just given.", { retry: "after-reconnect", facts: { status: 401 } })),
        throttle: rollingThrottle(),
        onExchange: meter.hear,
      });
      return { company: await ledger.company(), usage: meter.takeUsage() };
    },
  };
}
