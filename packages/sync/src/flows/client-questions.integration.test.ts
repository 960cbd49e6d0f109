import { updateClient } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

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
