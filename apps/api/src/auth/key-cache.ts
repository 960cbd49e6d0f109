import { findApiKey, type Store } from "@tieout/store";

type Found = Awaited<ReturnType<typeof findApiKey>>;

/** A machine may ask hundreds of times a second; a revoked key is refused within this time in every process. */
const rememberedMs = 1000;
const mostRemembered = 1000;

/** Looks keys up, remembering what was found for a second. */
export function createKeyCache(store: Store, now: () => number = Date.now): (keyHash: string) => Promise<Found> {
  const remembered = new Map<string, { found: Promise<Found>; until: number }>();
  return (keyHash) => {
    const known = remembered.get(keyHash);
    if (known && known.until > now()) return known.found;
    if (remembered.size >= mostRemembered) remembered.clear();
    const found = findApiKey(store, keyHash);
    remembered.set(keyHash, { found, until: now() + rememberedMs });
    found.then(
      (key) => key === null && remembered.delete(keyHash),
      () => remembered.delete(keyHash),
    );
    return found;
  };
}
