import { setTimeout as sleep } from "node:timers/promises";
import { LedgerError, newId, type LedgerGrant } from "@tieout/domain";
import { breakConnection, connectionById, countRefusal, giveUpRefresh, insertFailedRenewal, isDatabaseAway, leaseRefresh, readGrant, releaseRefresh, settleRefresh, type FirmSession, type HeldGrant, type SealedGrant, type Store, type Vault } from "@tieout/store";

/** Hands out access tokens of connections; the only place that refreshes them. */
export interface TokenKeeper {
  /**
   * A token good for at least a minute. Throws LedgerError `grant-revoked` when a person must reconnect, `sign-in-refused` while a refusal
   * is not believed yet. `held` is the sign-in as the caller has just read it, with the claim on its renewal if it made one: then nothing is read again.
   */
  accessToken(firmId: string, connectionId: string, held?: HeldGrant | null): Promise<string>;
  /** Called when the ledger refused `refused` although it looked fresh; returns the newer one. */
  replace(firmId: string, connectionId: string, refused: string): Promise<string>;
}

export interface TokenKeeperOptions {
  store: Store;
  vault: Vault;
  /** One call to the token endpoint; it must not retry by itself. */
  refresh(refreshToken: string): Promise<LedgerGrant>;
  processId: string;
  leaseSeconds?: number;
  /** Seconds between two refusals that count, see `refusalSpacingSeconds`. */
  spacingSeconds?: number;
}

/** How long a refresh may take before another process may try: asking where to renew, and renewing, 30 s each at most, and a margin. */
export const refreshSeconds = 75;

/** A refused sign-in is tried again after so many seconds (reliability FC-06: 5 to 15 minutes). */
export const refusalSpacingSeconds = 600;

/** Pauses between tries to keep a new token while the database is away, milliseconds: half a minute. */
const keepingPauses = [100, 400, 1_000, 2_500, 5_000, 10_000, 10_000] as const;

/** Where Intuit's discovery document has put the token endpoint since there is one. */
const tokenPath = "/oauth2/v1/tokens/bearer";

/** So many refusals in a row, each a spacing after the last, are believed: even `invalid_grant` may come from an outage (Intuit's FAQ; reliability FC-06). */
export const refusalsUntilLost = 3;

/**
 * Single flight across processes: a lease row is committed before the call, the new token is stored before it is used,
 * and whoever comes second waits for the first one's answer. A refresh token is treated as single use (reliability FC-01, FC-03), and kept
 * when it is refused: the connection is lost only when it was refused several times, spaced (FC-06). A renewal that was not answered may still be
 * under way at Intuit: until the lease is up nobody starts another.
 */
export function createTokenKeeper({ store, vault, refresh, processId, leaseSeconds = refreshSeconds, spacingSeconds = refusalSpacingSeconds }: TokenKeeperOptions): TokenKeeper {
  async function read(firmId: string, connectionId: string) {
    const grant = await store.askFirm(firmId, (firm) => readGrant(firm, connectionId));
    if (!grant) throw revoked("QuickBooks is disconnected.");
    return { ...grant, accessToken: vault.open(grant.accessCipher, connectionId) };
  }

  async function renewed(firmId: string, connectionId: string, stale: string): Promise<string> {
    for (;;) {
      const grant = await read(firmId, connectionId);
      if (grant.accessToken !== stale) return grant.accessToken;
      if (grant.isUnanswered) throw unanswered();
      if (grant.isResting) throw grant.refusedCount < refusalsUntilLost ? refused() : revoked("QuickBooks refuses the sign-in.");
      const claimed = grant.isRefreshing ? null : await claim(firmId, connectionId, stale);
      if (claimed !== null) return claimed;
      await sleep(200);
    }
  }

  /** The new token; null when another process is at it. */
  async function claim(firmId: string, connectionId: string, stale: string): Promise<string | null> {
    const held = await store.askFirm(firmId, (firm) => leaseRefresh(firm, connectionId, processId, leaseSeconds));
    if (!held) return null;
    const accessToken = vault.open(held.accessCipher, connectionId);
    if (accessToken === stale) return refreshUnder(held, firmId, connectionId, stale);
    await store.askFirm(firmId, (firm) => releaseRefresh(firm, connectionId, held.fence));
    return accessToken;
  }

  async function refreshUnder({ fence, refreshCipher }: { fence: string; refreshCipher: string }, firmId: string, connectionId: string, stale: string): Promise<string> {
    let grant: LedgerGrant;
    const askedAt = performance.now();
    try {
      grant = await refresh(vault.open(refreshCipher, connectionId));
    } catch (error) {
      const tookMs = performance.now() - askedAt;
      const wasRefused = error instanceof LedgerError && error.code === "grant-revoked";
      let isLost = false;
      const isCurrent = await store.withFirm(firmId, async (session) => {
        const held = await (mayBeUnderWay(error) ? giveUpRefresh : releaseRefresh)(session, connectionId, fence);
        isLost = held && wasRefused && (await countAndJudge(session, connectionId, spacingSeconds));
        if (error instanceof LedgerError && !error.facts.isDiscovery) await keepFailure(session, connectionId, error, tookMs);
        return held;
      });
      // What was refused is not what counts any more: somebody consented anew, or another process refreshes by now.
      if (wasRefused && !isCurrent) return renewed(firmId, connectionId, stale);
      throw wasRefused && !isLost ? refused() : error;
    }
    const sealed: SealedGrant = {
      accessCipher: vault.seal(grant.accessToken, connectionId),
      refreshCipher: vault.seal(grant.refreshToken, connectionId),
      accessExpiresIn: grant.accessExpiresIn,
      refreshExpiresIn: grant.refreshExpiresIn,
      connectionLifetime: grant.connectionLifetime,
    };
    const isStored = await keep(() => store.askFirm(firmId, (firm) => settleRefresh(firm, connectionId, { fence, refreshCipher }, sealed)));
    // A newer consent superseded ours while the call was out: its token is the one to use.
    return isStored ? grant.accessToken : (await read(firmId, connectionId)).accessToken;
  }

  return {
    async accessToken(firmId, connectionId, held = null) {
      const { fence, ...grant } = held ?? { ...(await read(firmId, connectionId)), fence: null };
      const accessToken = vault.open(grant.accessCipher, connectionId);
      if (fence !== null) return refreshUnder({ ...grant, fence }, firmId, connectionId, accessToken);
      return grant.isAccessFresh ? accessToken : renewed(firmId, connectionId, accessToken);
    },
    replace: renewed,
  };
}

/** What a ledger asks for to sign its calls of one connection. `held` is a sign-in that was read already; it is good for the first call. */
export function signInOf(keeper: TokenKeeper, firmId: string, connectionId: string, held: HeldGrant | null): { accessToken: () => Promise<string>; refresh: () => Promise<void> } {
  let first = held;
  let lastGiven = "";
  return {
    async accessToken() {
      const read = first;
      first = null;
      lastGiven = await keeper.accessToken(firmId, connectionId, read);
      return lastGiven;
    },
    async refresh() {
      await keeper.replace(firmId, connectionId, lastGiven);
    },
  };
}

/** Nobody else has the token, and where Intuit rotates strictly the one before died with it: a database that is away for a moment is waited for. */
async function keep<T>(store: () => Promise<T>): Promise<T> {
  for (const pause of keepingPauses) {
    try {
      return await store();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await sleep(pause);
    }
  }
  return store();
}

/** A renewal that failed is a call somebody may have to explain to Intuit, by its `intuit_tid`. One that went well is not kept, nor is an hour's look. */
async function keepFailure(session: FirmSession, connectionId: string, { code, facts: { status, traceId, faultCode } }: LedgerError, tookMs: number): Promise<void> {
  await insertFailedRenewal(session, connectionId, { id: newId(), path: tokenPath, status, traceId: traceId ?? null, durationMs: Math.round(tookMs), error: { code, ...(faultCode && { faultCode }) } });
}

/** Whether the refusal is the last that was needed: then a person must reconnect. A connection that somebody paused or disconnected meanwhile stays so: their word stands. */
async function countAndJudge(session: FirmSession, connectionId: string, spacingSeconds: number): Promise<boolean> {
  const refusal = await countRefusal(session, connectionId, spacingSeconds);
  if (!refusal || refusal.count < refusalsUntilLost) return false;
  const connection = await connectionById(session, connectionId);
  if (!connection || ["paused", "disconnected", "action-required"].includes(connection.state)) return true;
  await breakConnection(session, connectionId, "QuickBooks no longer accepts our sign-in. An administrator must reconnect.");
  return true;
}

/** No answer came, or a gateway's, after something had left: Intuit may still be at it, and must not be asked twice at once (INV-8). */
function mayBeUnderWay(error: unknown): boolean {
  return error instanceof LedgerError && error.isOutcomeUnknown && [0, 502, 504].includes(error.facts.status);
}

/** A renewal was given up a moment ago. */
function unanswered(): LedgerError {
  return new LedgerError("no-answer", "Intuit has not answered the last renewal of the sign-in; it is tried again.", { retry: "later", facts: { status: 0 } });
}

/** The sign-in was refused, and that is not believed yet. */
function refused(): LedgerError {
  return new LedgerError("sign-in-refused", "QuickBooks refused the sign-in; it is tried again.", { retry: "later", facts: { status: 0 } });
}

function revoked(message: string): LedgerError {
  return new LedgerError("grant-revoked", message, { retry: "after-reconnect", facts: { status: 0 } });
}
