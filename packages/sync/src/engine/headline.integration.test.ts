import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function sentInvoices(amounts: readonly string[]): Promise<{ clientId: string }> {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  for (const amount of amounts) await firm.addInvoice(acme.id, [{ category: firm.tax, amount }]);
  await firm.sync();
  return { clientId: acme.id };
}

test("a run that finds invoices edited, voided and deleted in QuickBooks says so, the next one that they are still open, and neither that both sides agree", async () => {
  await sentInvoices(["100.00", "200.00", "300.00"]);
  const [first, second, third] = firm.records("Invoice");
  firm.bookkeeper.change("Invoice", first?.Id ?? "", { DueDate: "2027-03-01" });
  firm.bookkeeper.change("Invoice", second?.Id ?? "", { DueDate: "2027-03-02" });
  firm.bookkeeper.remove("Invoice", third?.Id ?? "");

  const run = await firm.sync();
  expect(run).toMatchObject({ state: "succeeded", summary: "Nothing was sent. 3 invoices differ in QuickBooks: see Problems." });
  expect(await firm.rows("select distinct found_by_run from hub.problem where state = 'open'")).toEqual([{ found_by_run: run.id }]);
  expect(await firm.sync()).toMatchObject({ summary: "Nothing new to do. 1 problem and 2 notices are open: see Problems." });

  firm.bookkeeper.change("Invoice", first?.Id ?? "", { DueDate: first?.["DueDate"] as string });
  firm.bookkeeper.change("Invoice", second?.Id ?? "", { DueDate: second?.["DueDate"] as string });
  expect(await firm.sync()).toMatchObject({ summary: "Nothing new to do. 1 problem is open: see Problems." });
});

test("a run that sends and finds tells both", async () => {
  const { clientId } = await sentInvoices(["100.00"]);
  firm.bookkeeper.change("Invoice", firm.records("Invoice")[0]?.Id ?? "", { DueDate: "2027-03-01" });
  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "50.00" }]);
  expect(await firm.sync()).toMatchObject({ summary: "Sent 1 invoice. 1 invoice differs in QuickBooks: see Problems." });
});

test("while an answer is awaited, no run says that both sides agree", async () => {
  const { clientId } = await sentInvoices(["100.00"]);
  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "50.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { commitThenDrop: true }, times: 1 });
  expect(await firm.sync()).toMatchObject({ state: "waiting" });
  expect((await firm.sync()).summary).toMatch(/^Nothing new to do: 1 invoice waits for QuickBooks until \d{1,2}:\d\d [AP]M\.$/);
  await firm.rows("update hub.run set state = 'failed' where state = 'waiting'");
  expect(await firm.sync(), "the run that asked has broken").toMatchObject({ summary: "Nothing new to do. 1 record waits to be sent or for an answer." });
});

test("a run of one kind knows that others still wait", async () => {
  const { clientId } = await sentInvoices(["100.00"]);
  await firm.addInvoice(clientId, [{ category: firm.tax, amount: "50.00" }]);
  expect(await firm.sync({ kind: "clients" })).toMatchObject({ summary: "Nothing new to do. 1 record waits to be sent or for an answer." });
  expect(await firm.sync()).toMatchObject({ summary: "Sent 1 invoice." });
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});
