import { mappingRows, patchConnection, runsByIds, setupFacts } from "@tieout/store";
import { setDefaultItem } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { queueWork } from "./requests.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const facts = () => firm.inFirm((session) => setupFacts(session, firm.connectionId));
const lastSuccess = async () => (await firm.rows<{ at: string | null }>("select last_success_at as at from hub.ledger_connection"))[0]?.at ?? null;

test("the first plan only reads: nothing has succeeded and nothing is approved until a person approves it", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { planId } = await firm.firstPlan();
  expect(await lastSuccess()).toBeNull();
  expect(await facts()).toMatchObject({ approved: false });
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  expect(await facts()).toMatchObject({ approved: true });
  await firm.drain();
  const approved = await lastSuccess();
  expect(approved).not.toBeNull();
  await firm.addClient({ businessName: "Bolt Inc" });
  await firm.sync({ scope: { isPlanOnly: true } });
  expect(await lastSuccess()).toEqual(approved);
});

test("work that names a plan nobody approved writes nothing", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { planId } = await firm.firstPlan();
  const before = firm.records("Customer").length;
  await firm.inFirm((session) => queueWork(session, { store: firm.context.store, wake: () => undefined }, { connectionId: firm.connectionId, kind: "plan", slot: "stray", trigger: "user", requestedBy: "a stray", scope: { planId }, runId: null }));
  await firm.drain();
  expect(firm.records("Customer")).toHaveLength(before);
  expect(await firm.rows("select state from hub.plan where id = $1", [planId])).toEqual([{ state: "open" }]);
});

test("mapping is done when every code that unsent invoices need has a service, or a default item serves them", async () => {
  firm = await syncFixture();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  expect(await facts()).toMatchObject({ mapped: false });
  const item = firm.addItem("Tax return");
  await firm.map(firm.tax, item);
  expect(await facts()).toMatchObject({ mapped: true });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }]);
  expect(await facts()).toMatchObject({ mapped: false });
  await firm.firstPlan();
  await setDefaultItem(firm.context, { itemId: item });
  expect(await facts()).toMatchObject({ mapped: true });
});

test("a code waits with the invoices that would go now: none before the start date, none set aside, none once it is served", async () => {
  firm = await syncFixture({ startDate: "2026-11-01" });
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "5.00" }], { issuedOn: "2026-10-31" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }, { category: firm.books, amount: "1.00" }, { category: firm.tax, amount: "7.00" }]);
  const aside = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "20.00" }]);
  const waiting = async () =>
    Object.fromEntries((await firm.inFirm((session) => mappingRows(session, firm.connectionId, "billable-category"))).map((row) => [row.code, [row.waitingInvoices, Number(row.waitingAmount)]]));
  expect(await waiting()).toEqual({ BOOKS: [2, 31], TAX: [1, 7] });
  await firm.engine.setAside({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "invoice", recordId: aside.id }], reason: "cash", actor: firm.actor });
  expect(await waiting()).toEqual({ BOOKS: [1, 11], TAX: [1, 7] });
  await firm.map(firm.books, firm.addItem("Bookkeeping"));
  await firm.firstPlan();
  expect(await waiting()).toEqual({ BOOKS: [0, 0], TAX: [1, 7] });
  await firm.inFirm((session) => patchConnection(session, firm.connectionId, { startDate: "2026-12-01" }));
  expect(await waiting()).toEqual({ BOOKS: [0, 0], TAX: [0, 0] });
});

test("switched on twice before the first plan is there, one run makes it and nothing goes out before it is approved", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const enable = () => firm.engine.enable({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
  const tries = await Promise.allSettled([enable(), enable()]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(enable()).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/already/) });
  await firm.drain();
  expect(await firm.rows("select state from hub.run")).toEqual([{ state: "awaiting-approval" }]);
  expect(await firm.rows("select 1 from hub.schedule")).toEqual([]);
  // The plan that waits may be made afresh, by the one who decides about it.
  await enable();
  await firm.drain();
  expect(await firm.rows("select state from hub.run order by number")).toEqual([{ state: "cancelled" }, { state: "awaiting-approval" }]);
});

test("cancelling a run whose plan waits for approval throws the plan away, and it cannot be approved any more", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { runId, planId } = await firm.firstPlan();
  await firm.engine.cancelRun({ firmId: firm.firmId, runId, actor: firm.actor });
  expect(await firm.run(runId)).toMatchObject({ state: "cancelled", phase: "done", summary: "Plan discarded by Ana. Nothing was sent." });
  expect(await firm.rows("select state from hub.plan")).toEqual([{ state: "discarded" }]);
  await expect(firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(firm.engine.cancelRun({ firmId: firm.firmId, runId, actor: firm.actor })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await firm.enabled()).not.toBe(planId);
  expect(firm.records("Customer")).toHaveLength(1);
});

test("cancelling at the very moment the plan opens leaves no plan to approve and no flag for the next run", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { runId } = await firm.engine.enable({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
  let asked = 0;
  const engine = firm.engineOf("slow", {}, {
    store: (store) => ({
      ...store,
      async withFirm(firmId, work) {
        let isOpening = false;
        const result = await store.withFirm(firmId, (session) =>
          work({
            firmId,
            get em() {
              return session.em;
            },
            query: (sql, params = []) => {
              isOpening ||= sql.includes("update hub.plan set state") && params.includes("open");
              return session.query(sql, params);
            },
          }),
        );
        if (!isOpening) return result;
        asked += 1;
        await firm.engine.cancelRun({ firmId: firm.firmId, runId, actor: firm.actor });
        return result;
      },
    }),
  });
  await firm.drain([engine]);
  expect(asked).toBe(1);
  expect(await firm.run(runId)).toMatchObject({ state: "cancelled" });
  expect(await firm.rows("select 1 from hub.plan where state = 'open'")).toEqual([]);
  expect(firm.records("Customer")).toEqual([]);
  await firm.enabled();
  expect(firm.records("Customer")).toHaveLength(1);
});

test("what is logged of a failure says where it happened and quotes nobody's data", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { withFirm } = firm.store;
  const fetch = firm.emulator.fetch.bind(firm.emulator);
  // The next thing the database is asked after QuickBooks was read fails, in the words databases use.
  firm.emulator.fetch = (request) => {
    firm.emulator.fetch = fetch;
    firm.store.withFirm = () => {
      firm.store.withFirm = withFirm;
      return Promise.reject(new Error('invalid input syntax for type numeric: "Acme Inc"'));
    };
    return fetch(request);
  };
  await firm.firstPlan();
  expect(firm.logs).toMatchObject([{ message: "work failed", facts: { stack: expect.stringMatching(/^\s+at /) } }]);
  expect(JSON.stringify(firm.logs)).not.toContain("Acme");
});

test("the time a plan waits for its approval, and in the queue, is no time at work", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { runId, planId } = await firm.firstPlan();
  await firm.advance(86_400);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.advance(86_400);
  await firm.drain();
  const [run] = await firm.inFirm((session) => runsByIds(session, [runId]));
  expect(run).toMatchObject({ state: "succeeded", spellSeconds: null });
  expect(run?.workedSeconds).toBeGreaterThan(0);
  expect(run?.workedSeconds).toBeLessThan(86_400);
});
