import { randomBytes } from "node:crypto";
import { newId, systemClock, type LedgerCompany, type LedgerGrant } from "@tieout/domain";
import { createVault, currentConnection, openStore, readGrant, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginConnection } from "./begin-connection.js";
import { completeConnection, OtherCompanyError, type ConsentReturn } from "./complete-connection.js";
import { confirmConnection } from "./confirm-connection.js";
import { disconnect } from "./disconnect.js";
import { recordPreflight } from "./record-preflight.js";
import { saveConnectionSettings } from "./save-connection-settings.js";

const company: LedgerCompany = {
  name: "Larkspur Books", legalName: null, country: "US", homeCurrency: "USD", isMultiCurrency: false, usesCustomNumbers: false, warnsOnDuplicateNumbers: true,
  closedThrough: null, tracksClasses: "none", tracksTime: true, isTimeBillable: true, hasSalesTax: true, isTaxAutomatic: true, hasTaxAgency: true,
  defaultTaxCodeId: null, appliesCreditsAutomatically: false, defaultTermId: null,
};
const grant: LedgerGrant = { accessToken: "access-1", refreshToken: "refresh-1", accessExpiresIn: 3600, refreshExpiresIn: 8_640_000, connectionLifetime: null };
const usage = { calls: 3, metered: 2, throttled: 0 };
const vault = createVault([{ version: 1, secret: randomBytes(32) }]);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
let firmId: string;
/** Each test has a company of its own: one company belongs to one firm. */
let realm: string;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  firmId = await aFirm();
  realm = newId();
});

async function aFirm(): Promise<string> {
  const id = newId();
  await store.withFirm(id, ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, 'Larkspur', 'America/Denver')", [id]));
  return id;
}

function context(firm = firmId) {
  return { store, clock: systemClock, vault, actor: { firmId: firm, kind: "person" as const, id: "ana", name: "Ana" } };
}

function returned(overrides: Partial<ConsentReturn> & { state: string }): ConsentReturn & { revoked: LedgerGrant[] } {
  const revoked: LedgerGrant[] = [];
  return {
    sessionId: "session-1", realmId: realm, environment: "emulator",
    exchange: async () => grant, readCompany: async () => ({ company, usage }),
    revoke: async (refused) => void revoked.push(refused),
    revoked, ...overrides,
  };
}

async function connect(realmId = realm, name = "Larkspur Books", firm = firmId) {
  const { state } = await beginConnection(context(firm), { sessionId: "session-1" });
  return completeConnection(context(firm), returned({ state, realmId, readCompany: async () => ({ company: { ...company, name }, usage }) }));
}

test("a connection begins unconfirmed, with sealed tokens, and nothing enabled", async () => {
  const { connection, returnPath } = await connect();
  expect(connection).toMatchObject({ state: "confirming", companyName: "Larkspur Books", enabledAt: null });
  expect(returnPath).toBe("/settings/quickbooks");
  const stored = await store.withFirm(firmId, (session) => readGrant(session, connection.id));
  expect(stored?.accessCipher).not.toContain("access-1");
  expect(connection.realmCipher).not.toContain(realm);
  expect((await confirmConnection(context())).state).toBe("ready");
});

test("what connecting cost counts towards the month", async () => {
  await connect();
  await connect();
  expect(await store.withFirm(firmId, ({ query }) => query("select calls::int, metered::int from hub.ledger_usage"))).toEqual([{ calls: 6, metered: 4 }]);
});

test("an answer for another session's state changes nothing", async () => {
  const { state } = await beginConnection(context(), { sessionId: "session-1" });
  await expect(completeConnection(context(), returned({ state, sessionId: "session-2" }))).rejects.toThrow(/does not belong to your session/);
  expect(await store.withFirm(firmId, currentConnection)).toBeNull();
});

test("a state works once", async () => {
  const { state } = await beginConnection(context(), { sessionId: "session-1" });
  await completeConnection(context(), returned({ state }));
  await expect(completeConnection(context(), returned({ state }))).rejects.toThrow(/Press Connect again/);
});

test("a return path to another site is refused", async () => {
  await expect(beginConnection(context(), { sessionId: "s", returnPath: "//evil.example" })).rejects.toThrow();
});

test("reconnecting to the same company keeps the connection; another company stops with a question and its grant is given back", async () => {
  const { connection } = await connect();
  const begin = async () => {
    // As after a revoked grant: the connection asks for a reconnect.
    await store.withFirm(firmId, ({ query }) => query("update hub.ledger_connection set state = 'action-required'"));
    return (await beginConnection(context(), { sessionId: "session-1" })).state;
  };
  const again = await completeConnection(context(), returned({ state: await begin() }));
  expect(again.connection.id).toBe(connection.id);

  const other = returned({ state: await begin(), realmId: `${realm}-2`, readCompany: async () => ({ company: { ...company, name: "Wrong Books" }, usage }) });
  await expect(completeConnection(context(), other)).rejects.toThrow(OtherCompanyError);
  expect(other.revoked).toEqual([grant]);
  expect((await store.withFirm(firmId, currentConnection))?.companyName).toBe("Larkspur Books");
});

test("a consent with which the company cannot be read is given back, unless the company is connected already", async () => {
  const unreadable = async () => {
    const { state } = await beginConnection(context(), { sessionId: "session-1" });
    const refused = returned({ state, readCompany: () => Promise.reject(new Error("no scope for accounting")) });
    await expect(completeConnection(context(), refused)).rejects.toThrow("no scope for accounting");
    return refused.revoked;
  };
  expect(await unreadable()).toEqual([grant]);
  await connect();
  expect(await unreadable()).toEqual([]);
});

test("a connection that works is renewed when that is asked for, with its new end, and a pause stands", async () => {
  const { connection } = await connect();
  for (const state of ["enabled", "paused"] as const) {
    await store.withFirm(firmId, ({ query }) => query("update hub.ledger_connection set state = $1, enabled_at = now(), state_reason = 'Audit week'", [state]));
    await expect(beginConnection(context(), { sessionId: "session-1" })).rejects.toThrow(/already connected/);
    const { state: word } = await beginConnection(context(), { sessionId: "session-1", isReconnect: true });
    const again = await completeConnection(context(), returned({ state: word, exchange: async () => ({ ...grant, connectionLifetime: 157_680_000 }) }));
    expect(again.connection).toMatchObject({ id: connection.id, state, stateReason: state === "paused" ? "Audit week" : null });
  }
  const ends = await store.withFirm(firmId, ({ query }) => query("select round(extract(epoch from connection_expires_at - refresh_expires_at) / 86400) as days from hub.ledger_grant"));
  expect(ends).toEqual([{ days: "1725" }]);
});

test("after disconnecting, the same company gets its links back and another one starts an epoch of its own", async () => {
  const { connection } = await connect();
  const handedBack: string[] = [];
  expect(await disconnect(context(), async (token) => void handedBack.push(token))).toMatchObject({ connection: { stateReason: "Disconnected by Ana." }, isHandedBack: true });
  expect(handedBack).toEqual(["refresh-1"]);
  expect(await store.withFirm(firmId, (session) => readGrant(session, connection.id))).toBeNull();

  const other = await connect(`${realm}-2`, "Second Books");
  expect(other.connection.epoch).toBe(connection.epoch + 1);
  await disconnect(context(), async () => {});
  expect((await connect()).connection.id).toBe(connection.id);
});

test.each([["before the company was confirmed", "confirming", "null", "null"], ["before it was enabled", "ready", "now()", "null"], ["while it ran", "enabled", "now()", "now()"]])("disconnected %s, the same company goes on there", async (_, state, savedAt, enabledAt) => {
  const { connection } = await connect();
  await store.withFirm(firmId, ({ query }) => query(`update hub.ledger_connection set settings_saved_at = ${savedAt}, enabled_at = ${enabledAt}, state = $2 where id = $1`, [connection.id, state]));
  await disconnect(context(), async () => {});
  expect((await connect()).connection).toMatchObject({ id: connection.id, state, stateReason: null });
});

test("Intuit is told again when it does not answer; when it never does, the tokens are gone here all the same and what is left to do in QuickBooks is said", async () => {
  let tries = 0;
  const answersAt = (nth: number) => async () => {
    tries += 1;
    if (tries < nth) throw new Error("no answer");
  };
  const { connection } = await connect();
  expect(await disconnect(context(), answersAt(3))).toMatchObject({ connection: { stateReason: "Disconnected by Ana." }, isHandedBack: true });
  expect(tries).toBe(3);

  await connect();
  expect(await disconnect(context(), answersAt(99))).toMatchObject({ connection: { state: "disconnected", stateReason: "Disconnected by Ana. Until Intuit has confirmed it, QuickBooks may still list Tieout under Apps: disconnect it there too." }, isHandedBack: false });
  expect(tries).toBe(6);
  expect(await store.withFirm(firmId, (session) => readGrant(session, connection.id))).toBeNull();
  // Somebody waits: an answer that does not come is not waited for.
  const never = () => new Promise<void>(() => undefined);
  expect((await connect()).connection.stateReason).toBeNull();
  expect(await disconnect({ ...context(), patienceMs: 50 }, never)).toMatchObject({ isHandedBack: false });
  // Who connects again meanwhile is left alone: handing back would end the new consent too.
  await connect();
  tries = 0;
  const reconnects = async () => {
    tries += 1;
    await connect();
    throw new Error("no answer");
  };
  expect(await disconnect(context(), reconnects)).toMatchObject({ isHandedBack: false });
  expect(tries).toBe(1);
  // It is over with the next consent.
  expect((await connect()).connection.stateReason).toBeNull();
});

test("a company belongs to one firm", async () => {
  await connect();
  const second = await aFirm();
  await expect(connect(realm, "Larkspur Books", second)).rejects.toThrow(/already connected to another firm/);
});

test("two firms that bind one company at the same moment: one gets it, the other is told and its grant is given back", async () => {
  const second = await aFirm();
  // Both have looked whether the company is free before either has bound it.
  let waiting = 2;
  let go = () => undefined as void;
  const both = new Promise<void>((resolve) => (go = resolve));
  const meeting = (of: Store): Store => ({
    ...of,
    withFirm: (id, work) => of.withFirm(id, (session) => work({
      firmId: id, em: session.em,
      query: async (sql, params) => {
        const rows = await session.query(sql, params);
        if (sql.includes("firms_of_realm")) {
          waiting -= 1;
          if (waiting === 0) go();
          await both;
        }
        return rows as never;
      },
    })),
  });
  const tries = await Promise.all([firmId, second].map(async (firm) => {
    const { state } = await beginConnection(context(firm), { sessionId: "session-1" });
    const answer = returned({ state });
    return { answer, completing: completeConnection({ ...context(firm), store: meeting(store) }, answer).then(() => "bound", (error: Error) => error.message) };
  }));
  const outcomes = await Promise.all(tries.map(({ completing }) => completing));
  expect(outcomes.filter((outcome) => outcome === "bound")).toHaveLength(1);
  expect(outcomes.find((outcome) => outcome !== "bound")).toMatch(/already connected to another firm/);
  expect(tries.flatMap(({ answer }) => answer.revoked)).toEqual([grant]);
});

test("preflight verdicts are kept with the connection", async () => {
  await connect();
  await confirmConnection(context());
  const { connection, checks } = await recordPreflight(context(), { ...company, closedThrough: "2026-06-30" });
  expect(checks.find((check) => check.key === "closing-date")?.result).toBe("warn");
  expect(connection.preflight).toEqual(checks);
  expect(connection.checkedAt).toBeInstanceOf(Date);
});

test("what stands in the way is judged by the settings, before the first save and after every one", async () => {
  await connect();
  await confirmConnection(context());
  await store.withFirm(firmId, ({ query }) => query("insert into hub.billable_category (id, firm_id, code, name, is_taxable) values ($1, $2, 'TAX', 'Taxable work', true)", [newId(), firmId]));
  const untaxed = { ...company, hasTaxAgency: false };
  const verdict = (checks: readonly object[]) => (checks as { key: string; result: string }[]).find((check) => check.key === "tax-agency")?.result;
  const { connection, checks } = await recordPreflight(context(), untaxed);
  expect(verdict(checks), "invoices are sent unless they are switched off").toBe("block");
  const off = await saveConnectionSettings(context(), { settings: { invoices: false } });
  expect(verdict(off.preflight)).toBe("warn");
  expect(verdict((await saveConnectionSettings(context(), { settings: { invoices: true } })).preflight)).toBe("block");
  expect(off.checkedAt, "the company was not read again").toEqual(connection.checkedAt);
});

test("saving settings forces clients on with invoices, and is refused before the company is confirmed", async () => {
  await connect();
  await expect(saveConnectionSettings(context(), { settings: { invoices: true } })).rejects.toThrow(/First confirm/);
  await confirmConnection(context());
  const saved = await saveConnectionSettings(context(), { settings: { clients: false, invoices: true }, startDate: "2026-04-01", intervalMinutes: 15 });
  expect(saved.settings).toMatchObject({ clients: true, invoices: true });
  expect(saved).toMatchObject({ startDate: "2026-04-01", intervalMinutes: 15, state: "ready" });
  await expect(saveConnectionSettings(context(), { settings: {}, startDate: "2026-02-30" })).rejects.toThrow(/not a calendar date/);
});
