import type { CallThrottle, Ledger, LedgerExchange } from "@tieout/domain";
import { createEmulator, sandboxUs, type CompanyScenario, type Emulator, type EmulatorOptions, type MintedGrant } from "@tieout/quickbooks-emulator";
import { createIntuitAuth } from "./auth/intuit-oauth.js";
import { openQuickBooks } from "./quickbooks-ledger.js";

const baseUrl = "http://quickbooks.example";

export interface EmulatedLedger {
  ledger: Ledger;
  emulator: Emulator;
  grant: MintedGrant;
  exchanges: LedgerExchange[];
}

type FaultRule = Parameters<Emulator["fault"]>[0];

/** Makes the next matching request end like this. */
export function plantFault(emulator: Emulator, when: FaultRule["when"], outcome: FaultRule["then"]): void {
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  emulator.fault({ when, then: outcome });
}

const noThrottle: CallThrottle = { take: async () => () => {}, pause: async () => {} };

/** A connected company of an emulator in this process: the sample company unless another is given. Tokens refresh as in production. */
export function emulatedLedger(
  options: { company?: CompanyScenario; emulator?: EmulatorOptions; throttle?: CallThrottle; timeouts?: { writeMs: number; readMs: number } } = {},
): EmulatedLedger {
  const emulator = createEmulator({ companies: [options.company ?? sandboxUs], publicUrl: baseUrl, throttle: false, ...options.emulator });
  const grant = emulator.mintGrant();
  const fetch = (request: Request) => emulator.fetch(request);
  const auth = createIntuitAuth({ ...grant, environment: "emulator", baseUrl, redirectUri: "http://localhost:4000/callback", fetch });
  let tokens = { accessToken: grant.accessToken, refreshToken: grant.refreshToken };
  const exchanges: LedgerExchange[] = [];
  const ledger = openQuickBooks({
    environment: "emulator",
    baseUrl,
    realmId: grant.realmId,
    accessToken: async () => tokens.accessToken,
    refresh: async () => {
      tokens = await auth.refresh(tokens.refreshToken);
    },
    throttle: options.throttle ?? noThrottle,
    fetch,
    onExchange: (exchange) => exchanges.push(exchange),
    timeouts: options.timeouts,
  });
  return { ledger, emulator, grant, exchanges };
}
