import { LedgerError, type LedgerGrant } from "@tieout/domain";
import { connectionById, leaseRefresh, patchConnection, readGrant, releaseRefresh, settleRefresh, type FirmSession, type SealedGrant, type Store, type Vault } from "@tieout/store";

/** Hands out access tokens of connections; the only place that refreshes them. */
export interface TokenKeeper {
  /** A token good for at least a minute. Throws LedgerError `grant-revoked` when a person must reconnect. */
  accessToken(firmId: string, connectionId: string): Promise<string>;
  /** Called when the ledger refused `refused` although it looked fresh; returns the newer one. */
  replace(firmId: string, connectionId: string, refused: string): Promise<string>;
}

export interface TokenKeeperOptions {
  store: Store;
  vault: Vault;
  /** One call to the token endpoint; it must not retry by itself. */
  refresh(refreshToken: string): Promise<LedgerGrant>;
  processId: string;
  /** How long a refresh may take before another process may try (the call's own limit of 30 s, and a margin). */
  leaseSeconds?: number;
}

/**
 * Single flight across processes: a lease row is committed before the call, the new token is stored before it is used,
 * and whoever comes second waits for the first one's answer. A refresh token is treated as single use (reliability FC-01, FC-03).
 */
export function createTokenKeeper({ store, vault, refresh, processId, leaseSeconds = 40 }: TokenKeeperOptions): TokenKeeper {
  async function read(firmId: string, connectionId: string) {
    const grant = await store.withFirm(firmId, (session) => readGrant(session, connectionId));
    if (!grant) throw revoked("QuickBooks is disconnected.");
    return { ...grant, accessToken: vault.open(grant.accessCipher, connectionId) };
  }

  async function renewed(firmId: string, connectionId: string, stale: string): Promise<string> {
    for (;;) {
      const grant = await read(firmId, connectionId);
      if (grant.accessToken !== stale) return grant.accessToken;
      const fence = grant.isRefreshing ? null : await store.withFirm(firmId, (session) => leaseRefresh(session, connectionId, processId, leaseSeconds));
      if (fence !== null) return refreshUnder(fence, firmId, connectionId, stale);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function refreshUnder(fence: string, firmId: string, connectionId: string, stale: string): Promise<string> {
    // Read again under the lease: a predecessor may have stored a newer pair between our look and our claim.
    const held = await read(firmId, connectionId);
    if (held.accessToken !== stale) {
      await store.withFirm(firmId, (session) => releaseRefresh(session, connectionId, fence, false));
      return held.accessToken;
    }
    let grant: LedgerGrant;
    try {
      grant = await refresh(vault.open(held.refreshCipher, connectionId));
    } catch (error) {
      const wasRefused = error instanceof LedgerError && error.code === "grant-revoked";
      const isCurrent = await store.withFirm(firmId, async (session) => {
        const held = await releaseRefresh(session, connectionId, fence, wasRefused);
        if (held && wasRefused) await askForReconnect(session, connectionId);
        return held;
      });
      // What was refused is not what counts any more: somebody consented anew, or another process refreshes by now.
      if (wasRefused && !isCurrent) return renewed(firmId, connectionId, stale);
      throw error;
    }
    const sealed: SealedGrant = {
      accessCipher: vault.seal(grant.accessToken, connectionId),
      refreshCipher: vault.seal(grant.refreshToken, connectionId),
      accessExpiresIn: grant.accessExpiresIn,
    };
    const isStored = await store.withFirm(firmId, (session) => settleRefresh(session, connectionId, fence, sealed));
    // A newer consent superseded ours while the call was out: its token is the one to use.
    return isStored ? grant.accessToken : (await read(firmId, connectionId)).accessToken;
  }

  return {
    async accessToken(firmId, connectionId) {
      const grant = await read(firmId, connectionId);
      return grant.isAccessFresh ? grant.accessToken : renewed(firmId, connectionId, grant.accessToken);
    },
    replace: renewed,
  };
}

/** A connection that somebody paused or disconnected meanwhile stays so: their word stands. */
async function askForReconnect(session: FirmSession, connectionId: string): Promise<void> {
  const connection = await connectionById(session, connectionId);
  if (!connection || connection.state === "paused" || connection.state === "disconnected") return;
  await patchConnection(session, connectionId, { state: "action-required", stateReason: "QuickBooks no longer accepts our sign-in. An administrator must reconnect." });
}

function revoked(message: string): LedgerError {
  return new LedgerError("grant-revoked", message, { retry: "after-reconnect", facts: { status: 0 } });
}
