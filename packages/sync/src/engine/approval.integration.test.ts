import { saveConnectionSettings, updateClient } from "@tieout/practice";
import { isWrite } from "@tieout/testkit/checker";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mortal } from "../testing/mortal.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";
import { syncKinds } from "./run-context.js";

let firm: SyncFixture;
let restFrom = 0;
beforeEach(async () => {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  await saveConnectionSettings(firm.context, { settings: {}, approval: "ask-first" });
  restFrom = firm.emulator.journal.at(-1)?.seq ?? 0;
});
afterEach(() => firm.close());

/** An hour passes, and the three hourly syncs with it. Nothing of what was promised may be broken afterwards. */
async function hour(): Promise<void> {
  await firm.advance(3_600);
  for (const kind of syncKinds) await firm.engine.dispatchDue(kind);
  await firm.drain();
  expect(await firm.violations({ restFrom })).toEqual([]);
}

/** What was written to QuickBooks since this was last asked. */
function writes(): string[] {
  const entries = firm.emulator.journal.filter((entry) => entry.seq > restFrom && isWrite(entry));
  restFrom = firm.emulator.journal.at(-1)?.seq ?? 0;
  return entries.map(({ path }) => path.split("/").at(-1) ?? "");
}

const openPlans = () => firm.rows<{ id: string; run_id: string; kind: string }>("select id, run_id, kind from hub.plan where state = 'open'");
async function openPlan() {
  const plans = await openPlans();
  expect(plans).toHaveLength(1);
  const [plan] = plans;
  if (!plan) throw new Error("No plan is open.");
  return { ...plan, changes: (await firm.changes(plan.id)).filter(({ state }) => state === "planned" || state === "ask") };
}
const labels = (plan: Awaited<ReturnType<typeof openPlan>>) => plan.changes.map(({ label }) => label).sort();
const approve = async (planId: string, changeIds?: string[]) => {
  const answer = await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor, ...(changeIds && { changeIds }) });
  await firm.drain();
  return firm.run(answer.runId);
};

test("an hourly sync plans everything, writes nothing on either side and says what waits; approving the plan writes exactly it", async () => {
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  firm.bookkeeper.create("Customer", { DisplayName: "Bond LLC" });
  await hour();
  expect(writes()).toEqual([]);
  expect(await firm.rows("select 1 from hub.client")).toHaveLength(1);
  const plan = await openPlan();
  expect(labels(plan)).toEqual(["Acme Inc", "Acme Inc, 2 November 2026", "Bond LLC"].map((label) => expect.stringContaining(label.slice(0, 8))));
  expect(await firm.run(plan.run_id)).toMatchObject({ state: "awaiting-approval", summary: "3 changes wait for your approval.", kind: "everything" });
  const { runId } = await firm.engine.tieOut({ firmId: firm.firmId, connectionId: firm.connectionId, isChecked: false, trigger: "user", requestedBy: "Ana" });
  await firm.drain();
  expect((await firm.run(runId)).summary).toMatch(/explained by 1 document/);
  expect(await firm.rows("select d ->> 'reason' as reason from hub.tie_out t cross join jsonb_array_elements(t.statement #> '{figures,documents}') d where t.run_id = $1", [runId])).toEqual([{ reason: "not-sent" }]);

  expect(await approve(plan.id)).toMatchObject({ id: plan.run_id, state: "succeeded" });
  expect(writes().sort()).toEqual(["customer", "invoice"]);
  expect(await firm.rows("select 1 from hub.client")).toHaveLength(2);
  await hour();
  expect(await openPlans()).toEqual([]);
  expect(writes()).toEqual([]);
});

test("while nothing new waits the open plan stays; what changed since joins it in a newer one, and the older can not be approved any more", async () => {
  await firm.addClient({ businessName: "Acme Inc" });
  await hour();
  const first = await openPlan();
  await hour();
  expect((await openPlan()).id).toBe(first.id);
  // Something moved that concerns nobody.
  firm.addItem("Bookkeeping");
  await hour();
  expect((await openPlan()).id).toBe(first.id);

  await firm.addClient({ businessName: "Bond LLC" });
  await hour();
  const second = await openPlan();
  expect(labels(second)).toEqual(["Acme Inc", "Bond LLC"]);
  expect(await firm.run(first.run_id)).toMatchObject({ state: "cancelled", summary: "Replaced by a newer plan. Nothing was sent." });
  await expect(approve(first.id)).rejects.toThrow("replaced by a newer one");
  await approve(second.id);
  expect(writes()).toEqual(["customer", "customer"]);
});

test("approving some changes writes those and what they depend on; the rest goes on waiting in the same plan", async () => {
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addClient({ businessName: "Bond LLC" });
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await hour();
  const plan = await openPlan();
  const invoice = plan.changes.find(({ flow }) => flow === "invoice.push");
  await expect(approve(plan.id, [])).rejects.toThrow("Choose at least one");
  expect(await approve(plan.id, [invoice?.id ?? ""])).toMatchObject({ state: "succeeded" });
  expect(writes()).toEqual(["customer", "invoice"]);
  expect(firm.records("Customer").map((record) => record["DisplayName"])).toEqual(["Acme Inc"]);
  const rest = await openPlan();
  expect([rest.id, labels(rest)]).toEqual([plan.id, ["Bond LLC"]]);
  expect(await firm.run(plan.run_id)).toMatchObject({ state: "awaiting-approval", summary: "1 change waits for your approval." });
  await hour();
  expect((await openPlan()).id).toBe(plan.id);
  expect(await approve(plan.id, rest.changes.map(({ id }) => id))).toMatchObject({ id: plan.run_id, state: "succeeded" });
  expect(writes()).toEqual(["customer"]);
});

test("what moved is planned anew: an edit taken back leaves the plan, and nothing stale of it is written", async () => {
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addClient({ businessName: "Bond LLC" });
  await hour();
  await approve((await openPlan()).id);
  writes();
  await updateClient(firm.context, { id: acme.id, phone: "303 555 0199" } as Parameters<typeof updateClient>[1]);
  await hour();
  const first = await openPlan();
  await updateClient(firm.context, { id: acme.id, phone: null } as Parameters<typeof updateClient>[1]);
  expect(await approve(first.id)).toMatchObject({ counts: expect.objectContaining({ skipped: 1, updated: 0 }) });
  expect(writes()).toEqual([]);

  await updateClient(firm.context, { id: acme.id, phone: "303 555 0100" } as Parameters<typeof updateClient>[1]);
  await hour();
  const second = await openPlan();
  await updateClient(firm.context, { id: acme.id, phone: null } as Parameters<typeof updateClient>[1]);
  await hour();
  expect(await openPlans()).toEqual([]);
  expect(await firm.run(second.run_id)).toMatchObject({ state: "cancelled" });
  expect(writes()).toEqual([]);
});

test("chosen records go at once, for choosing them is the approval; the next sync takes them out of the plan", async () => {
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.addClient({ businessName: "Bond LLC" });
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "200.00" }]);
  await hour();
  const plan = await openPlan();
  expect(await firm.sync({ kind: "invoices", scope: { invoiceIds: [invoice.id] } })).toMatchObject({ state: "succeeded" });
  expect(writes()).toEqual(["customer", "invoice"]);
  await hour();
  const newer = await openPlan();
  expect(newer.id).not.toBe(plan.id);
  expect(newer.changes.map(({ flow }) => flow).sort()).toEqual(["client.push", "invoice.push"]);
  await approve(newer.id);
  expect(writes()).toEqual(["customer", "invoice"]);
});

test("Sync now for everything makes a plan as well, and says what waits when there is nothing new", async () => {
  await firm.addClient({ businessName: "Acme Inc" });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "awaiting-approval", summary: "1 change waits for your approval." });
  expect(await firm.sync()).toMatchObject({ state: "succeeded", summary: expect.stringMatching(/^Nothing new to do: 1 client waits for the approval of run \d+\.$/) });
  expect((await openPlan()).run_id).toBe(run.id);
  expect(await firm.sync({ scope: { isPlanOnly: true } })).toMatchObject({ state: "succeeded" });
  expect(writes()).toEqual([]);
});

test("a remedy sends the records of its problem and nothing that waits for approval", async () => {
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await hour();
  await approve((await openPlan()).id);
  writes();
  const [there] = firm.records("Customer");
  firm.bookkeeper.change("Customer", there?.Id ?? "", { PrimaryPhone: { FreeFormNumber: "111 111 1111" } });
  await updateClient(firm.context, { id: acme.id, phone: "222 222 2222" } as Parameters<typeof updateClient>[1]);
  await firm.addClient({ businessName: "Bond LLC" });
  await hour();
  expect(labels(await openPlan())).toEqual(["Bond LLC"]);
  const [clash] = await firm.problems();
  expect(clash).toMatchObject({ kind: "both-sides-changed" });
  await firm.engine.resolve({ firmId: firm.firmId, problemId: clash?.id ?? "", remedy: "keep-ours", actor: firm.actor });
  await firm.drain();
  expect(writes()).toEqual(["customer"]);
  expect(firm.records("Customer").map((record) => record["DisplayName"])).toEqual(["Acme Inc"]);
  expect(await firm.problems()).toEqual([]);
  expect(labels(await openPlan())).toEqual(["Bond LLC"]);
});

test("a question that was answered in the open plan keeps its answer in the plan that replaces it, and is a problem until that is approved", async () => {
  firm.bookkeeper.create("Customer", { DisplayName: "Acme Incorporated" });
  await hour();
  await approve((await openPlan()).id);
  await firm.addClient({ businessName: "Bond LLC" });
  firm.bookkeeper.create("Customer", { DisplayName: "Bond L.L.C. Holdings", PrimaryEmailAddr: { Address: "office@bond.example" } });
  const twin = await firm.addClient({ businessName: "Bond Holding", email: "office@bond.example" });
  await hour();
  const plan = await openPlan();
  const question = plan.changes.find(({ state }) => state === "ask");
  expect(question).toMatchObject({ label: expect.stringContaining("Bond") });
  expect(await firm.problems()).toMatchObject([{ kind: "possible-duplicate" }]);
  await firm.engine.decide({ firmId: firm.firmId, decisions: [{ changeId: question?.id ?? "", choice: "link", candidateId: question?.candidates[0]?.id ?? "" }], actor: firm.actor });
  await firm.addClient({ businessName: "Core GmbH" });
  await hour();
  const newer = await openPlan();
  expect(newer.id).not.toBe(plan.id);
  expect(newer.changes.filter(({ state }) => state === "ask")).toEqual([]);
  await hour();
  expect((await openPlan()).id).toBe(newer.id);
  await approve(newer.id);
  expect(writes()).toEqual(["customer", "customer"]);
  expect(await firm.rows("select origin from hub.link where kind = 'client' and record_id = $1 and unlinked_at is null", [twin.id])).toHaveLength(1);
  await hour();
  expect(await firm.problems()).toEqual([]);
  expect(firm.records("Customer")).toHaveLength(4);
});

test("what a rule makes of an edit in QuickBooks waits in the plan as well, and is no problem meanwhile; an edit without a rule is one", async () => {
  await saveConnectionSettings(firm.context, { settings: {}, fieldRules: [{ kind: "invoice", field: "dueOn", policy: "ledger" }] });
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await hour();
  await approve((await openPlan()).id);
  writes();
  const dueOn = async () => (await firm.rows<{ due: string }>("select due_on::text as due from hub.invoice where id = $1", [invoice.id]))[0]?.due;
  firm.bookkeeper.change("Invoice", firm.records("Invoice")[0]?.Id ?? "", { DueDate: "2027-03-01" });
  await hour();
  expect((await openPlan()).changes).toMatchObject([{ side: "hub", operation: "update", fields: [{ path: "dueOn", after: "2027-03-01" }] }]);
  expect([await dueOn(), await firm.problems()]).toEqual(["2026-12-02", []]);
  await hour();
  await approve((await openPlan()).id);
  expect(await dueOn()).toBe("2027-03-01");
  firm.bookkeeper.change("Invoice", firm.records("Invoice")[0]?.Id ?? "", { TxnDate: "2026-11-01" });
  await hour();
  expect(await openPlans()).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger" }]);
  expect(writes()).toEqual([]);
});

test("switching back to automatic sends what waits with the next sync", async () => {
  await firm.addClient({ businessName: "Acme Inc" });
  await hour();
  const plan = await openPlan();
  await saveConnectionSettings(firm.context, { settings: {}, approval: "automatic" });
  expect(await openPlans()).toEqual([]);
  await expect(approve(plan.id)).rejects.toThrow("not open any more");
  await firm.advance(3_600);
  for (const kind of syncKinds) await firm.engine.dispatchDue(kind);
  await firm.drain();
  expect(writes()).toEqual(["customer"]);
  expect(await firm.violations()).toEqual([]);
});

test("a process that dies anywhere between two plans leaves one of them open, with everything in it, and writes nothing", async () => {
  const names = ["Client 0"];
  await firm.addClient({ businessName: "Client 0" });
  await hour();
  for (let moment = 2; ; moment += 7) {
    const name = `Client ${names.length}`;
    names.push(name);
    await firm.addClient({ businessName: name });
    await firm.advance(3_600);
    await firm.engine.dispatchDue("clients");
    const life = mortal(firm.store, moment);
    const worked = await Promise.race([firm.engineOf("victim", {}, { store: () => life.store, network: life.network }).workOnce(), life.death]);
    await firm.advance(600);
    await hour();
    expect([moment, labels(await openPlan())]).toEqual([moment, names.toSorted()]);
    expect(writes()).toEqual([]);
    if (worked !== "died") break;
  }
  await approve((await openPlan()).id);
  expect(writes()).toHaveLength(names.length);
});
