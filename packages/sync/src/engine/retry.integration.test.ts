import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const retry = (runId: string) => firm.engine.retry({ firmId: firm.firmId, connectionId: firm.connectionId, refusedIn: runId, trigger: "retry", requestedBy: "Ana" });

test("what a run was refused goes again, whatever its kind and date, and nothing else goes with it", async () => {
  firm = await syncFixture({ startDate: "2026-11-01" });
  await firm.enabled();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.sync();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const refused = await firm.addClient({ businessName: "Refused & Sons" });
  const invoices = [];
  for (let n = 1; n <= 12; n += 1) invoices.push(await firm.addInvoice(acme.id, [{ category: firm.tax, amount: `${n}.00` }], { issuedOn: "2026-10-30" }));
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { status: 400, fault: { code: "2010" } }, times: 0 });
  firm.emulator.fault({ when: { entity: "Customer", operation: "create", match: "Refused" }, then: { status: 400, fault: { code: "2010" } } });
  const run = await firm.sync({ scope: { clientIds: [acme.id, refused.id], invoiceIds: invoices.map(({ id }) => id) } });
  expect(run).toMatchObject({ state: "partial", failure: null, counts: { created: 1, refused: 13 } });

  firm.emulator.removeFaults();
  const later = await firm.addClient({ businessName: "Later Inc" });
  const again = await retry(run.id);
  expect(again.records).toBe(13);
  await firm.drain();
  expect(await firm.run(again.runId)).toMatchObject({ state: "succeeded", kind: "everything", counts: { created: 13, refused: 0 } });
  expect(firm.records("Invoice")).toHaveLength(12);
  expect(await firm.stateOf("client", later.id), "it was not asked for").toBe("never-sent");
  await expect(retry(again.runId)).rejects.toThrow("Nothing of this run was refused");
});

test("records of one kind go again in a run of that kind", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  firm.emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { status: 400, fault: { code: "2010" } } });
  const run = await firm.sync();
  const again = await retry(run.id);
  await firm.drain();
  expect(await firm.run(again.runId)).toMatchObject({ state: "succeeded", kind: "clients", trigger: "retry" });
  expect(await firm.stateOf("client", acme.id)).toBe("synced");
});
