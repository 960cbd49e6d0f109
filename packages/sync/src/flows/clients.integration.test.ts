import { sandboxUs } from "@tieout/quickbooks-emulator";
import { updateClient } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { readyFirm } from "../testing/ready-firm.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

test("the first plan imports every customer, makes sites of sub-customers and writes nothing before it is approved", async () => {
  firm = await syncFixture({ company: sandboxUs });
  const { planId, state, runId } = await firm.firstPlan();
  expect(state).toBe("open");
  expect(await firm.run(runId)).toMatchObject({ state: "awaiting-approval" });
  expect(await firm.rows("select 1 from hub.client")).toEqual([]);
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  await expect(firm.sync()).rejects.toThrow(/Approve the first plan/);

  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.drain();
  const customers = firm.records("Customer");
  const clients = await firm.rows<{ display_name: string }>("select display_name from hub.client order by display_name");
  expect(clients.length).toBe(customers.filter((customer) => !customer["ParentRef"]).length);
  expect(clients.map((client) => client.display_name)).toContain("Amy's Bird Sanctuary");
  expect(clients.map((client) => client.display_name)).toContain("Melton, John");
  const sites = await firm.rows("select 1 from hub.site");
  expect(sites.length).toBe(customers.filter((customer) => customer["ParentRef"]).length);
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded", summary: expect.stringMatching(/^Imported \d+ clients, imported \d+ sites\.$/) });

  // Agreed in two spellings is agreed: nothing goes back.
  firm.calls();
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  expect(firm.logs).toEqual([]);
});

test("a discarded plan leaves nothing behind and the next one is the same", async () => {
  firm = await syncFixture({ company: sandboxUs });
  const first = await firm.firstPlan();
  const before = (await firm.changes(first.planId)).map((change) => `${change.operation} ${change.label}`);
  await firm.engine.discardPlan({ firmId: firm.firmId, planId: first.planId, actor: firm.actor });
  await expect(firm.engine.approvePlan({ firmId: firm.firmId, planId: first.planId, actor: firm.actor })).rejects.toThrow(/not open any more/);
  const second = await firm.firstPlan();
  expect((await firm.changes(second.planId)).map((change) => `${change.operation} ${change.label}`).sort()).toEqual(before.sort());
  expect(await firm.rows("select 1 from hub.client")).toEqual([]);
});

test("new clients go out, edits travel field by field in both directions, and only once", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc", email: "ap@acme.example", phone: "303 555 0101" });
  expect(await firm.sync()).toMatchObject({ state: "succeeded", summary: "Sent 1 client." });
  const [customer] = firm.records("Customer");
  expect(customer).toMatchObject({ DisplayName: "Acme Inc", CompanyName: "Acme Inc", PrimaryEmailAddr: { Address: "ap@acme.example" } });
  expect(await firm.stateOf("client", acme.id)).toBe("synced");

  firm.calls();
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);

  const customerId = String(customer?.Id);
  firm.bookkeeper.change("Customer", customerId, { PrimaryEmailAddr: { Address: "books@acme.example" } });
  await updateClient(firm.context, { id: acme.id, phone: "303 555 0199" } as Parameters<typeof updateClient>[1]);
  expect(await firm.sync()).toMatchObject({ summary: "Updated 1 client in QuickBooks, updated 1 client here." });
  expect(await firm.rows("select email, phone from hub.client")).toEqual([{ email: "books@acme.example", phone: "303 555 0199" }]);
  expect(firm.records("Customer")[0]).toMatchObject({ PrimaryEmailAddr: { Address: "books@acme.example" }, PrimaryPhone: { FreeFormNumber: "303 555 0199" } });
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("a field changed on both sides is asked, and the answer goes through", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc", email: "ap@acme.example" });
  await firm.sync();
  const customerId = String(firm.records("Customer")[0]?.Id);
  firm.bookkeeper.change("Customer", customerId, { PrimaryEmailAddr: { Address: "theirs@acme.example" } });
  await updateClient(firm.context, { id: acme.id, email: "ours@acme.example", phone: "303 555 0199" } as Parameters<typeof updateClient>[1]);
  expect(await firm.sync()).toMatchObject({ state: "partial" });
  expect(firm.records("Customer")[0]).toMatchObject({ PrimaryPhone: { FreeFormNumber: "303 555 0199" }, PrimaryEmailAddr: { Address: "theirs@acme.example" } });
  const [problem] = await firm.problems();
  expect(problem).toMatchObject({ kind: "both-sides-changed", facts: { fields: ["email"] }, records: 1 });
  expect(await firm.stateOf("client", acme.id)).toBe("blocked");

  const { runId } = await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id, remedy: "keep-ours", actor: firm.actor });
  await firm.drain();
  expect(await firm.run(runId ?? "")).toMatchObject({ state: "succeeded" });
  expect(firm.records("Customer")[0]).toMatchObject({ PrimaryEmailAddr: { Address: "ours@acme.example" } });
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("client", acme.id)).toBe("synced");
});

test("a field changed on both sides to the same value is agreed: who changes it back afterwards is followed", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc", email: "ap@acme.example" });
  await firm.sync();
  const customerId = String(firm.records("Customer")[0]?.Id);
  const inQuickBooks = (address: string) => firm.bookkeeper.change("Customer", customerId, { PrimaryEmailAddr: { Address: address } });
  inQuickBooks("office@acme.example");
  await updateClient(firm.context, { id: acme.id, email: "office@acme.example" } as Parameters<typeof updateClient>[1]);
  expect(await firm.sync()).toMatchObject({ state: "succeeded" });
  inQuickBooks("ap@acme.example");
  await firm.advance(3_600);
  expect(await firm.sync()).toMatchObject({ counts: { updated: 1 } });
  expect(await firm.rows("select email from hub.client")).toEqual([{ email: "ap@acme.example" }]);
  expect(firm.records("Customer")[0]).toMatchObject({ PrimaryEmailAddr: { Address: "ap@acme.example" } });
});

test("a name that a vendor has is not sent, and goes out when the client is renamed", async () => {
  firm = await syncFixture();
  firm.bookkeeper.create("Vendor", { DisplayName: "Acme Inc" });
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "name-taken", facts: { otherKind: "vendor" } }]);
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  await firm.engine.resolve({ firmId: firm.firmId, causeKey: "name-taken:acme inc", remedy: "rename", values: { displayName: "Acme Inc (client)" }, actor: firm.actor });
  await firm.drain();
  expect(firm.records("Customer").map((customer) => customer["DisplayName"])).toEqual(["Acme Inc (client)"]);
  expect(await firm.stateOf("client", acme.id)).toBe("synced");
  expect(await firm.problems()).toEqual([]);
});

test("a stale token is read again and the edit goes through in the same run", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  const customerId = String(firm.records("Customer")[0]?.Id);
  await updateClient(firm.context, { id: acme.id, phone: "303 555 0199" } as Parameters<typeof updateClient>[1]);
  firm.bookkeeper.change("Customer", customerId, { Notes: "called" });
  firm.calls();
  const run = await firm.sync({ kind: "invoices", scope: { invoiceIds: [] } });
  expect(run.state).toBe("succeeded");
  // The mirror does not know of the edit: the first attempt is stale, the second carries the new token.
  expect(await firm.sync({ kind: "clients", trigger: "retry" })).toMatchObject({ state: "succeeded" });
  expect(firm.records("Customer")[0]).toMatchObject({ PrimaryPhone: { FreeFormNumber: "303 555 0199" }, Notes: "called" });
  expect(firm.calls().list.filter((call) => call.operation === "update").length).toBe(2);
});

test("one client's Sync takes over what changed there and costs one read", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  firm.bookkeeper.change("Customer", String(firm.records("Customer")[0]?.Id), { PrimaryPhone: { FreeFormNumber: "720 555 0100" } });
  firm.calls();
  expect(await firm.sync({ kind: "clients", scope: { clientIds: [acme.id] } })).toMatchObject({ summary: "Updated 1 client here." });
  expect(firm.calls()).toMatchObject({ all: 1, metered: 1 });
  expect(await firm.rows("select phone from hub.client")).toEqual([{ phone: "720 555 0100" }]);
});

test("a customer merged in QuickBooks is noticed, with the survivor offered", async () => {
  firm = await syncFixture();
  await firm.enabled();
  firm.map(firm.tax, firm.addItem("Tax"));
  const [kept, lost] = [await firm.addClient({ businessName: "Acme Inc" }), await firm.addClient({ businessName: "Acme Incorporated of Denver" })];
  await firm.addInvoice(lost.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync();
  const idOf = (name: string) => String(firm.records("Customer").find((customer) => customer["DisplayName"] === name)?.Id);
  firm.emulator.merge(firm.realmId, idOf("Acme Incorporated of Denver"), idOf("Acme Inc"));
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "changed-in-ledger" }, { kind: "clients-merged", facts: { survivorName: "Acme Inc", holder: "Acme Inc" } }]);
  expect(kept.id).not.toBe(lost.id);
});

test.each([
  ["the change feed tells of it first", false],
  ["our own write meets the merged customer first", true],
])("a client of whom only time was sent is asked about just the same when its customer is merged, when %s", async (_when, isMetFirst) => {
  firm = await readyFirm();
  const [kept, lost] = [await firm.addClient({ businessName: "Acme Inc" }), await firm.addClient({ businessName: "Acme Incorporated of Denver" })];
  await firm.enabled();
  await firm.addTime(lost.id, [{ day: "2026-11-03", minutes: 90 }]);
  await firm.sync();
  const idOf = (name: string) => String(firm.records("Customer").find((customer) => customer["DisplayName"] === name)?.Id);
  const survivor = idOf("Acme Inc");
  await firm.advance(600);
  if (isMetFirst) {
    await updateClient(firm.context, { id: lost.id, phone: "303 555 0102" } as Parameters<typeof updateClient>[1]);
    firm.emulator.arm({ name: "merge", when: { entity: "Customer", operation: "update" } });
    await firm.sync();
    await firm.advance(3_600);
  } else firm.emulator.merge(firm.realmId, idOf("Acme Incorporated of Denver"), survivor);
  await firm.sync();
  expect(await firm.problems()).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "clients-merged", facts: expect.objectContaining({ survivorId: survivor, survivorName: "Acme Inc", holder: "Acme Inc" }) })]));
  expect(kept.id).not.toBe(lost.id);
  firm.calls();
  await firm.advance(3_600);
  await firm.sync();
  // Once: the time has been looked at.
  expect(firm.calls().list.filter(({ kind }) => kind === "time-activity")).toEqual([]);
});
