import { afterEach, expect, test } from "vitest";
import { readyFirm } from "../testing/ready-firm.js";
import type { SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function ready(options: Parameters<typeof readyFirm>[0] = {}) {
  firm = await readyFirm(options);
  await firm.enabled();
  return firm.addClient({ businessName: "Acme Inc" });
}

test("an answer lost after QuickBooks committed leaves one invoice: it waits, looks it up by our tag and adopts it", async () => {
  const acme = await ready();
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { commitThenDrop: true } });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", summary: "Sent 1 client, 1 being checked." });
  expect(await firm.stateOf("invoice", invoice.id)).toBe("checking");
  // Meanwhile nothing else may touch the record.
  await firm.sync({ kind: "invoices", scope: { invoiceIds: [invoice.id] } });
  expect(firm.records("Invoice")).toHaveLength(1);
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", summary: "Sent 1 client, sent 1 invoice." });
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  expect(await firm.rows("select status from hub.invoice")).toEqual([{ status: "processed_externally" }]);
  expect(await firm.rows("select 1 from hub.call where state in ('pending', 'sending', 'unknown')")).toEqual([]);
});

test("with the tag switched off, an invoice whose answer was lost is found by number, client, date and lines, and its note stays empty", async () => {
  const acme = await ready({ settings: { tagInvoices: false } });
  const first = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { commitThenDrop: true } });
  await firm.sync();
  await firm.advance(131);
  await firm.drain();
  expect(firm.records("Invoice").map(({ PrivateNote }) => PrivateNote)).toEqual([undefined, undefined]);
  expect(await firm.stateOf("invoice", first.id)).toBe("synced");
  expect((await firm.sync()).summary).toBe("Nothing to do: both sides agree.");
  expect(await firm.violations()).toEqual([]);
});

test("a request that never arrived is repeated after the wait, under the same request id", async () => {
  const acme = await ready();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { drop: true } });
  await firm.sync();
  expect(firm.records("Invoice")).toEqual([]);
  await firm.advance(131);
  await firm.drain();
  expect(firm.records("Invoice")).toHaveLength(1);
  const sends = firm.emulator.journal.filter((entry) => entry.entity === "Invoice" && entry.operation === "create");
  expect(sends).toHaveLength(2);
  // The same to the byte, or QuickBooks would take it for another request.
  expect(new Set(sends.map((entry) => `${entry.requestid} ${entry.requestBody}`)).size).toBe(1);
});

test("a lost answer to a new customer is found by its name", async () => {
  const acme = await ready();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { commitThenDrop: true } });
  await firm.sync();
  await firm.advance(131);
  await firm.drain();
  expect(firm.records("Customer")).toHaveLength(1);
  expect(await firm.stateOf("client", acme.id)).toBe("synced");
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("work whose process died is taken over: what was on its way is looked up, the rest goes on", async () => {
  const acme = await ready();
  const [first, second] = [await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "1.00" }]), await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "2.00" }])];
  const { runId } = await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  // The process dies after QuickBooks stored the first invoice and before its answer is settled.
  const dying = firm.engineOf("dying", { singlesInFlight: 1 });
  let isDead = false;
  let wakeUp: () => void = () => {};
  const asleep = new Promise<void>((resolve) => {
    wakeUp = resolve;
  });
  const fetch = firm.emulator.fetch.bind(firm.emulator);
  firm.emulator.fetch = async (request) => {
    if (isDead) await asleep;
    const answer = await fetch(request.clone());
    if (request.method === "POST" && request.url.includes("/invoice")) {
      isDead = true;
      await asleep;
    }
    return answer;
  };
  const zombie = dying.workOnce();
  for (let waited = 0; waited < 100 && !isDead; waited += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  firm.emulator.fetch = fetch;
  expect(await firm.rows("select state from hub.call where ledger_kind = 'invoice'")).toEqual([{ state: "sending" }]);
  expect(await firm.engine.workOnce()).toBe(false);

  await firm.advance(61);
  await firm.drain();
  expect(await firm.run(runId)).toMatchObject({ state: "waiting" });
  expect(firm.records("Invoice")).toHaveLength(2);
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded", summary: "Sent 1 client, sent 2 invoices." });
  expect(firm.records("Invoice")).toHaveLength(2);
  for (const { id } of [first, second]) expect(await firm.stateOf("invoice", id)).toBe("synced");

  // It was only asleep: what it wakes up with is no longer its to write.
  wakeUp();
  await zombie;
  expect(firm.logs.map((log) => log.message)).toEqual(["another process took the work over"]);
  expect(firm.records("Invoice")).toHaveLength(2);
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
});

test("a lost answer to a batch leaves every invoice once", async () => {
  const acme = await ready({ config: { thriftyLimit: 0 } });
  await firm.sync();
  for (let index = 1; index <= 5; index += 1) await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${index}.00` }]);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { commitThenDrop: true } });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", counts: { checking: 5 } });
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", summary: "Sent 5 invoices." });
  expect(firm.records("Invoice")).toHaveLength(5);
});

test("a write whose story ends in an hourly look without a run of its own keeps the run that sent it in its history", async () => {
  await ready();
  await firm.sync();
  const bolt = await firm.addClient({ businessName: "Bolt Inc" });
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { commitThenDrop: true } });
  const first = await firm.sync();
  await firm.engine.cancelRun({ firmId: firm.firmId, runId: first.id, actor: firm.actor });
  await firm.drain();
  await firm.advance(3_600);
  await firm.engine.dispatchDue("clients");
  await firm.drain();
  expect(await firm.stateOf("client", bolt.id)).toBe("synced");
  expect(await firm.rows("select run_id from hub.record_event where record_id = $1 and action = 'sent'", [bolt.id])).toEqual([{ run_id: first.id }]);
  expect(await firm.violations()).toEqual([]);
});
