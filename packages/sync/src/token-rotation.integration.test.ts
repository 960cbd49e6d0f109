import { randomBytes } from "node:crypto";
import { newId } from "@tieout/domain";
import { createIntuitAuth } from "@tieout/quickbooks";
import { createEmulator, defaultClient, sandboxUs } from "@tieout/quickbooks-emulator";
import { connectionById, createVault, insertConnection, listCallsOutsideRuns, openStore, saveGrant, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTokenKeeper, refusalSpacingSeconds, refusalsUntilLost } from "./token-keeper.js";

const baseUrl = "http://quickbooks.example";
const vault = createVault([{ version: 1, secret: randomBytes(32) }]);
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

/** How Intuit is known to rotate refresh tokens, and what it was seen to do (reliability FC-01 to FC-06). */
const rotations = ["rotate-strict", "rotate-grace", "rotate-24h", "rotate-never"] as const;
/** `killed` dies between Intuit's answer and our commit. */
const accidents = ["none", "kill-after-rotate", "killed", "token-503", "token-200-html", "token-hang"] as const;

/** The one loss nobody can make good: a new token was given out, nobody has it, and the old one died with it. */
const isLost = (rotation: (typeof rotations)[number], accident: (typeof accidents)[number]) => rotation === "rotate-strict" && (accident === "kill-after-rotate" || accident === "killed");

/** What we heard of the renewal that met the accident: nothing, or something that was no token. */
const answersHeard: Record<(typeof accidents)[number], string[]> = { none: [], "kill-after-rotate": ["refused 0 no-answer"], killed: [], "token-503": ["refused 503 unavailable with an id"], "token-200-html": ["refused 200 malformed-answer with an id"], "token-hang": ["refused 0 no-answer"] };

/** A firm connected to an emulator that rotates so; its sign-in has just run out. */
async function signedIn(rotation: (typeof rotations)[number]) {
  const emulator = createEmulator({ companies: [sandboxUs], publicUrl: baseUrl });
  emulator.arm({ name: rotation });
  const grant = emulator.mintGrant();
  const [firmId, connectionId] = [newId(), newId()];
  await store.withFirm(firmId, async (session) => {
    await session.query("insert into hub.firm (id, name, time_zone) values ($1, 'Firm', 'UTC')", [firmId]);
    await insertConnection(session, { id: connectionId, environment: "emulator", realmCipher: "x", realmHash: newId(), companyName: "Books", company: {}, authorizedBy: "Ana" });
    await saveGrant(session, connectionId, { accessCipher: vault.seal(grant.accessToken, connectionId), refreshCipher: vault.seal(grant.refreshToken, connectionId), accessExpiresIn: 0, refreshExpiresIn: 8_640_000, connectionLifetime: null });
  });
  const auth = createIntuitAuth({ ...defaultClient, environment: "emulator", baseUrl, redirectUri: "http://localhost:4000/callback", timeoutMs: 300, fetch: (request) => emulator.fetch(request) });
  const keeperOf = (refresh: typeof auth.refresh) => createTokenKeeper({ store, vault, refresh, processId: newId(), leaseSeconds: 1 });
  const answered = Promise.withResolvers<void>();
  return {
    emulator,
    keeper: keeperOf(auth.refresh),
    /** A process that dies with the answer in its hands; settles when it is dead. */
    async die() {
      void keeperOf(async (token) => {
        await auth.refresh(token);
        answered.resolve();
        return new Promise(() => undefined);
      }).accessToken(firmId, connectionId);
      await answered.promise;
    },
    tokenOf: (keeper: ReturnType<typeof keeperOf>) => keeper.accessToken(firmId, connectionId),
    failedRenewals: async () => {
      const { rows } = await store.withFirm(firmId, (session) => listCallsOutsideRuns(session, { first: 20, after: null }));
      return rows.filter(({ operation }) => operation === "renew").map(({ state, httpStatus, traceId, error }) => `${state} ${httpStatus} ${(error as { code: string }).code}${traceId ? " with an id" : ""}`).toReversed();
    },
    connection: () => store.withFirm(firmId, (session) => connectionById(session, connectionId)),
    opens: async (accessToken: string) => (await emulator.fetch(new Request(`${baseUrl}/v3/company/${grant.realmId}/companyinfo/${grant.realmId}`, { headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" } }))).status,
  };
}

const untilTriedAgain = () => store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + make_interval(secs => $1)", [refusalSpacingSeconds + 1]));

describe.each(rotations)("Intuit's tokens, %s", (rotation) => {
  test.each(accidents)("and at the renewal: %s", async (accident) => {
    const firm = await signedIn(rotation);
    if (accident === "killed") await firm.die();
    else if (accident !== "none") firm.emulator.arm({ name: accident, times: 1 });
    // An outage is tried again with the next sync; a refusal, a while later.
    let accessToken: string | null = null;
    let tries = 0;
    for (; tries <= refusalsUntilLost && accessToken === null; tries += 1) {
      accessToken = await firm.tokenOf(firm.keeper).catch(() => null);
      if (accessToken === null) await untilTriedAgain();
    }
    expect(firm.emulator.state.faults().filter(({ name, fired }) => name === accident && fired === 0)).toEqual([]);
    const connection = await firm.connection();
    expect({ answer: accessToken === null ? null : await firm.opens(accessToken), state: connection?.state, asks: connection?.stateReason?.includes("reconnect") ?? false }).toEqual(
      isLost(rotation, accident) ? { answer: null, state: "action-required", asks: true } : { answer: 200, state: "confirming", asks: false });
    expect(await firm.failedRenewals(), "each is kept, for whoever must ask Intuit about it").toEqual([...answersHeard[accident], ...(isLost(rotation, accident) ? Array.from({ length: tries - answersHeard[accident].length }, () => "refused 400 grant-revoked with an id") : [])]);
  });
});
