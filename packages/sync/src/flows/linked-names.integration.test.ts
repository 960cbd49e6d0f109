import { defaultFieldRules, oneRule } from "@tieout/domain";
import { saveConnectionSettings, updateClient } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

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
  expect(await firm.sync()).toMatchObject({ summary: "Updated 1 client here. 1 new notice: see Problems." });
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
