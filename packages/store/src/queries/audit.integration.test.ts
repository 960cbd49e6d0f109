import { createHash } from "node:crypto";
import { newId, type Actor } from "@tieout/domain";
import { Client as PgClient } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, openStore, type Store } from "../orm.js";
import { createTestDatabase } from "../testing.js";
import { auditHead, findAuditBreaks, listAuditEvents, sealedLines } from "./audit.js";
import { insertRecordEvent, insertRecordEvents } from "./record-event.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
let firmId: string;
let owner: PgClient;

beforeEach(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
  owner = new PgClient({ connectionString: database.url });
  await owner.connect();
  firmId = await newFirm();
});
afterEach(async () => {
  await owner.end();
  await store.close();
  await database[Symbol.asyncDispose]();
});

async function newFirm(): Promise<string> {
  const id = newId();
  await store.withFirm(id, ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, 'Firm', 'America/New_York')", [id]));
  return id;
}

const actor = (firm = firmId): Actor => ({ firmId: firm, kind: "person", id: "ana", name: "Ana" });
const event = (action: string, recordId = newId()) => ({ kind: "client" as const, recordId, action, changes: [{ path: "phone", before: null, after: "303" }] });
const note = (action: string) => store.withFirm(firmId, (session) => insertRecordEvent(session, actor(), event(action)));
const breaks = () => store.withFirm(firmId, (session) => findAuditBreaks(session, 10));
const lines = () => store.withFirm(firmId, (session) => sealedLines(session, 0, 1_000, 1_000));
/** Somebody with the database's own password, past every rule of ours. */
async function tamper(sql: string): Promise<void> {
  await owner.query("alter table hub.record_event no force row level security; alter table hub.record_event_seal no force row level security");
  await owner.query(sql);
}

test("every line is sealed with the transaction that writes it, and whoever has the lines can compute the chain", async () => {
  for (const action of ["created", "updated"]) await note(action);
  await store.withFirm(firmId, (session) => insertRecordEvents(session, actor(), [event("sent"), event("sent")]));
  const chain = await lines();
  expect(chain.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  let previous = firmId;
  for (const { text, hash } of chain) {
    previous = createHash("sha256").update(`${previous}\n${text}`).digest("hex");
    expect(hash).toBe(previous);
  }
  expect(await store.withFirm(firmId, auditHead)).toEqual({ number: 4, hash: previous });
  expect(await breaks()).toEqual([]);
});

test("lines written at the same moment get one order without a gap, and nothing written waits for a long transaction", async () => {
  let finish = (): void => undefined;
  const isLong = new Promise<void>((resolve) => (finish = resolve));
  const long = store.withFirm(firmId, async (session) => {
    await insertRecordEvent(session, actor(), event("long"));
    await isLong;
  });
  await Promise.all(Array.from({ length: 12 }, (_, index) => note(`quick ${index}`)));
  expect(await lines()).toHaveLength(12);
  finish();
  await long;
  expect((await lines()).map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  expect(await breaks()).toEqual([]);
});

test("sealing looks at no line of the history again, however long it is, also on a connection that began with an empty one", async () => {
  const readAtCommit = () =>
    store.withFirm(firmId, async (session) => {
      await insertRecordEvents(session, actor(), Array.from({ length: 20 }, () => event("sent")));
      const read = async () => (await session.query<{ n: number }>("select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables where relid = 'hub.record_event'::regclass"))[0]?.n ?? 0;
      const before = await read();
      await session.query("set constraints all immediate");
      return (await read()) - before;
    });
  for (let turn = 0; turn < 10; turn++) expect(await readAtCommit()).toBe(0);
  expect(await lines()).toHaveLength(200);
  expect(await breaks()).toEqual([]);
});

test("what was rolled back leaves no number behind", async () => {
  await note("created");
  await store.withFirm(firmId, async (session) => {
    await insertRecordEvent(session, actor(), event("never"));
    throw new Error("no");
  }).catch(() => undefined);
  await note("updated");
  expect((await lines()).map(({ number }) => number)).toEqual([1, 2]);
});

test("the application itself can neither change nor delete a line or a seal, nor make a seal up", async () => {
  await note("created");
  for (const sql of [
    "update hub.record_event set actor = 'Nobody'", "delete from hub.record_event", "update hub.record_event_seal set hash = ''", "delete from hub.record_event_seal",
    `insert into hub.record_event_seal (firm_id, number, event_id, hash) values ('${firmId}', 9, '${newId()}', 'x')`,
    `insert into hub.record_event_turn (firm_id, event_ids, lines) values ('${firmId}', '{}', '{}')`, "delete from hub.record_event_turn",
  ]) await expect(store.withFirm(firmId, ({ query }) => query(sql))).rejects.toThrow(/permission denied/);
});

test.each([
  ["a line that was changed", "update hub.record_event set actor = 'Nobody' where action = 'second'", [{ number: 2, what: "changed" }]],
  ["an amount inside a line", `update hub.record_event set changes = '[{"path": "phone", "before": null, "after": "304"}]' where action = 'second'`, [{ number: 2, what: "changed" }]],
  ["a line that was deleted", "delete from hub.record_event where action = 'second'", [{ number: 2, what: "missing" }]],
  ["a line deleted with its seal", "with gone as (delete from hub.record_event where action = 'second' returning id) delete from hub.record_event_seal where event_id in (select id from gone)", [{ number: 1, what: "missing" }, { number: 3, what: "changed" }]],
  ["a line slipped in past the chain", "alter table hub.record_event disable trigger queue_seal; insert into hub.record_event (id, firm_id, kind, record_id, actor_kind, actor, action) select gen_random_uuid(), firm_id, kind, record_id, actor_kind, actor, 'slipped' from hub.record_event where action = 'second'", [{ number: null, what: "unsealed" }]],
  ["two seals that were swapped", "drop index hub.record_event_seal_by_event; update hub.record_event_seal s set event_id = o.event_id from hub.record_event_seal o where s.number + o.number = 5", [{ number: 2, what: "changed" }, { number: 3, what: "changed" }]],
])("somebody with the database's password is found out: %s", async (_what, sql, expected) => {
  for (const action of ["first", "second", "third"]) await note(action);
  await tamper(sql);
  expect(await breaks()).toEqual(expected);
});

test("a history from before the chain is sealed as it stands, firm by firm, and goes on from there", async () => {
  const other = await newFirm();
  for (const action of ["first", "second"]) await note(action);
  await store.withFirm(other, (session) => insertRecordEvent(session, actor(other), event("theirs")));
  await owner.query(`
    drop trigger queue_seal on hub.record_event; drop table hub.record_event_turn, hub.record_event_seal;
    drop function hub.queue_seal, hub.seal_events, hub.event_text, hub.event_line, hub.sealed_text, hub.seal_hash;
    delete from schema_migration where name like '0017%' or name like '0021%' or name like '0028%'`);
  await migrate(database.url);
  await note("third");
  expect((await lines()).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(await breaks()).toEqual([]);
  expect(await store.withFirm(other, auditHead)).toMatchObject({ number: 1 });
});

test("firms have chains of their own", async () => {
  const other = await newFirm();
  await note("ours");
  await store.withFirm(other, (session) => insertRecordEvent(session, actor(other), event("theirs")));
  const theirs = await store.withFirm(other, (session) => listAuditEvents(session, {}, { first: 10, after: null }));
  expect(theirs.rows.map(({ number, action }) => [number, action])).toEqual([[1, "theirs"]]);
  expect(await breaks()).toEqual([]);
});

test("the trail is read by record, by word and by day of the firm's calendar, newest first", async () => {
  const recordId = newId();
  await store.withFirm(firmId, (session) => insertRecordEvents(session, actor(), [event("created", recordId), event("voided"), event("updated", recordId)]));
  const found = async (filter: Parameters<typeof listAuditEvents>[1]) => (await store.withFirm(firmId, (session) => listAuditEvents(session, filter, { first: 10, after: null }))).rows.map(({ action }) => action);
  expect(await found({})).toEqual(["updated", "voided", "created"]);
  expect(await found({ record: { kind: "client", recordId } })).toEqual(["updated", "created"]);
  expect(await found({ search: "ana void" })).toEqual(["voided"]);
  const [clock] = await store.withFirm(firmId, ({ query }) => query<{ day: string }>("select (hub.hub_now() at time zone 'America/New_York')::date::text as day"));
  expect(await found({ from: clock?.day, to: clock?.day })).toHaveLength(3);
  expect(await found({ to: "2020-01-01" })).toEqual([]);
});
