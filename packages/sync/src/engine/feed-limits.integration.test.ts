import { afterEach, expect, test } from "vitest";
import { readyFirm } from "../testing/ready-firm.js";
import type { SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function ready() {
  firm = await readyFirm();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc", phone: "303 555 0101" });
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.sync();
  return { acme, customerId: String(firm.records("Customer")[0]?.Id), invoiceId: String(firm.records("Invoice")[0]?.Id) };
}
const phones = async () => (await firm.rows<{ phone: string }>("select phone from hub.client")).map(({ phone }) => phone);
/** What the sync asked for that tells of changes. */
const reads = () => [...new Set(firm.calls().list.filter(({ operation, status }) => ["change-feed", "query"].includes(operation) && status === 200).map(({ kind }) => kind))];

test("after 26 days of silence the feed is not asked: everything is read, and an edit and a deletion of the first day are found", async () => {
  const { customerId, invoiceId } = await ready();
  await firm.advance(3_600);
  firm.bookkeeper.change("Customer", customerId, { PrimaryPhone: { FreeFormNumber: "720 555 0100" } });
  firm.bookkeeper.remove("Invoice", invoiceId);
  await firm.advance(26 * 86_400);
  firm.calls();
  await firm.sync();
  const asked = reads();
  expect(asked).toEqual(expect.arrayContaining(["customer", "invoice", "item"]));
  expect(asked).not.toContain("change-feed");
  expect(await phones()).toEqual(["720 555 0100"]);
  expect(await firm.problems()).toMatchObject([{ kind: "record-gone", facts: { ledgerKind: "invoice", ledgerId: invoiceId } }]);
  await firm.advance(3_600);
  await firm.sync();
  expect(reads(), "from then on the feed is enough").toEqual(["change-feed"]);
});

test("a feed that is cut off at 1,000 changes is asked kind by kind; only a kind that is cut off by itself is read in full, and what was cut off is here", async () => {
  const { customerId } = await ready();
  await firm.advance(3_600);
  for (let index = 0; index < 1_001; index += 1) firm.addItem(`Service ${index}`);
  firm.bookkeeper.change("Customer", customerId, { PrimaryPhone: { FreeFormNumber: "720 555 0100" } });
  // Longer ago than the minutes that are asked for twice.
  await firm.advance(600);
  firm.calls();
  await firm.sync();
  expect(reads()).toEqual(["change-feed", "item"]);
  expect(await phones()).toEqual(["720 555 0100"]);
  expect(await firm.rows("select count(*)::int as items from hub.ledger_record where kind = 'item' and name like 'Service %'")).toEqual([{ items: 1_001 }]);
  await firm.advance(3_600);
  await firm.sync();
  expect(reads(), "from then on the feed is enough").toEqual(["change-feed"]);
  expect(await firm.violations()).toEqual([]);
});

test("time deleted in QuickBooks, of which the change feed tells nothing, is found by the daily look", async () => {
  const { acme } = await ready();
  const [id = ""] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 25 }]);
  await firm.sync();
  await firm.sync();
  firm.bookkeeper.remove("TimeActivity", String(firm.records("TimeActivity")[0]?.Id));
  await firm.advance(3_600);
  await firm.sync();
  expect(await firm.stateOf("time-entry", id)).toBe("synced");
  await firm.advance(24 * 3_600);
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "record-gone", records: 1 }]);
  expect(firm.records("TimeActivity"), "nothing is sent again unasked").toEqual([]);
});
