import { defaultFieldRules, type ClashPolicy, type RemedyKind } from "@tieout/domain";
import { deactivateClient, updateClient } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** A client both sides agree on. */
async function agreed(options: Parameters<typeof syncFixture>[0] = {}): Promise<{ id: string; customerId: string }> {
  firm = await syncFixture(options);
  await firm.enabled();
  const { id } = await firm.addClient({ businessName: "Bird Sanctuary LLC", email: "ap@birds.example" });
  await firm.sync();
  return { id, customerId: firm.records("Customer")[0]?.Id ?? "" };
}

/** The next cycle by the clock. */
async function hour(): Promise<void> {
  await firm.advance(3_600);
  await firm.engine.dispatchDue("clients");
  await firm.drain();
}

async function resolve(remedy: RemedyKind) {
  const [problem] = await firm.problems();
  const result = await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy, actor: firm.actor });
  await firm.drain();
  return result;
}

const here = async () => (await firm.rows<{ name: string; isActive: boolean }>(`select display_name as name, is_active as "isActive" from hub.client`))[0];
const there = () => firm.records("Customer").map(({ DisplayName, Active }) => ({ DisplayName, Active }));
const edit = (id: string, details: object) => updateClient(firm.context, { id, ...details } as Parameters<typeof updateClient>[1]);
const nameRule = (displayName: ClashPolicy) => ({ policies: { ...defaultFieldRules, client: { ...defaultFieldRules.client, displayName } } });
const rename = (customerId: string, DisplayName: string) => firm.bookkeeper.change("Customer", customerId, { DisplayName });

test("a client renamed in QuickBooks is told within one cycle, with both names and when; what was told is over once seen", async () => {
  const { id, customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  expect(await here()).toMatchObject({ name: "Owl House" });
  const [notice] = await firm.problems();
  expect(notice).toMatchObject({ kind: "client-renamed", severity: "info", records: 1, facts: { previous: "Bird Sanctuary LLC", name: "Owl House", editedThereAt: expect.stringMatching(/^20/) } });
  expect(JSON.parse(String(notice?.facts["differences"]))).toEqual([{ path: "displayName", before: "Bird Sanctuary LLC", after: "Owl House" }]);
  expect(await firm.stateOf("client", id), "it holds nothing back").toBe("synced");

  rename(customerId, "Owl Palace");
  await hour();
  expect(await firm.problems(), "it goes on with the name it began with").toMatchObject([{ id: notice?.id, facts: { previous: "Bird Sanctuary LLC", name: "Owl Palace" } }]);
  await edit(id, { phone: "303 555 0101" });
  await firm.sync();
  expect(await firm.problems(), "another edit says nothing about the name").toMatchObject([{ id: notice?.id }]);
  expect(await resolve("dismiss")).toMatchObject({ resolved: [notice?.id], runId: null });
  await hour();
  expect(await firm.problems()).toEqual([]);
  expect(there()).toMatchObject([{ DisplayName: "Owl Palace" }]);
});

test("our name sent again stands in QuickBooks within the same cycle, and both sides stay so", async () => {
  const { customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  const { runId } = await resolve("keep-ours");
  expect(await firm.run(runId ?? "")).toMatchObject({ state: "succeeded", summary: "Updated 1 client in QuickBooks." });
  expect(await here()).toMatchObject({ name: "Bird Sanctuary LLC" });
  expect(there()).toMatchObject([{ DisplayName: "Bird Sanctuary LLC" }]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  expect(await firm.violations()).toEqual([]);
});

test("a client made inactive in QuickBooks is told, and is made active on both sides again", async () => {
  const { customerId } = await agreed();
  firm.bookkeeper.change("Customer", customerId, { Active: false });
  await hour();
  expect(await here()).toMatchObject({ isActive: false });
  expect(await firm.problems()).toMatchObject([{ kind: "client-made-inactive", facts: { name: "Bird Sanctuary LLC", differences: JSON.stringify([{ path: "isActive", before: true, after: false }]) } }]);
  await resolve("keep-ours");
  expect(await here()).toMatchObject({ isActive: true });
  expect(there()).toMatchObject([{ Active: true }]);
  expect(await firm.problems()).toEqual([]);

  firm.bookkeeper.change("Customer", customerId, { Active: false });
  await hour();
  firm.bookkeeper.change("Customer", customerId, { Active: true });
  await hour();
  expect(await here(), "made active there again: nothing is left to tell").toMatchObject({ isActive: true });
  expect(await firm.problems()).toEqual([]);

  firm.bookkeeper.change("Customer", customerId, { Active: false });
  await hour();
  await resolve("dismiss");
  firm.bookkeeper.change("Customer", customerId, { Active: true });
  await hour();
  expect(await here()).toMatchObject({ isActive: true });
  expect(await firm.problems(), "that one works for it again stops nobody").toEqual([]);
});

test("a notice goes by itself when the name is given here, taken back, or the old one again", async () => {
  const { id, customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  await edit(id, { businessName: "Owl & Sons" });
  await firm.sync();
  expect(there()).toMatchObject([{ DisplayName: "Owl & Sons" }]);
  expect(await firm.problems(), "given here").toEqual([]);

  rename(customerId, "Owl House");
  await hour();
  expect(await firm.problems()).toMatchObject([{ facts: { previous: "Owl & Sons", name: "Owl House" } }]);
  rename(customerId, "Owl & Sons");
  await hour();
  expect(await firm.problems(), "the old one again").toEqual([]);

  rename(customerId, "Owl House");
  await hour();
  const [change] = await firm.rows<{ id: string }>("select id from hub.change where state = 'applied' order by applied_at desc, seq desc limit 1");
  const { runId } = await firm.engine.planUndo({ firmId: firm.firmId, connectionId: firm.connectionId, undo: { changeId: change?.id ?? "" }, trigger: "user", requestedBy: "Ana" });
  await firm.drain();
  const [plan] = await firm.rows<{ id: string }>("select id from hub.plan where run_id = $1", [runId]);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId: plan?.id ?? "", actor: firm.actor });
  await firm.drain();
  expect(await here()).toMatchObject({ name: "Owl & Sons" });
  expect(await firm.problems(), "taken back").toEqual([]);

  rename(customerId, "Owl Palace");
  await hour();
  expect(await firm.problems()).toMatchObject([{ kind: "client-renamed" }]);
  rename(customerId, "Owl Court");
  await edit(id, { businessName: "Owl Court" });
  await hour();
  expect(await firm.problems(), "another one on both sides").toEqual([]);
});

test("whoever gave the client another name meanwhile is not overruled", async () => {
  const { id, customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  await edit(id, { businessName: "Owl & Sons" });
  await expect(resolve("keep-ours")).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await here()).toMatchObject({ name: "Owl & Sons" });
});

test("a person is told of by the name they have here, whichever way QuickBooks writes it, and is that person again in one press", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const { id } = await firm.addClient({ kind: "individual", firstName: "John", lastName: "Melton" });
  await firm.sync();
  const customerId = firm.records("Customer")[0]?.Id ?? "";
  rename(customerId, "John Melton");
  await hour();
  expect(await firm.problems(), "another spelling is no other name").toEqual([]);

  firm.bookkeeper.change("Customer", customerId, { DisplayName: "John Meltonson", GivenName: "John", FamilyName: "Meltonson" });
  await hour();
  const [notice] = await firm.problems();
  expect(notice).toMatchObject({ kind: "client-renamed", facts: { previous: "Melton, John", name: "Meltonson, John" } });
  await edit(id, { phone: "303 555 0101" });
  await firm.sync();
  expect(await firm.problems(), "another edit says nothing about the name").toMatchObject([{ id: notice?.id }]);
  await resolve("keep-ours");
  expect(there()).toMatchObject([{ DisplayName: "Melton, John" }]);
  expect(await firm.problems()).toEqual([]);

  firm.bookkeeper.change("Customer", customerId, { DisplayName: "Melton Consulting", GivenName: "", FamilyName: "", CompanyName: "Melton Consulting" });
  await hour();
  expect(await firm.problems()).toMatchObject([{ facts: { previous: "Melton, John", name: "Melton Consulting" } }]);
  await resolve("keep-ours");
  expect(await firm.rows("select kind, first_name, last_name, business_name from hub.client")).toEqual([{ kind: "individual", first_name: "John", last_name: "Melton", business_name: null }]);
  expect(there()).toMatchObject([{ DisplayName: "Melton, John" }]);
  expect(await firm.violations()).toEqual([]);
});

test("left out of the sync, the client is told of no more", async () => {
  const { id, customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  await resolve("set-aside");
  expect(await firm.stateOf("client", id)).toBe("set-aside");
  rename(customerId, "Owl Palace");
  await hour();
  expect(await firm.problems()).toEqual([]);
});

test("an answer to a notice settles nothing else about the client", async () => {
  const { id, customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  firm.bookkeeper.change("Customer", customerId, { PrimaryEmailAddr: { Address: "theirs@birds.example" } });
  await edit(id, { email: "ours@birds.example" });
  await firm.sync();
  const [clash, notice] = await firm.problems();
  expect([clash?.kind, notice?.kind]).toEqual(["both-sides-changed", "client-renamed"]);
  await firm.engine.resolve({ firmId: firm.firmId, problemId: notice?.id ?? "", remedy: "dismiss", actor: firm.actor });
  await firm.drain();
  expect(await firm.problems()).toMatchObject([{ id: clash?.id, records: 1 }]);
});

test("nobody is told what a person chose of a clash, what the firm's rule leaves to QuickBooks, or what a new link brings", async () => {
  const { id, customerId } = await agreed();
  rename(customerId, "Owl House");
  await edit(id, { businessName: "Owl & Sons" });
  await hour();
  expect(await firm.problems()).toMatchObject([{ kind: "both-sides-changed" }]);
  await resolve("accept-theirs");
  expect(await here()).toMatchObject({ name: "Owl House" });
  expect(await firm.problems()).toEqual([]);
  rename(customerId, "Owl Palace");
  await hour();
  expect(await firm.problems(), "what is edited later is told").toMatchObject([{ kind: "client-renamed", facts: { previous: "Owl House" } }]);
  await resolve("dismiss");

  firm.bookkeeper.change("Customer", customerId, { PrimaryEmailAddr: { Address: "theirs@birds.example" } });
  await edit(id, { email: "ours@birds.example" });
  await hour();
  expect(await firm.problems()).toMatchObject([{ kind: "both-sides-changed" }]);
  rename(customerId, "Owl Court");
  await resolve("accept-theirs");
  await hour();
  expect(await here()).toMatchObject({ name: "Owl Court" });
  expect(await firm.problems(), "an answer about the e-mail address says nothing about the name").toMatchObject([{ kind: "client-renamed", facts: { previous: "Owl Palace", name: "Owl Court" } }]);
  await firm.close();

  const ruled = await agreed({ settings: nameRule("ledger") });
  rename(ruled.customerId, "Owl House");
  await hour();
  expect(await here()).toMatchObject({ name: "Owl House" });
  expect(await firm.problems()).toEqual([]);
  await firm.close();

  firm = await syncFixture({ settings: nameRule("newest") });
  const katya = await firm.addClient({ kind: "individual", firstName: "Katya", lastName: "Everhart", phone: "303 555 0101" });
  await firm.advance(600);
  firm.bookkeeper.create("Customer", { DisplayName: "Katya & Co", PrimaryPhone: { FreeFormNumber: "(303) 555-0101" } });
  const { planId } = await firm.firstPlan();
  const [asked] = await firm.changes(planId);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor, decisions: [{ changeId: asked?.id ?? "", choice: "link", candidateId: katya.id }] });
  await firm.drain();
  await hour();
  expect(await here()).toMatchObject({ name: "Katya & Co" });
  expect(await firm.problems()).toEqual([]);
});

test("a notice is no excuse for a client that says different things on both sides", async () => {
  const { customerId } = await agreed();
  rename(customerId, "Owl House");
  await hour();
  expect(await firm.violations()).toEqual([]);
  await firm.rows("update hub.client set phone = '303 555 0101'");
  expect(await firm.violations()).toMatchObject([{ what: expect.stringContaining("say different things (phone)") }]);
});

test("a client that was switched off here is no news", async () => {
  const { id } = await agreed();
  await deactivateClient(firm.context, { id });
  await hour();
  await hour();
  expect(there()).toMatchObject([{ Active: false }]);
  expect(await firm.problems()).toEqual([]);
});
