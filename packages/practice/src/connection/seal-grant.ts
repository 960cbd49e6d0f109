import type { LedgerGrant } from "@tieout/domain";
import type { SealedGrant, Vault } from "@tieout/store";

/** Seals a grant for its connection; the only form in which it is stored. */
export function sealGrant(vault: Vault, connectionId: string, grant: LedgerGrant): SealedGrant {
  return {
    accessCipher: vault.seal(grant.accessToken, connectionId),
    refreshCipher: vault.seal(grant.refreshToken, connectionId),
    accessExpiresIn: grant.accessExpiresIn,
    refreshExpiresIn: grant.refreshExpiresIn,
    connectionLifetime: grant.connectionLifetime,
  };
}
