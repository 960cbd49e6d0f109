import { newId } from "@tieout/domain";
import { insertRun, markDirty } from "@tieout/store";
import { afterEach, expect, test, vi } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const somebodyWaits = async () => (await firm.context.store.withoutFirm((query) => query<{ n: number }>("select count(*)::int as n from pg_locks where not granted and locktype in ('advisory', 'transactionid', 'tuple')")))[0]?.n === 1;

test("a decision about records that a run is storing a plan of waits for the run, and neither is refused", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "1.00" }]);
  const item = firm.addItem("Bookkeeping");
  await firm.sync();
  await firm.map(firm.books, item);
  const decided = firm.inFirm(async (session) => {
    // As a plan is stored: its run first, its records after.
    await insertRun(session, { id: newId(), connectionId: firm.connectionId, kind: "invoices", trigger: "schedule", state: "succeeded", startedBy: null });
    const decision = firm.engine.mappingChanged({ firmId: firm.firmId, connectionId: firm.connectionId, actor: firm.actor });
    await vi.waitUntil(somebodyWaits, { timeout: 20_000, interval: 20 });
    await markDirty(session, "invoice", [invoice.id]);
    return { decision };
  });
  expect(await (await decided).decision).toMatchObject({ released: 1 });
  await firm.drain();
  expect(firm.records("Invoice")).toHaveLength(1);
});
