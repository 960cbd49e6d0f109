import { mappingRows, patchConnection, setupFacts } from "@tieout/store";
import { setDefaultItem } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const facts = () => firm.inFirm((session) => setupFacts(session, firm.connectionId));
const lastSuccess = async () => (await firm.rows<{ at: string | null }>("select last_success_at as at from hub.ledger_connection"))[0]?.at ?? null;

test("the first plan only reads: nothing has succeeded and nothing is approved until a person approves it", async () => {
  firm = await syncFixture();
  await firm.addClient({ businessName: "Acme Inc" });
  const { planId } = await firm.firstPlan();
  expect(await lastSuccess()).toBeNull();
  expect(await facts()).toMatchObject({ approved: false });
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  expect(await facts()).toMatchObject({ approved: true });
  await firm.drain();
  const approved = await lastSuccess();
  expect(approved).not.toBeNull();
  await firm.addClient({ businessName: "Bolt Inc" });
  await firm.sync({ scope: { isPlanOnly: true } });
  expect(await lastSuccess()).toEqual(approved);
});

test("mapping is done when every code that unsent invoices need has a service, or a default item serves them", async () => {
  firm = await syncFixture();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  expect(await facts()).toMatchObject({ mapped: false });
  const item = firm.addItem("Tax return");
  await firm.map(firm.tax, item);
  expect(await facts()).toMatchObject({ mapped: true });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }]);
  expect(await facts()).toMatchObject({ mapped: false });
  await firm.firstPlan();
  await setDefaultItem(firm.context, { itemId: item });
  expect(await facts()).toMatchObject({ mapped: true });
});

test("a code waits with the invoices that would go now: none before the start date, none set aside, none once it is served", async () => {
  firm = await syncFixture({ startDate: "2026-11-01" });
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "5.00" }], { issuedOn: "2026-10-31" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "10.00" }, { category: firm.books, amount: "1.00" }, { category: firm.tax, amount: "7.00" }]);
  const aside = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "20.00" }]);
  const waiting = async () =>
    Object.fromEntries((await firm.inFirm((session) => mappingRows(session, firm.connectionId, "billable-category"))).map((row) => [row.code, [row.waitingInvoices, Number(row.waitingAmount)]]));
  expect(await waiting()).toEqual({ BOOKS: [2, 31], TAX: [1, 7] });
  await firm.engine.setAside({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "invoice", recordId: aside.id }], reason: "cash", actor: firm.actor });
  expect(await waiting()).toEqual({ BOOKS: [1, 11], TAX: [1, 7] });
  await firm.map(firm.books, firm.addItem("Bookkeeping"));
  await firm.firstPlan();
  expect(await waiting()).toEqual({ BOOKS: [0, 0], TAX: [1, 7] });
  await firm.inFirm((session) => patchConnection(session, firm.connectionId, { startDate: "2026-12-01" }));
  expect(await waiting()).toEqual({ BOOKS: [0, 0], TAX: [0, 0] });
});
