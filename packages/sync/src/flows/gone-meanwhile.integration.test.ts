import { deactivateClient, deleteTimeEntries, reactivateClient, unapproveTimeEntries, voidInvoice } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { readyFirm } from "../testing/ready-firm.js";
import type { SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function ready() {
  firm = await readyFirm();
  await firm.enabled();
  return firm.addClient({ businessName: "Acme Inc" });
}
const links = (kind: string) => firm.rows("select 1 from hub.link where kind = $1 and unlinked_at is null", [kind]);
const version = async () => (await firm.rows<{ version: number }>("select version from hub.client"))[0]?.version ?? 0;

test("an invoice of a client that was switched off before it was ever sent says so, and goes when the client is switched on again", async () => {
  const acme = await ready();
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  await deactivateClient(firm.context, { id: acme.id, version: await version() });
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "client-off", records: 1, facts: { name: "Acme Inc" } }]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("blocked");

  await reactivateClient(firm.context, { id: acme.id, version: await version() });
  await firm.sync();
  await firm.sync();
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 5 }]);
  expect(await firm.problems()).toEqual([]);
});

test("what is gone in QuickBooks and then voided or deleted here is settled: nothing is asked, nothing is linked", async () => {
  const acme = await ready();
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  const ids = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 30 }]);
  await firm.sync();
  for (const entity of ["Invoice", "TimeActivity"] as const) firm.bookkeeper.remove(entity, firm.records(entity)[0]?.Id ?? "");
  await firm.advance(25 * 3_600);
  await firm.sync();
  expect((await firm.problems()).map(({ kind }) => kind)).toEqual(["record-gone", "record-gone"]);

  await voidInvoice(firm.context, { id: invoice.id } as Parameters<typeof voidInvoice>[1]);
  await unapproveTimeEntries(firm.context, { ids } as Parameters<typeof unapproveTimeEntries>[1]);
  await deleteTimeEntries(firm.context, { ids } as Parameters<typeof deleteTimeEntries>[1]);
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
  expect([...(await links("invoice")), ...(await links("time-entry"))]).toEqual([]);
  const { restFrom } = await firm.untilQuiet();
  expect(await firm.violations({ restFrom })).toEqual([]);
});

test("a client that is switched on and renamed in one go keeps the new name in QuickBooks", async () => {
  const acme = await ready();
  await firm.sync();
  firm.bookkeeper.change("Customer", firm.records("Customer")[0]?.Id ?? "", { Active: false });
  await firm.sync();
  await reactivateClient(firm.context, { id: acme.id, version: await version() });
  await firm.rows("update hub.client set business_name = 'Owl House', display_name = 'Owl House', normalized_name = 'owl house' where id = $1", [acme.id]);
  await firm.sync();
  expect(firm.records("Customer")).toMatchObject([{ DisplayName: "Owl House", CompanyName: "Owl House", Active: true }]);
});

test("an invoice that QuickBooks refused and that is voided then shows as never sent", async () => {
  const acme = await ready();
  await firm.sync();
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  firm.emulator.arm({ when: { entity: "Invoice", operation: "create" }, ["then"]: { fault: { code: "2010" } } });
  await firm.sync();
  expect(await firm.stateOf("invoice", invoice.id)).toBe("failed");
  await voidInvoice(firm.context, { id: invoice.id } as Parameters<typeof voidInvoice>[1]);
  await firm.sync();
  expect(await firm.stateOf("invoice", invoice.id)).toBe("never-sent");
  expect(await firm.problems()).toEqual([]);
});
