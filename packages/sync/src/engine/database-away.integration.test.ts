import { afterEach, expect, test } from "vitest";
import { storeWith } from "../testing/seams.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";
import { retryLadder } from "./config.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** A process whose connections PostgreSQL drops just before the first statement with a text; it is back before the next. */
function droppedBefore(text: string) {
  let isOver = false;
  return firm.engineOf("one", {}, {
    store: (store) => storeWith(store, async ({ sql, pass }) => {
      if (!isOver && sql.includes(text)) {
        isOver = true;
        await firm.dropConnections();
      }
      return pass();
    }),
  });
}

const writes = () => firm.emulator.journal.filter((entry) => entry.method === "POST" && entry.path.endsWith("/customer")).length;

test.each([
  ["while it reads QuickBooks", "insert into hub.ledger_record"],
  ["while it plans", "insert into hub.plan"],
  ["before a write is committed to be sent", "insert into hub.call"],
  ["after QuickBooks has done the write, before we could keep it", "insert into hub.call_try"],
  ["at the end of the run", "update hub.work set state = 'done'"],
])("a run whose database connections are dropped %s waits a minute, goes on where it was, and sends nothing twice", async (_when, text) => {
  firm = await syncFixture();
  await firm.enabled();
  firm.bookkeeper.create("Customer", { DisplayName: "Walked in" });
  const client = await firm.addClient({ businessName: "Acme Inc" });
  firm.hire(droppedBefore(text));
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", failure: null, summary: "The database did not answer. What waits is sent later." });
  expect(firm.logs.filter(({ message }) => message === "the database dropped a run")).toHaveLength(1);

  await firm.advance(61);
  await firm.drain();
  // What was on its way is looked up when QuickBooks cannot still be working on it.
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", failure: null });
  expect(await firm.stateOf("client", client.id)).toBe("synced");
  expect(writes()).toBe(1);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("a drop while a lost answer is looked up is no error of ours: nobody is asked, and it is looked up a minute later", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const client = await firm.addClient({ businessName: "Acme Inc" });
  firm.emulator.arm({ name: "commit-then-reset", when: { entity: "Customer", operation: "create" } });
  const run = await firm.sync();
  expect(await firm.stateOf("client", client.id)).toBe("checking");
  firm.hire(droppedBefore("insert into hub.ledger_record"));
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "waiting", summary: "The database did not answer. What waits is sent later." });
  expect(await firm.problems()).toEqual([]);
  await firm.advance(61);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded" });
  expect(writes()).toBe(1);
});

test("a run that waited keeps what it had counted when it is dropped while it is taken up", async () => {
  firm = await syncFixture();
  await firm.enabled();
  await firm.addClient({ businessName: "Acme Inc" });
  firm.emulator.arm({ name: "commit-then-reset", when: { entity: "Customer", operation: "create" } });
  const { id, calls } = await firm.sync();
  expect(calls["write"]).toBe(1);
  firm.hire(droppedBefore("working_since = coalesce"));
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(id)).toMatchObject({ state: "waiting", calls });
  await firm.advance(61);
  await firm.drain();
  expect((await firm.run(id)).calls["write"]).toBe(1);
});

test("an hourly sync that is dropped as it makes its run leaves none behind, and the next begins anew; its calls are counted", async () => {
  firm = await syncFixture();
  await firm.enabled();
  await firm.sync();
  const client = await firm.addClient({ businessName: "Acme Inc" });
  await firm.advance(3_700);
  firm.calls();
  const before = await usage();
  firm.hire(droppedBefore("insert into hub.plan"));
  expect(await firm.engine.dispatchDue("clients")).toBe(1);
  await firm.drain();
  expect(await work()).not.toEqual([]);
  expect(await firm.rows("select 1 from hub.run where trigger = 'schedule'")).toEqual([]);
  expect((await usage()) - before).toBe(firm.calls().all);
  await firm.advance(61);
  await firm.drain();
  expect(await firm.stateOf("client", client.id)).toBe("synced");
  expect(await firm.rows("select state from hub.run where trigger = 'schedule'")).toEqual([{ state: "succeeded" }]);
});

test("an hour in which nothing happened, dropped before it could be kept, comes again; the call it made is counted", async () => {
  firm = await syncFixture();
  await firm.enabled();
  await firm.sync();
  await firm.advance(3_700);
  firm.calls();
  const before = await usage();
  let isOver = false;
  firm.hire(firm.engineOf("one", {}, {
    store: (store) => storeWith(store, async ({ sql, pass }) => {
      if (isOver || !sql.includes("set idle_ticks")) return pass();
      isOver = true;
      throw Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" });
    }),
  }));
  expect(await firm.engine.dispatchDue("clients")).toBe(1);
  await firm.drain();
  expect(await work()).not.toEqual([]);
  const [schedule] = await firm.rows("select failures_in_a_row from hub.schedule where kind = 'clients'");
  expect(schedule).toEqual({ failures_in_a_row: 1 });
  expect((await usage()) - before).toBe(firm.calls().all);

  await firm.advance(61);
  await firm.drain();
  expect(await work()).toEqual([]);
  expect(await firm.problems()).toEqual([]);
});

const work = () => firm.rows("select kind from hub.work where state <> 'done'");
const usage = async () => (await firm.rows<{ calls: number }>("select coalesce(sum(calls), 0)::int as calls from hub.ledger_usage"))[0]?.calls ?? 0;

test("a database that drops the same work again and again is told as a problem in the end", async () => {
  firm = await syncFixture();
  await firm.enabled();
  await firm.addClient({ businessName: "Acme Inc" });
  const { runId } = await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  for (const seconds of retryLadder) {
    firm.hire(droppedBefore("insert into hub.plan"));
    await firm.drain();
    expect(await firm.run(runId)).toMatchObject({ state: "waiting" });
    expect(await firm.problems()).toEqual([]);
    await firm.advance(seconds + 1);
  }
  firm.hire(droppedBefore("insert into hub.plan"));
  await firm.drain();
  expect(await firm.run(runId)).toMatchObject({ state: "failed" });
  expect(await firm.problems()).toMatchObject([{ kind: "work-failed" }]);
});
