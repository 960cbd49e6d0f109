import type { RemedyKind } from "@tieout/domain";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** Tax work goes to a service of its own, and everything is in agreement. */
async function mapped(): Promise<{ clientId: string; item: string; account: string }> {
  firm = await syncFixture();
  const item = firm.addItem("Tax return");
  await firm.map(firm.tax, item);
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  await hour();
  const account = firm.records("Item").find(({ Id }) => Id === item)?.["IncomeAccountRef"] as { value: string };
  return { clientId: acme.id, item, account: account.value };
}

/** The next tick; answers what it called. */
async function hour(): Promise<string[]> {
  await firm.advance(3_600);
  firm.calls();
  await firm.engine.dispatchDue("clients");
  await firm.drain();
  return firm.calls().list.filter(({ isMetered }) => isMetered).map(({ kind }) => kind);
}

async function resolve(remedy: RemedyKind, values: Record<string, string> = {}) {
  const [problem] = await firm.problems();
  const result = await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy, actor: firm.actor, values });
  await firm.drain();
  return result;
}

const targetName = async () => (await firm.rows("select target_name as name from hub.mapping"))[0];

test("a service renamed in QuickBooks is told within one tick, with both names and when, for the one call of an idle hour; seen, the mapping shows the new name", async () => {
  const { item } = await mapped();
  firm.bookkeeper.change("Item", item, { Name: "Tax advice" });
  expect(await hour()).toEqual(["change-feed"]);
  const [notice] = await firm.problems();
  expect(notice).toMatchObject({ kind: "service-renamed", severity: "info", records: 0, facts: { previousName: "Tax return", name: "Tax advice", code: "TAX", editedThereAt: expect.stringMatching(/^20/) } });
  expect(JSON.parse(String(notice?.facts["differences"]))).toEqual([{ path: "name", before: "Tax return", after: "Tax advice" }]);

  firm.bookkeeper.change("Item", item, { Name: "Tax counsel" });
  await hour();
  expect(await firm.problems(), "it goes on with the name it began with").toMatchObject([{ id: notice?.id, facts: { previousName: "Tax return", name: "Tax counsel" } }]);
  await resolve("dismiss");
  expect(await firm.problems()).toEqual([]);
  expect(await targetName()).toEqual({ name: "Tax counsel" });
  expect(await hour()).toEqual(["change-feed"]);
  expect(await firm.problems()).toEqual([]);
});

test("a service that has its old name again is a notice no more", async () => {
  const { item } = await mapped();
  firm.bookkeeper.change("Item", item, { Name: "Tax advice" });
  await hour();
  expect(await firm.problems()).toMatchObject([{ kind: "service-renamed" }]);
  firm.bookkeeper.change("Item", item, { Name: "Tax return" });
  await hour();
  expect(await firm.problems()).toEqual([]);
});

test("a service nobody maps to may be called as it likes", async () => {
  await mapped();
  const other = firm.addItem("Payroll");
  await hour();
  firm.bookkeeper.change("Item", other, { Name: "Payroll service", Active: false });
  await hour();
  expect(await firm.problems()).toEqual([]);
});

test("a service made inactive in QuickBooks warns before any document fails by it, and the warning goes when it is active again", async () => {
  const { item, clientId } = await mapped();
  firm.bookkeeper.change("Item", item, { Active: false });
  expect(await hour()).toEqual(["change-feed"]);
  const [warning] = await firm.problems();
  expect(warning).toMatchObject({ kind: "mapping-target-inactive", severity: "warning", records: 0, facts: { code: "TAX", itemName: "Tax return", editedThereAt: expect.stringMatching(/^20/) } });

  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync();
  expect(await firm.problems(), "an invoice waits for it: the same problem, and an error now").toMatchObject([{ id: warning?.id, severity: "error", records: 1 }]);

  firm.bookkeeper.change("Item", item, { Active: true });
  await hour();
  expect(await firm.problems()).toEqual([]);
  expect(firm.records("Invoice")).toHaveLength(1);

  firm.bookkeeper.change("Item", item, { Active: false });
  await hour();
  firm.bookkeeper.change("Item", item, { Active: true });
  await hour();
  expect(await firm.problems(), "nothing waited for it").toEqual([]);
});

test("the warning of an inactive service is solved by another service, or by making it active there", async () => {
  const { item, clientId } = await mapped();
  firm.bookkeeper.change("Item", item, { Active: false });
  await hour();
  await resolve("reactivate");
  expect(firm.records("Item").find(({ Id }) => Id === item)).toMatchObject({ Active: true });
  expect(await firm.problems()).toEqual([]);

  const other = firm.addItem("Tax advice");
  firm.bookkeeper.change("Item", item, { Active: false });
  await hour();
  const [warning] = await firm.problems();
  expect(await resolve("map-category", { itemId: other })).toMatchObject({ resolved: [warning?.id], runId: null });
  expect(await firm.problems()).toEqual([]);
  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "100.00" }]);
  expect(await firm.sync()).toMatchObject({ summary: "Sent 1 invoice." });
});

test("setting aside what waits for an inactive service leaves the warning", async () => {
  const { item, clientId } = await mapped();
  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "100.00" }]);
  firm.bookkeeper.change("Item", item, { Active: false });
  await hour();
  await resolve("set-aside");
  expect(await firm.problems()).toMatchObject([{ kind: "mapping-target-inactive", severity: "warning", records: 0 }]);
});

test("the default service made inactive is told as what it is", async () => {
  const { item } = await mapped();
  await firm.rows("delete from hub.mapping");
  await firm.rows("update hub.ledger_connection set default_item_id = $1", [item]);
  firm.bookkeeper.change("Item", item, { Active: false });
  await hour();
  expect(await firm.problems()).toMatchObject([{ kind: "default-service-inactive", severity: "warning", facts: { itemName: "Tax return" } }]);
  await firm.rows("update hub.ledger_connection set default_item_id = null");
  await firm.engine.mappingChanged({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
  expect(await firm.problems()).toEqual([]);
});

test("an income account renamed or made inactive is told within one tick, and its balance never is", async () => {
  const { account, clientId } = await mapped();
  firm.bookkeeper.change("Account", account, { Name: "Fees earned" });
  expect(await hour()).toEqual(["change-feed"]);
  expect(await firm.problems()).toMatchObject([{ kind: "account-renamed", severity: "info", facts: { name: "Fees earned", services: ["Tax return"], editedThereAt: expect.stringMatching(/^20/) } }]);
  await resolve("dismiss");

  firm.bookkeeper.change("Account", account, { Active: false });
  await hour();
  expect(await firm.problems()).toMatchObject([{ kind: "account-inactive", severity: "warning", facts: { accountName: "Fees earned", services: ["Tax return"] } }]);
  await resolve("reactivate");
  expect(firm.records("Account").find(({ Id }) => Id === account)).toMatchObject({ Active: true });
  expect(await firm.problems()).toEqual([]);

  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync();
  await hour();
  expect(await firm.rows("select kind from hub.moved_ledger_record")).toEqual([]);
  expect(await hour()).toEqual(["change-feed"]);
  expect(await firm.problems()).toEqual([]);
});
