import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** Invoices over 1.00, 2.00 and so on that wait to be sent in batches of two. */
async function withInvoices(count: number) {
  firm = await syncFixture({ config: { thriftyLimit: 0, batchSize: 2, batchesInFlight: 2 } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  for (let index = 1; index <= count; index += 1) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${index}.00` }]);
  firm.calls();
}

const amountsThere = () => firm.records("Invoice").map((invoice) => Number(invoice["TotalAmt"])).sort((a, b) => a - b);
const batches = () => firm.calls().list.filter((call) => call.kind === "batch").length;

test("a batch refused as a whole is sent one by one, in the same run, and never posted again", async () => {
  await withInvoices(5);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { status: 400, fault: { code: "2010" } }, times: 0 });
  expect(await firm.sync()).toMatchObject({ state: "succeeded", summary: "Sent 5 invoices." });
  expect(amountsThere()).toEqual([1, 2, 3, 4, 5]);
  // One for each lane that was on its way when the first refusal came.
  expect(batches()).toBeLessThanOrEqual(2);
});

test("one invoice that spoils every batch it is in keeps none of the others back", async () => {
  await withInvoices(5);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { match: '"Amount":3' }, then: { status: 400, fault: { code: "2010" } }, times: 0 });
  expect(await firm.sync()).toMatchObject({ state: "partial" });
  expect(amountsThere()).toEqual([1, 2, 4, 5]);
  expect(await firm.rows("select state, count(*)::int as n from hub.change where kind = 'invoice' group by 1 order by 1")).toEqual([{ state: "applied", n: 4 }, { state: "refused", n: 1 }]);
});

test("a lost batch that is refused when it is repeated is sent one by one", async () => {
  await withInvoices(4);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { drop: true }, times: 2 });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", counts: { checking: 4 } });
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { status: 400, fault: { code: "2010" } }, times: 0 });
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", summary: "Sent 4 invoices." });
  expect(amountsThere()).toEqual([1, 2, 3, 4]);
});

const batchCalls = () => firm.rows<{ state: string; status: number | null; trace: string | null; code: string | null }>("select state, http_status as status, trace_id as trace, error ->> 'code' as code from hub.call where ledger_kind = 'batch' and exists (select from hub.attempt a join hub.change c on c.id = a.change_id where a.call_id = call.id and c.kind = 'invoice') order by created_at");

test("the call of a batch that was refused as a whole says so, with QuickBooks' own words and id", async () => {
  await withInvoices(2);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { status: 429, fault: { code: "3001" } } });
  expect(await firm.sync()).toMatchObject({ state: "waiting" });
  expect(await batchCalls()).toEqual([{ state: "refused", status: 429, trace: expect.stringMatching(/./), code: "throttled" }]);
});

test("the call of a batch keeps QuickBooks' id for it, whichever of its items were refused", async () => {
  await withInvoices(2);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { partialBatch: { fail: [1] } } });
  expect(await firm.sync()).toMatchObject({ state: "partial" });
  expect(await batchCalls()).toEqual([{ state: "ok", status: 200, trace: expect.stringMatching(/./), code: null }]);
});

test("the call of a batch of one whose item was refused was answered all the same", async () => {
  await withInvoices(1);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { partialBatch: { fail: [1] } } });
  await firm.sync();
  expect(await batchCalls()).toMatchObject([{ state: "ok", status: 200, code: null }]);
});
