import type { LedgerGrant } from "@tieout/domain";
import { createIntuitAuth, openQuickBooks } from "@tieout/quickbooks";
import { createVault, openStore, type VaultKey } from "@tieout/store";
import { createEngine } from "../engine/create-engine.js";
import { createSharedThrottle } from "../engine/shared-throttle.js";
import { syncKinds } from "../engine/run-context.js";
import { readdressed } from "./seams.js";
import { createTokenKeeper } from "../token-keeper.js";

export interface CrewMemberOptions {
  databaseUrl: string;
  quickBooksUrl: string;
  realmId: string;
  clientId: string;
  clientSecret: string;
  /** Base64 of the key that seals the grant. */
  vaultKey: string;
  processId: string;
  /** How far this process's own clock is ahead of the others'; negative behind. */
  skewMinutes: number;
  /** Pause between two looks for what is due, milliseconds. */
  tickMs: number;
}

/** The key a crew's grant is sealed with. */
export function crewKey(vaultKey: string): VaultKey {
  return { version: 1, secret: Buffer.from(vaultKey, "base64") };
}

/**
 * Works like a process of the product for as long as it lives: looks for due ticks, does the work, keeps to the limits all share, and
 * refreshes the sign-in. One of several on a database; nothing but the database tells them of each other.
 */
export async function workInCrew(options: CrewMemberOptions, onReady: () => void): Promise<never> {
  const { databaseUrl, quickBooksUrl, realmId, processId } = options;
  skewClock(options.skewMinutes);
  const store = await openStore({ url: databaseUrl });
  const vault = createVault([crewKey(options.vaultKey)]);
  // The emulator's own documents name the address it goes by in process.
  const atItsPort = async (request: Request) => fetch(await readdressed(request, (url) => Object.assign(url, { host: new URL(quickBooksUrl).host })));
  const intuit = createIntuitAuth({ environment: "emulator", baseUrl: quickBooksUrl, fetch: atItsPort, clientId: options.clientId, clientSecret: options.clientSecret, redirectUri: "http://localhost:4000/quickbooks/callback" });
  const tokens = createTokenKeeper({ store, vault, processId, refresh: (refreshToken): Promise<LedgerGrant> => intuit.refresh(refreshToken) });
  const engine = createEngine({
    store,
    processId,
    sign: vault.sign,
    config: { pollMs: 100 },
    openLedger: async (firmId, connectionId, run) => {
      let given = "";
      return openQuickBooks({
        environment: "emulator",
        baseUrl: quickBooksUrl,
        realmId,
        accessToken: async () => (given = await tokens.accessToken(firmId, connectionId)),
        refresh: async () => {
          await tokens.replace(firmId, connectionId, given);
        },
        throttle: createSharedThrottle(store, realmId),
        onExchange: run.onExchange,
      });
    },
  });
  const tick = async (): Promise<void> => {
    for (const kind of syncKinds) await engine.dispatchDue(kind);
  };
  // While the database is away a tick fails; the next one looks again.
  setInterval(() => void tick().catch(() => undefined), options.tickMs);
  onReady();
  await engine.work(new AbortController().signal);
  throw new Error("The worker stopped though nobody asked it to.");
}

/** Every clock JavaScript can ask in this process is off by so many minutes. */
function skewClock(minutes: number): void {
  const Real = Date;
  const now = () => Real.now() + minutes * 60_000;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args: [], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new Real(now()).toString(),
    get: (target, property) => (property === "now" ? now : (Reflect.get(target, property) as unknown)),
  });
}
