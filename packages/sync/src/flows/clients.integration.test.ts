import { defaultFieldRules, oneRule } from "@tieout/domain";
import { sandboxUs } from "@tieout/quickbooks-emulator";
import { saveConnectionSettings, updateClient } from "@tieout/practice";
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

test("possible duplicates are asked in the plan; linked, created or left out as the person says", async () => {
  firm = await syncFixture();
  const anna = await firm.addClient({ kind: "individual", lastName: "Miller", firstName: "Anna" });
  const ben = await firm.addClient({ kind: "individual", lastName: "Ortiz", firstName: "Ben", email: "ben@ortiz.example" });
  const twin = await firm.addClient({ businessName: "Twin Peaks", phone: "303 555 0101" });
  firm.bookkeeper.create("Customer", { DisplayName: "Anna Miller" });
  firm.bookkeeper.create("Customer", { DisplayName: "Ortiz, Ben", PrimaryEmailAddr: { Address: "BEN@ortiz.example" } });
  firm.bookkeeper.create("Customer", { DisplayName: "Peak Partners", PrimaryPhone: { FreeFormNumber: "(303) 555-0101" } });
  const { planId } = await firm.firstPlan();
  const changes = await firm.changes(planId);
  expect(changes.map(({ side, operation, label, state }) => [side, operation, label, state])).toEqual([
    ["hub", "create", "Anna Miller", "ask"],
    ["link", "link", "Ortiz, Ben", "planned"],
    ["hub", "create", "Peak Partners", "ask"],
  ]);
  const [annaAsk, , twinAsk] = changes;
  await firm.engine.approvePlan({
    firmId: firm.firmId, planId, actor: firm.actor,
    decisions: [{ changeId: annaAsk?.id ?? "", choice: "link", candidateId: anna.id }, { changeId: twinAsk?.id ?? "", choice: "create" }],
  });
  await firm.drain();
  await firm.sync();
  const links = await firm.rows<{ record_id: string; origin: string }>("select record_id, origin from hub.link where kind = 'client' and unlinked_at is null");
  expect(links.find((link) => link.record_id === anna.id)?.origin).toBe("linked-by-user");
  expect(links.find((link) => link.record_id === ben.id)?.origin).toBe("matched-by-rule");
  expect(links.find((link) => link.record_id === twin.id)).toMatchObject({ origin: "created-by-hub" });
  expect(firm.records("Customer").map((customer) => customer["DisplayName"]).sort()).toEqual(["Anna Miller", "Ortiz, Ben", "Peak Partners", "Twin Peaks"]);
  expect(await firm.problems()).toEqual([]);
});

test("a question nobody answered becomes a problem, holds the client and can be answered later", async () => {
  firm = await syncFixture();
  const anna = await firm.addClient({ kind: "individual", lastName: "Miller", firstName: "Anna" });
  firm.bookkeeper.create("Customer", { DisplayName: "Anna Miller" });
  await firm.enabled();
  const [problem] = await firm.problems();
  expect(problem).toMatchObject({ kind: "possible-duplicate", records: 1 });
  expect(await firm.stateOf("client", anna.id)).toBe("blocked");
  await firm.sync();
  expect(firm.records("Customer")).toHaveLength(1);

  const { runId } = await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id, remedy: "link-existing", values: { candidateId: anna.id }, actor: firm.actor });
  await firm.drain();
  expect(await firm.run(runId ?? "")).toMatchObject({ state: "succeeded", summary: "Linked 1 client." });
  expect(await firm.problems()).toEqual([]);
  expect(await firm.stateOf("client", anna.id)).toBe("synced");
});

const questions = () => firm.rows<{ id: string; since: string; state: string }>("select id, first_seen_at::text as since, state from hub.problem where kind = 'possible-duplicate'");

test("a question about a customer stays one open problem, since the day it arose, however often its client's documents are synced", async () => {
  firm = await syncFixture();
  const anna = await firm.addClient({ kind: "individual", lastName: "Miller", firstName: "Anna" });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  firm.bookkeeper.create("Customer", { DisplayName: "Anna Miller" });
  await firm.enabled();
  const asked = await questions();
  expect(asked).toMatchObject([{ state: "open" }]);
  for (const email of ["anna@miller.example", "am@miller.example"]) {
    await firm.advance(3_600);
    await firm.addInvoice(anna.id, [{ category: firm.tax, amount: "5.00" }]);
    await updateClient(firm.context, { id: anna.id, email } as Parameters<typeof updateClient>[1]);
    await firm.sync();
    expect(await questions()).toEqual(asked);
    expect(await firm.stateOf("client", anna.id)).toBe("blocked");
  }
  await firm.engine.resolve({ firmId: firm.firmId, problemId: asked[0]?.id, remedy: "link-existing", values: { candidateId: anna.id }, actor: firm.actor });
  await firm.drain();
  expect(await firm.problems()).toEqual([]);
  await firm.sync();
  expect(firm.records("Invoice")).toHaveLength(2);
});

test("a question about a client stays one open problem while client and customer are edited", async () => {
  firm = await syncFixture();
  const there = firm.bookkeeper.create("Customer", { DisplayName: "Anna Miller" });
  await firm.enabled();
  // The customer's own client has left, and one that resembles it has come.
  await firm.rows("update hub.link set unlinked_at = hub.hub_now()");
  await firm.rows("update hub.client set is_active = false");
  const anna = await firm.addClient({ kind: "individual", lastName: "Miller", firstName: "Anna" });
  await firm.sync();
  const asked = await questions();
  expect(asked).toMatchObject([{ state: "open" }]);
  for (const email of ["anna@miller.example", "am@miller.example"]) {
    await firm.advance(3_600);
    firm.bookkeeper.change("Customer", there.Id, { PrimaryEmailAddr: { Address: `there-${email}` } });
    await updateClient(firm.context, { id: anna.id, email } as Parameters<typeof updateClient>[1]);
    await firm.sync();
    expect(await questions()).toEqual(asked);
  }
  await updateClient(firm.context, { id: anna.id, firstName: "Zebulon", lastName: "Quist", email: "zq@example.com" } as Parameters<typeof updateClient>[1]);
  await firm.sync();
  expect(await questions(), "nothing resembles it any more").toMatchObject([{ state: "resolved" }]);
  expect(await firm.stateOf("client", anna.id)).toBe("synced");
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

test("people whose names stand in another order are asked about from both sides, though they share nothing else", async () => {
  firm = await syncFixture();
  firm.bookkeeper.create("Customer", { DisplayName: "Avery Jordan" });
  firm.bookkeeper.create("Customer", { DisplayName: "Yusuf and Mabel Everhart" });
  await firm.addClient({ kind: "individual", firstName: "Jordan", lastName: "Avery" });
  const { planId } = await firm.firstPlan();
  const asked = (await firm.changes(planId)).find(({ label }) => label === "Avery Jordan");
  expect(asked).toMatchObject({ label: "Avery Jordan", state: "ask", candidates: [{ name: "Avery, Jordan", score: 0.4, evidence: ["the same names in another order"] }], reason: "Is Avery Jordan already there?" });
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor, decisions: [{ changeId: asked?.id ?? "", choice: "create" }] });
  await firm.drain();
  // From our side: the customer's own client has left, and a client of the same names has come.
  await firm.rows("update hub.link set unlinked_at = hub.hub_now() where ledger_id in (select ledger_id from hub.ledger_record where name like '%Everhart')");
  await firm.rows("update hub.client set is_active = false where display_name like '%Everhart%'");
  await firm.addClient({ kind: "couple", firstName: "Mabel", lastName: "Everhart", partnerFirstName: "Yusuf", partnerLastName: "Everhart" });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "possible-duplicate", facts: { label: "Everhart, Mabel & Yusuf", candidate: "Yusuf and Mabel Everhart" } }]);
});

/** A client and a customer of one person under two names, taken for the same: in the plan, or in Problems after the plan. */
async function linkedByPerson(where: "plan" | "problem") {
  firm = await syncFixture();
  const katya = await firm.addClient({ kind: "individual", lastName: "Everhart", firstName: "Katya", phone: "303 555 0101", email: "katya@everhart.example" });
  const customer = firm.bookkeeper.create("Customer", { DisplayName: "Katya & Co", PrimaryPhone: { FreeFormNumber: "(303) 555-0101" } });
  const { planId } = await firm.firstPlan();
  const [asked] = await firm.changes(planId);
  expect(asked).toMatchObject({ label: "Katya & Co", state: "ask" });
  const answer = { changeId: asked?.id ?? "", choice: "link" as const, candidateId: katya.id };
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor, decisions: where === "plan" ? [answer] : [] });
  await firm.drain();
  if (where === "problem") {
    const [problem] = await firm.problems();
    await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id, remedy: "link-existing", values: { candidateId: katya.id }, actor: firm.actor });
    await firm.drain();
  }
  // Who lacked the e-mail address has got it; the names differ, and that is nobody's edit.
  await firm.sync();
  expect(firm.records("Customer")).toMatchObject([{ DisplayName: "Katya & Co", PrimaryEmailAddr: { Address: "katya@everhart.example" } }]);
  expect(await firm.rows("select display_name from hub.client")).toEqual([{ display_name: "Everhart, Katya" }]);
  expect(await firm.problems()).toEqual([]);
  firm.calls();
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  return {
    rename: (firstName: string) => updateClient(firm.context, { id: katya.id, firstName } as Parameters<typeof updateClient>[1]),
    renameThere: (DisplayName: string) => firm.bookkeeper.change("Customer", customer.Id, { DisplayName }),
  };
}

test("two names that a person linked in the plan are no conflict, and a name edited here goes out", async () => {
  const { rename } = await linkedByPerson("plan");
  await rename("Katharina");
  expect(await firm.sync()).toMatchObject({ summary: "Updated 1 client in QuickBooks." });
  expect(firm.records("Customer")).toMatchObject([{ DisplayName: "Everhart, Katharina" }]);
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("two names that a person linked in Problems are no conflict, and a name edited in QuickBooks comes in", async () => {
  const { renameThere } = await linkedByPerson("problem");
  renameThere("Katharina & Co");
  expect(await firm.sync()).toMatchObject({ summary: "Updated 1 client here." });
  expect(await firm.rows("select display_name from hub.client")).toEqual([{ display_name: "Katharina & Co" }]);
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("two linked names are asked about once both have been edited since", async () => {
  const { rename, renameThere } = await linkedByPerson("plan");
  await rename("Katharina");
  renameThere("Katharina & Co");
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "both-sides-changed", facts: { fields: ["displayName"] } }]);
});

test("what differs between a client and the customer it was matched to by itself is no conflict either", async () => {
  firm = await syncFixture();
  const ben = await firm.addClient({ kind: "individual", lastName: "Ortiz", firstName: "Ben", email: "ben@ortiz.example", phone: "303 555 0101" });
  firm.bookkeeper.create("Customer", { DisplayName: "Ortiz, Ben", PrimaryEmailAddr: { Address: "ben@ortiz.example" }, PrimaryPhone: { FreeFormNumber: "720 555 0199" } });
  await firm.enabled();
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  expect(await firm.problems()).toEqual([]);
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  await updateClient(firm.context, { id: ben.id, phone: "303 555 0102" } as Parameters<typeof updateClient>[1]);
  await firm.sync();
  expect(firm.records("Customer")).toMatchObject([{ PrimaryPhone: { FreeFormNumber: "303 555 0102" } }]);
});

test.each([
  ["ledger", "720 555 0100", "720 555 0100"],
  ["hub", "303 555 0199", "303 555 0199"],
  ["newest", "720 555 0100", "720 555 0100"],
] as const)("a field edited on both sides is asked about until the firm says that %s wins; then the open question is answered, too", async (client, here, there) => {
  firm = await syncFixture();
  const ana = await firm.addClient({ businessName: "Ana Ltd", phone: "303 555 0101" });
  await firm.enabled();
  await updateClient(firm.context, { id: ana.id, phone: "303 555 0199" } as Parameters<typeof updateClient>[1]);
  await firm.advance(600);
  firm.bookkeeper.change("Customer", String(firm.records("Customer")[0]?.Id), { PrimaryPhone: { FreeFormNumber: "720 555 0100" } });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "both-sides-changed", records: 1 }]);
  await saveConnectionSettings(firm.context, { settings: {}, fieldRules: [{ kind: "client", field: "phone", policy: client }] });
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  expect(await firm.rows("select phone from hub.client")).toEqual([{ phone: here }]);
  expect(firm.records("Customer")).toMatchObject([{ PrimaryPhone: { FreeFormNumber: there } }]);
});

test("of several fields edited on both sides each follows its own rule, in one sync, and only what has none is asked about", async () => {
  firm = await syncFixture();
  const ana = await firm.addClient({ businessName: "Ana Ltd", phone: "303 555 0101", email: "old@ana.example", city: "Denver" });
  await firm.enabled();
  await saveConnectionSettings(firm.context, { settings: {}, fieldRules: [{ kind: "client", field: "phone", policy: "hub" }, { kind: "client", field: "address", policy: "ledger" }] });
  await updateClient(firm.context, { id: ana.id, phone: "303 555 0199", email: "here@ana.example", city: "Boulder" } as Parameters<typeof updateClient>[1]);
  await firm.advance(600);
  firm.bookkeeper.change("Customer", String(firm.records("Customer")[0]?.Id), { PrimaryPhone: { FreeFormNumber: "720 555 0100" }, PrimaryEmailAddr: { Address: "there@ana.example" }, BillAddr: { City: "Golden" } });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "both-sides-changed", facts: { fields: ["email"] } }]);
  expect(await firm.rows("select phone, email, city from hub.client")).toEqual([{ phone: "303 555 0199", email: "here@ana.example", city: "Golden" }]);
  expect(firm.records("Customer")).toMatchObject([{ PrimaryPhone: { FreeFormNumber: "303 555 0199" }, PrimaryEmailAddr: { Address: "there@ana.example" }, BillAddr: { City: "Golden" } }]);
});

test("a firm whose rule is that one side wins has the names it linked made equal by that rule", async () => {
  firm = await syncFixture({ settings: { policies: { ...defaultFieldRules, client: oneRule("client", "ledger") } } });
  const katya = await firm.addClient({ kind: "individual", lastName: "Everhart", firstName: "Katya", phone: "303 555 0101" });
  firm.bookkeeper.create("Customer", { DisplayName: "Katya & Co", PrimaryPhone: { FreeFormNumber: "(303) 555-0101" } });
  const { planId } = await firm.firstPlan();
  const [asked] = await firm.changes(planId);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor, decisions: [{ changeId: asked?.id ?? "", choice: "link", candidateId: katya.id }] });
  await firm.drain();
  await firm.sync();
  expect(await firm.rows("select display_name from hub.client")).toEqual([{ display_name: "Katya & Co" }]);
  expect(await firm.problems()).toEqual([]);
});

test("a conflict that an earlier version saw in two linked names goes with the next sync, and a later edit travels", async () => {
  const { rename } = await linkedByPerson("plan");
  // As that version left it: nothing agreed on the name, and a problem that says both sides changed it.
  await firm.rows("update hub.link set agreed = agreed - 'displayName', hub_agreed = hub_agreed - 'displayName' where kind = 'client'");
  await firm.rows(`insert into hub.problem (id, firm_id, connection_id, kind, cause_key, severity, facts)
    select gen_random_uuid(), firm_id, connection_id, 'both-sides-changed', 'clash:client:' || record_id, 'error',
      jsonb_build_object('fields', jsonb_build_array('displayName'), 'differences', '[{"path":"displayName","before":"Everhart, Katya","after":"Katya & Co"}]') from hub.link where kind = 'client'`);
  await firm.rows("insert into hub.problem_record (firm_id, problem_id, kind, record_id, label) select p.firm_id, p.id, 'client', l.record_id, 'Everhart, Katya' from hub.problem p, hub.link l where l.kind = 'client' and p.state = 'open'");
  await firm.rows("update hub.record_sync set state = 'blocked', reason = 'edited on both sides' where kind = 'client'");
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  expect(await firm.rows("select state from hub.record_sync where kind = 'client'")).toEqual([{ state: "synced" }]);
  expect(firm.records("Customer")).toMatchObject([{ DisplayName: "Katya & Co" }]);
  await rename("Katharina");
  expect(await firm.sync()).toMatchObject({ summary: "Updated 1 client in QuickBooks." });
});
