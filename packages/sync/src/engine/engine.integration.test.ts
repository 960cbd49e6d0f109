import { pauseConnection, resumeConnection } from "@tieout/practice";
import { signInRefusal, type Store } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { storeWith } from "../testing/seams.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";
import type { RunProgress } from "./engine-types.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function ready(options: Parameters<typeof syncFixture>[0] = {}) {
  firm = await syncFixture(options);
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  return firm.addClient({ businessName: "Acme Inc" });
}

const kinds = ["clients", "invoices", "timesheets"] as const;
async function tick() {
  for (const kind of kinds) await firm.engine.dispatchDue(kind);
  await firm.drain();
}

/** The pause is over on both clocks: the hub's, which work waits by, and the wall's, which QuickBooks' limits go by. */
async function restIsOver(): Promise<void> {
  await firm.advance(61);
  await firm.store.withoutFirm((query) => query("update hub.throttle set paused_until = null"));
  await firm.drain();
}

test("an idle hour costs one metered call, keeps counters and leaves no run and no work behind", async () => {
  await ready();
  await firm.sync();
  const before = await firm.rows("select 1 from hub.run");
  firm.calls();
  for (let hour = 1; hour <= 3; hour += 1) {
    await firm.advance(3_600);
    await tick();
    // The access token has run out meanwhile, and is renewed before it is used.
    const { list, metered } = firm.calls();
    expect(list.map((call) => `${call.kind} ${call.status}`)).toEqual(["change-feed 200"]);
    expect(metered).toBe(1);
  }
  expect(await firm.rows("select 1 from hub.run")).toHaveLength(before.length);
  expect(await firm.rows("select 1 from hub.work where trigger = 'schedule'")).toEqual([]);
  expect(await firm.rows("select kind, idle_ticks::int as idle, failures_in_a_row as failures from hub.schedule where kind <> 'tie-out' order by kind")).toEqual(kinds.map((kind) => ({ kind, idle: 3, failures: 0 })));
  expect(await firm.rows("select sum(metered)::int as metered from hub.ledger_usage")).toMatchObject([{ metered: expect.any(Number) }]);
  expect(firm.logs).toEqual([]);
});

test("an idle hour of the three syncs is one look: one piece of work, in few statements", async () => {
  await ready({ settings: { timeEntries: true } });
  await firm.sync();
  const statements: string[] = [];
  let transactions = 0;
  const counting = (store: Store): Store => {
    const counted = storeWith(store, async ({ sql, pass }) => {
      statements.push(/^\s*(\w+)/.exec(sql)?.[1] ?? "");
      return pass();
    });
    return { ...counted, withFirm: (firmId, work) => counted.withFirm(firmId, (session) => (transactions += 1, work(session))) };
  };
  // The feed tells what we wrote ourselves once more.
  await firm.advance(3_600);
  await tick();
  firm.hire(firm.engineOf("counted", {}, { store: counting }));
  await firm.advance(3_600);
  await firm.engine.dispatchDue("clients");
  await firm.drain();
  for (const kind of kinds) expect(await firm.engine.dispatchDue(kind), `${kind} was looked at along with the clients`).toBe(0);
  expect(await firm.rows("select 1 from hub.work where trigger = 'schedule'")).toEqual([]);
  // Found, taken up, the sign-in that had run out renewed, settled, and nothing found any more: each a statement by itself.
  expect({ transactions, statements }).toEqual({ transactions: 0, statements: ["select", "with", "update", "with", "select"] });
});

test("an idle hour that another process took over meanwhile is counted once, and its calls as often as they were made", async () => {
  await ready();
  await firm.sync();
  await firm.advance(3_600);
  await tick();
  await firm.advance(3_600);
  const metered = async () => (await firm.rows<{ n: number }>("select sum(metered)::int as n from hub.ledger_usage"))[0]?.n ?? 0;
  const before = await metered();
  let isTakenOver = false;
  const slow = firm.engineOf("slow", {}, {
    network: async (request, send) => {
      const answer = await send(request);
      if (answer.ok && !isTakenOver) {
        isTakenOver = true;
        await firm.advance(61);
        await firm.engineOf("successor").workOnce();
      }
      return answer;
    },
  });
  await firm.engine.dispatchDue("clients");
  await slow.workOnce();
  expect(firm.logs.map((log) => log.message)).toEqual(["another process took the work over"]);
  expect(await firm.rows("select kind, idle_ticks::int as idle from hub.schedule where kind <> 'tie-out' order by kind")).toEqual(kinds.map((kind) => ({ kind, idle: 2 })));
  expect(await metered()).toBe(before + 2);
});

test("what waits for one of the three syncs is done by that one, though the first found nothing of its own", async () => {
  const acme = await ready();
  await firm.sync();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.advance(3_600);
  await firm.engine.dispatchDue("timesheets");
  await firm.drain();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.rows("select kind from hub.run where trigger = 'schedule'")).toEqual([{ kind: "invoices" }]);
});

test("a tick sends what waits, and what was sent once is never sent again", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.advance(3_600);
  await tick();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.rows("select trigger, state from hub.run where trigger = 'schedule' order by number")).toEqual([{ trigger: "schedule", state: "succeeded" }, { trigger: "schedule", state: "succeeded" }]);
  await firm.advance(3_600);
  await tick();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(firm.records("Customer")).toHaveLength(1);
});

test("a slot is dispatched once however many processes ask, and missed slots are made up by one", async () => {
  await ready();
  await firm.advance(5 * 3_600);
  const two = firm.engineOf("two");
  const counts = await Promise.all([firm.engine.dispatchDue("clients"), two.dispatchDue("clients"), firm.engine.dispatchDue("clients")]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await firm.engine.dispatchDue("clients")).toBe(0);
  expect(await firm.rows("select kind from hub.work where trigger = 'schedule' order by kind")).toEqual(kinds.map((kind) => ({ kind })));
});

test("two engines on one database never do the same work twice", async () => {
  const acme = await ready();
  for (let index = 0; index < 12; index += 1) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${index + 1}.00` }]);
  const two = firm.engineOf("two");
  for (let index = 0; index < 6; index += 1) await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  const stop = new AbortController();
  const working = [firm.engine.work(stop.signal), two.work(stop.signal)];
  for (let waited = 0; waited < 100 && (await firm.rows("select 1 from hub.work where state <> 'done'")).length > 0; waited += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  stop.abort();
  await Promise.all(working);
  expect(firm.logs).toEqual([]);
  expect(firm.records("Invoice")).toHaveLength(12);
  expect(firm.records("Customer")).toHaveLength(1);
  const overlaps = await firm.rows("select 1 from hub.run a join hub.run b on a.number < b.number and b.started_at < a.finished_at and a.started_at < b.started_at and b.state = 'running'");
  expect(overlaps).toEqual([]);
});

test("a withdrawn consent asks for a reconnect, keeps everything, and drains afterwards", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  const run = await firm.loseConnection();
  expect(run).toMatchObject({ state: "waiting", summary: "QuickBooks no longer accepts our sign-in. What waits is sent later." });
  expect(await firm.rows("select state, state_reason from hub.ledger_connection")).toMatchObject([{ state: "action-required", state_reason: "QuickBooks no longer accepts our sign-in. An administrator must reconnect." }]);
  expect(await firm.problems()).toMatchObject([{ kind: "connection-lost" }]);
  await expect(firm.sync()).rejects.toThrow(/Reconnect first/);
  await firm.advance(3 * 3_600);
  await tick();
  expect(firm.records("Invoice")).toEqual([]);
  await firm.reconnect();
  await tick();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded" });
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.problems()).toEqual([]);
});

test("one refusal of the sign-in ends nothing: the run waits with a warning, goes by itself when it is accepted again, and then nothing of it is left", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // An outage that looks like a withdrawn consent.
  firm.emulator.arm({ name: "invalid-grant", times: 0 });
  firm.emulator.arm({ name: "auth-3200", when: { realmId: firm.realmId }, times: 0 });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", summary: expect.stringMatching(/^QuickBooks refused the sign-in; it is tried again at \d{1,2}:\d\d [AP]M\. What waits is sent later\.$/) });
  expect(await firm.rows("select state from hub.ledger_connection")).toEqual([{ state: "enabled" }]);
  expect(await firm.rows("select 1 from hub.notification")).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "sign-in-refused" }]);
  // Whoever presses again and again learns it again, and counts nothing.
  for (let presses = 0; presses < 4; presses += 1) await firm.sync();
  expect(await firm.inFirm((session) => signInRefusal(session, firm.connectionId))).toMatchObject({ count: 1 });
  expect(await firm.rows("select state from hub.ledger_connection")).toEqual([{ state: "enabled" }]);

  firm.emulator.removeFaults();
  await firm.advance(601);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded" });
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.problems()).toEqual([]);
});

test("an outage lets the run wait and try again by itself", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync({ kind: "clients" });
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "cdc" }, then: { status: 503, html: true }, times: 1 });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting" });
  await firm.advance(61);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded" });
  expect(firm.records("Invoice")).toHaveLength(1);
});

test("a thousand invoices go in batches: 34 calls, no read, no 429", { timeout: 180_000 }, async () => {
  const acme = await ready({ isThrottled: true, emulator: { throttle: true } });
  await firm.sync();
  await firm.rows(
    `with i as (insert into hub.invoice (id, firm_id, client_id, status, issued_on, due_on, currency, roll_up, subtotal, total)
       select gen_random_uuid(), $1, $2, 'new', date '2026-11-02', date '2026-12-02', 'USD', 'category', n, n from generate_series(1, 1000) as n returning id, firm_id, subtotal)
     insert into hub.invoice_line (id, firm_id, invoice_id, position, category_id, amount) select gen_random_uuid(), firm_id, id, 1, $3, subtotal from i`,
    [firm.firmId, acme.id, firm.tax.id],
  );
  firm.calls();
  const run = await firm.sync({ kind: "invoices" });
  expect(run).toMatchObject({ state: "succeeded", summary: "Sent 1,000 invoices.", mode: "fast" });
  const calls = firm.calls();
  expect(calls).toMatchObject({ all: 34, throttled: 0 });
  expect(calls.list.every((call) => call.kind === "batch")).toBe(true);
  expect(run.calls).toMatchObject({ batch: 34, read: 0, metered: 34, throttled: 0 });
  expect(firm.records("Invoice")).toHaveLength(1_000);
  const [sums] = await firm.rows<{ ours: string; theirs: string }>("select sum(subtotal)::text as ours, sum(ledger_subtotal)::text as theirs from hub.invoice where status = 'processed_externally'");
  expect(sums).toMatchObject({ ours: "500500", theirs: "500500.00" });
  expect(await firm.problems()).toEqual([]);
});

test("an answer 429 lets the run wait, visibly and once, and then everything goes out once", async () => {
  const acme = await ready({ isThrottled: true, config: { singlesInFlight: 1 } });
  await firm.sync();
  for (const number of [1, 2, 3]) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${number}.00` }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create", nth: 2 }, then: { status: 429, fault: { code: "3001" } } });
  const run = await firm.sync({ kind: "invoices" });
  expect(run).toMatchObject({ state: "waiting", summary: "QuickBooks asked for a pause. What waits is sent later.", calls: { throttled: 1 } });
  expect(await firm.rows("select count(*)::int as n from hub.change where state = 'planned'")).toEqual([{ n: 2 }]);
  expect(await firm.engine.workOnce()).toBe(false);
  await restIsOver();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", summary: "Sent 3 invoices.", calls: { throttled: 1 } });
  expect(firm.records("Invoice").map((invoice) => invoice["TotalAmt"])).toEqual([1, 2, 3]);
});

test("a refusal that cannot be looked into during a pause is looked into afterwards, and leaves no call in doubt", async () => {
  const acme = await ready({ isThrottled: true });
  await firm.sync();
  const customer = firm.records("Customer").find((record) => record["DisplayName"] === "Acme Inc");
  firm.bookkeeper.change("Customer", customer?.Id ?? "", { Notes: "somebody works on it" });
  await firm.rows("update hub.client set phone = '(303) 555-0101', version = version + 1 where id = $1", [acme.id]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "read" }, then: { status: 429, fault: { code: "3001" } } });
  const run = await firm.sync({ kind: "clients", trigger: "retry" });
  expect(run).toMatchObject({ state: "waiting", calls: { throttled: 1 } });
  expect(await firm.rows("select 1 from hub.call where state in ('pending', 'sending', 'unknown')")).toEqual([]);
  await restIsOver();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded" });
  await firm.sync({ kind: "clients", trigger: "retry" });
  expect(firm.records("Customer")).toMatchObject([{ PrimaryPhone: { FreeFormNumber: "(303) 555-0101" }, Notes: "somebody works on it" }]);
});

test("a cancelled run stops, says so, and what it left is planned again", async () => {
  const acme = await ready();
  await firm.sync();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  const dry = await firm.sync({ scope: { isPlanOnly: true } });
  const [plan] = await firm.rows<{ id: string }>("select id from hub.plan where run_id = $1", [dry.id]);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId: plan?.id ?? "", actor: firm.actor });
  await firm.engine.cancelRun({ firmId: firm.firmId, runId: dry.id, actor: firm.actor });
  await firm.drain();
  expect(await firm.run(dry.id)).toMatchObject({ state: "cancelled" });
  expect(firm.records("Invoice")).toEqual([]);
  await firm.sync();
  expect(firm.records("Invoice")).toHaveLength(1);
});

test("a write whose run was cancelled while its answer was looked for goes out with a later run, also when that run is told to wait first", async () => {
  const acme = await ready();
  await firm.sync();
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { drop: true } });
  const first = await firm.sync();
  await firm.engine.cancelRun({ firmId: firm.firmId, runId: first.id, actor: firm.actor });
  await firm.drain();
  expect(await firm.run(first.id)).toMatchObject({ state: "cancelled" });
  await firm.advance(131);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 429, fault: { code: "3001" } } });
  expect(await firm.sync()).toMatchObject({ state: "waiting" });
  expect(await firm.stateOf("invoice", invoice.id)).toBe("queued");
  await restIsOver();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
});

test("progress is told as it happens, counts up, and ends with a last word", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  const heard: RunProgress[] = [];
  const stop = firm.engine.onProgress((progress) => heard.push(progress));
  const run = await firm.sync();
  stop();
  const ofRun = heard.filter((progress) => progress.runId === run.id);
  expect(ofRun.map((progress) => progress.sequence)).toEqual(ofRun.map((_progress, index) => index + 1));
  expect(ofRun.at(-1)).toMatchObject({ isFinal: true, state: "succeeded", counts: { created: 2 }, summary: "Sent 1 client, sent 1 invoice." });
  expect(ofRun.slice(0, -1).every((progress) => !progress.isFinal)).toBe(true);
});

test("every exchange of a run is kept with QuickBooks' own id for it", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  const run = await firm.sync();
  const calls = await firm.rows<{ method: string; state: string; trace_id: string | null }>("select method, state, trace_id from hub.call where run_id = $1 order by created_at", [run.id]);
  expect(calls.map((call) => `${call.method} ${call.state}`).sort()).toEqual(["GET ok", "POST ok", "POST ok"]);
  expect(calls.every((call) => (call.trace_id ?? "").length > 0)).toBe(true);
  expect(run.calls).toMatchObject({ read: 1, write: 2, batch: 0, metered: 1 });
});

test("one client's Sync does not wait for a long run, which goes on afterwards", { timeout: 120_000 }, async () => {
  const acme = await ready({ config: { thriftyLimit: 10_000, singlesInFlight: 1 } });
  await firm.sync();
  for (let index = 1; index <= 8; index += 1) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${index}.00` }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { delayMs: 400 }, times: 0 });
  const long = await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "invoices", trigger: "user", requestedBy: "Ana" });
  const working = firm.engine.workOnce();
  while (firm.records("Invoice").length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const quick = await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "clients", trigger: "user", requestedBy: "Ana", scope: { clientIds: [acme.id] } });
  await working;
  expect(firm.records("Invoice").length).toBeLessThan(8);
  expect(await firm.run(long.runId)).toMatchObject({ state: "queued" });
  await firm.engine.workOnce();
  expect(await firm.run(quick.runId)).toMatchObject({ state: "succeeded" });
  await firm.drain();
  expect(await firm.run(long.runId)).toMatchObject({ state: "succeeded", summary: "Sent 8 invoices." });
  expect(firm.records("Invoice")).toHaveLength(8);
});

test("a pause stops a run between two calls; resuming sends the rest", { timeout: 120_000 }, async () => {
  const acme = await ready({ config: { singlesInFlight: 1 } });
  await firm.sync();
  for (let index = 1; index <= 6; index += 1) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${index}.00` }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { delayMs: 500 }, times: 0 });
  const { runId } = await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "invoices", trigger: "user", requestedBy: "Ana" });
  const working = firm.engine.workOnce();
  while (firm.records("Invoice").length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await pauseConnection(firm.context);
  await working;
  expect(await firm.run(runId)).toMatchObject({ state: "waiting" });
  expect(firm.records("Invoice").length).toBeLessThan(6);
  expect(await firm.engine.workOnce()).toBe(false);
  await resumeConnection(firm.context);
  await firm.drain();
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded" });
  expect(firm.records("Invoice")).toHaveLength(6);
});
