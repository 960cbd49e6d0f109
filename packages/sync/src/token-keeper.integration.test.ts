import { randomBytes } from "node:crypto";
import { LedgerError, newId, type LedgerGrant } from "@tieout/domain";
import { connectionById, createVault, deleteGrant, insertConnection, leaseRefresh, openStore, patchConnection, readGrant, saveGrant, tryRefusedSignIn, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { storeWith } from "./testing/seams.js";
import { createTokenKeeper, refreshSeconds } from "./token-keeper.js";

const vault = createVault([{ version: 1, secret: randomBytes(32) }]);
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
const firmId = newId();
let connectionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
  await store.withFirm(firmId, ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, 'Firm', 'UTC')", [firmId]));
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  connectionId = newId();
  await store.withFirm(firmId, async (session) => {
    await session.query("update hub.ledger_connection set state = 'disconnected'");
    await insertConnection(session, { id: connectionId, environment: "emulator", realmCipher: "x", realmHash: newId(), companyName: "Books", company: {}, authorizedBy: "Ana" });
    await saveGrant(session, connectionId, { accessCipher: vault.seal("access-0", connectionId), refreshCipher: vault.seal("refresh-0", connectionId), accessExpiresIn: 30, refreshExpiresIn: 8_640_000, connectionLifetime: null });
  });
});

/** An authority that takes each refresh token once, as Intuit may. */
function strictAuthority() {
  let current = 0;
  const calls: string[] = [];
  return {
    calls,
    refresh: async (refreshToken: string): Promise<LedgerGrant> => {
      calls.push(refreshToken);
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (refreshToken !== `refresh-${current}`) throw new LedgerError("grant-revoked", "invalid_grant", { retry: "after-reconnect", facts: { status: 400 } });
      current += 1;
      return { accessToken: `access-${current}`, refreshToken: `refresh-${current}`, accessExpiresIn: 3600, refreshExpiresIn: 8_640_000, connectionLifetime: null };
    },
  };
}

function keeper(refresh: (token: string) => Promise<LedgerGrant>, processId = newId()) {
  return createTokenKeeper({ store, vault, refresh, processId });
}

test("six processes that need a token at once make one refresh call", async () => {
  const authority = strictAuthority();
  const tokens = await Promise.all(Array.from({ length: 6 }, () => keeper(authority.refresh).accessToken(firmId, connectionId)));
  expect(tokens).toEqual(Array(6).fill("access-1"));
  expect(authority.calls).toEqual(["refresh-0"]);
});

test("whoever claimed the renewal with its work renews without looking again, and who comes meanwhile waits for that", async () => {
  const authority = strictAuthority();
  const held = await store.askFirm(firmId, (firm) => leaseRefresh(firm, connectionId, "worker", 40));
  const tokens = await Promise.all([keeper(authority.refresh).accessToken(firmId, connectionId), keeper(authority.refresh, "worker").accessToken(firmId, connectionId, held)]);
  expect(tokens).toEqual(["access-1", "access-1"]);
  expect(authority.calls).toEqual(["refresh-0"]);
});

test("a refused token is replaced once, however many calls it was refused in", async () => {
  const authority = strictAuthority();
  const one = keeper(authority.refresh);
  const first = await one.accessToken(firmId, connectionId);
  const replaced = await Promise.all([one.replace(firmId, connectionId, first), one.replace(firmId, connectionId, first)]);
  expect(replaced).toEqual(["access-2", "access-2"]);
  expect(authority.calls).toEqual(["refresh-0", "refresh-1"]);
});

test("a database that is away between Intuit's answer and our commit is waited for: the new token, which nobody else has, is kept", async () => {
  const authority = strictAuthority();
  let away = 3;
  const dropping = storeWith(store, async ({ sql, pass }) => {
    if (!sql.includes("set access_cipher") || (away -= 1) < 0) return pass();
    // Once before it was done, once after: then the answer alone was lost.
    if (away === 0) await pass();
    throw Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" });
  });
  expect(await createTokenKeeper({ store: dropping, vault, refresh: authority.refresh, processId: newId() }).accessToken(firmId, connectionId)).toBe("access-1");
  expect(await keeper(authority.refresh).replace(firmId, connectionId, "access-1")).toBe("access-2");
  expect(authority.calls).toEqual(["refresh-0", "refresh-1"]);
});

test("a database that is away for longer than the lease loses no token either: who claimed the renewal meanwhile asks in vain, and hears of the newer one", async () => {
  const authority = strictAuthority();
  let isAway = true;
  const dropping = storeWith(store, async ({ sql, pass }) => {
    if (!isAway || !sql.includes("set access_cipher")) return pass();
    throw Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" });
  });
  const kept = createTokenKeeper({ store: dropping, vault, refresh: authority.refresh, processId: newId() }).accessToken(firmId, connectionId);
  await expect.poll(() => authority.calls).toHaveLength(1);
  await advance(refreshSeconds + 1);
  const waiting = Promise.withResolvers<void>();
  const rival = createTokenKeeper({
    store, vault, processId: newId(),
    async refresh(token) {
      await waiting.promise;
      return authority.refresh(token);
    },
  }).accessToken(firmId, connectionId);
  await expect.poll(() => store.withFirm(firmId, (session) => readGrant(session, connectionId)).then((grant) => grant?.isRefreshing)).toBe(true);
  isAway = false;
  expect(await kept).toBe("access-1");
  waiting.resolve();
  expect(await rival).toBe("access-1");
  expect(await standing()).toEqual({ state: "confirming", refused: 0 });
});

test("a token that cannot be kept for another reason is not tried again", async () => {
  let tries = 0;
  const broken = storeWith(store, async ({ sql, pass }) => {
    if (!sql.includes("set access_cipher")) return pass();
    tries += 1;
    throw new Error("planted");
  });
  await expect(createTokenKeeper({ store: broken, vault, refresh: strictAuthority().refresh, processId: newId() }).accessToken(firmId, connectionId)).rejects.toThrow("planted");
  expect(tries).toBe(1);
});

test("a renewal that was not answered may still be under way: whoever comes meanwhile is told so at once, and the next is started when its time is up", async () => {
  const authority = strictAuthority();
  let asked = 0;
  const silent = keeper(async () => {
    asked += 1;
    throw new LedgerError("no-answer", "Intuit did not answer.", { retry: "later", facts: { status: 504 }, isOutcomeUnknown: true });
  });
  await expect(silent.accessToken(firmId, connectionId)).rejects.toThrow("Intuit did not answer.");
  await expect(silent.accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "no-answer" });
  await expect(keeper(authority.refresh).accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "no-answer" });
  expect({ asked, renewed: authority.calls }).toEqual({ asked: 1, renewed: [] });
  await advance(refreshSeconds + 1);
  expect(await keeper(authority.refresh).accessToken(firmId, connectionId)).toBe("access-1");
});

test("a renewal that never left, or was answered, is under way no more: the next may begin at once", async () => {
  const failures = [{ status: 0, isOutcomeUnknown: false }, { status: 503, isOutcomeUnknown: true }, { status: 200, isOutcomeUnknown: true }];
  for (const { status, isOutcomeUnknown } of failures) {
    const failing = keeper(async () => {
      throw new LedgerError("unavailable", `answered ${status}`, { retry: "later", facts: { status }, isOutcomeUnknown });
    });
    await expect(failing.accessToken(firmId, connectionId)).rejects.toThrow(`answered ${status}`);
  }
  expect(await keeper(strictAuthority().refresh).accessToken(firmId, connectionId)).toBe("access-1");
});

test("that it could not be asked where to renew is no renewal that failed: nothing left for the token endpoint", async () => {
  const nowhere = keeper(async () => {
    throw new LedgerError("unavailable", "503", { retry: "later", facts: { status: 503, isDiscovery: true } });
  });
  const unanswered = keeper(async () => {
    throw new LedgerError("unavailable", "503", { retry: "later", facts: { status: 503 } });
  });
  const renewals = async () => (await store.withFirm(firmId, (session) => session.query("select 1 from hub.call where connection_id = $1", [connectionId]))).length;
  await expect(nowhere.accessToken(firmId, connectionId)).rejects.toThrow("503");
  expect(await renewals()).toBe(0);
  await expect(unanswered.accessToken(firmId, connectionId)).rejects.toThrow("503");
  expect(await renewals()).toBe(1);
});

const advance = (seconds: number) => store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + make_interval(secs => $1)", [seconds]));
const standing = async () => {
  const [connection, grant] = await store.withFirm(firmId, async (session) => [await connectionById(session, connectionId), await readGrant(session, connectionId)] as const);
  return { state: connection?.state, refused: grant?.refusedCount };
};

/** The sign-in service refuses so many times, then gives tokens again. */
function refusingAuthority(times: number) {
  const authority = strictAuthority();
  const calls: string[] = [];
  return {
    calls,
    refresh: async (refreshToken: string): Promise<LedgerGrant> => {
      calls.push(refreshToken);
      if (calls.length <= times) throw new LedgerError("grant-revoked", "invalid_grant", { retry: "after-reconnect", facts: { status: 400 } });
      return authority.refresh(refreshToken);
    },
  };
}

test("an outage that looks like a withdrawn consent ends nothing: the kept token is tried again, and a success forgets the refusals", async () => {
  const authority = refusingAuthority(2);
  for (const refused of [1, 2]) {
    await expect(keeper(authority.refresh).accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "sign-in-refused" });
    expect(await standing()).toEqual({ state: "confirming", refused });
    await advance(601);
  }
  expect(await keeper(authority.refresh).accessToken(firmId, connectionId)).toBe("access-1");
  expect(await standing()).toEqual({ state: "confirming", refused: 0 });
});

test("until a refusal is old enough no process asks again; a person may, and that counts nothing", async () => {
  const authority = refusingAuthority(9);
  const attempt = () => expect(keeper(authority.refresh).accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "sign-in-refused" });
  await Promise.all([attempt(), attempt(), attempt()]);
  await attempt();
  expect(authority.calls).toHaveLength(1);
  const person = () => store.withFirm(firmId, (session) => tryRefusedSignIn(session, connectionId));
  for (const calls of [2, 3, 4]) {
    await person();
    await attempt();
    expect(authority.calls).toHaveLength(calls);
  }
  expect(await standing()).toEqual({ state: "confirming", refused: 1 });
  // Pressing did not put the next try off.
  await advance(601);
  await attempt();
  expect(await standing()).toEqual({ state: "confirming", refused: 2 });
});

test("a sign-in refused three times, each a while after the last, asks for a person; an outage that says so never does", async () => {
  const outage = keeper(async () => {
    throw new LedgerError("unavailable", "503", { retry: "later", facts: { status: 503 } });
  });
  await expect(outage.accessToken(firmId, connectionId)).rejects.toThrow("503");
  expect((await store.withFirm(firmId, (session) => connectionById(session, connectionId)))?.state).toBe("confirming");

  const revoked = keeper(async () => {
    throw new LedgerError("grant-revoked", "invalid_grant", { retry: "after-reconnect", facts: { status: 400 } });
  });
  for (let tries = 1; tries < 3; tries += 1) {
    await expect(revoked.accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "sign-in-refused" });
    await advance(601);
  }
  await expect(revoked.accessToken(firmId, connectionId)).rejects.toThrow("invalid_grant");
  expect(await store.withFirm(firmId, (session) => connectionById(session, connectionId))).toMatchObject({ state: "action-required", stateReason: expect.stringMatching(/reconnect/) });
});

test("a process that died while refreshing is waited for, then succeeded", async () => {
  const dying = createTokenKeeper({ store, vault, refresh: () => new Promise(() => undefined), processId: "dying", leaseSeconds: 1 });
  void dying.accessToken(firmId, connectionId);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await keeper(strictAuthority().refresh).accessToken(firmId, connectionId)).toBe("access-1");
});

/** A refusal that arrives after somebody has done something in the meantime. */
const refusedAfter = (meanwhile: () => Promise<unknown>) => async (): Promise<never> => {
  await meanwhile();
  throw new LedgerError("grant-revoked", "invalid_grant", { retry: "after-reconnect", facts: { status: 400 } });
};
const present = () => store.withFirm(firmId, (session) => connectionById(session, connectionId));

test("a refusal that comes after a new consent kills nothing: the new token is the one to use", async () => {
  const reconnect = () =>
    store.withFirm(firmId, async (session) => {
      await saveGrant(session, connectionId, { accessCipher: vault.seal("access-new", connectionId), refreshCipher: vault.seal("refresh-new", connectionId), accessExpiresIn: 3600, refreshExpiresIn: 8_640_000, connectionLifetime: null });
      await patchConnection(session, connectionId, { state: "enabled", stateReason: null });
    });
  expect(await keeper(refusedAfter(reconnect)).accessToken(firmId, connectionId)).toBe("access-new");
  expect(await present()).toMatchObject({ state: "enabled", stateReason: null });
});

test("a refusal leaves a connection disconnected that was disconnected meanwhile", async () => {
  const disconnect = () =>
    store.withFirm(firmId, async (session) => {
      await deleteGrant(session, connectionId);
      await patchConnection(session, connectionId, { state: "disconnected" });
    });
  await expect(keeper(refusedAfter(disconnect)).accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "grant-revoked" });
  expect(await present()).toMatchObject({ state: "disconnected", stateReason: null });
});

test("a refusal leaves a paused connection paused: a person paused it, and only a person lets it go on", async () => {
  const pause = () => store.withFirm(firmId, (session) => patchConnection(session, connectionId, { state: "paused" }));
  await expect(keeper(refusedAfter(pause)).accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "sign-in-refused" });
  await advance(601);
  await store.withFirm(firmId, (session) => session.query("update hub.ledger_grant set refused_count = 9"));
  await expect(keeper(refusedAfter(pause)).accessToken(firmId, connectionId)).rejects.toMatchObject({ code: "grant-revoked" });
  expect(await present()).toMatchObject({ state: "paused", stateReason: null });
});
