import { voidInvoice } from "@tieout/practice";
import { blankUs } from "@tieout/quickbooks-emulator";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type FixtureOptions, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** A taxable invoice of 1,250.00 that went out. */
async function sent(options: FixtureOptions = {}) {
  firm = await syncFixture(options);
  await firm.map(firm.books, firm.addItem("Bookkeeping"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const invoice = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "1250.00" }]);
  await firm.sync();
  return invoice;
}

const figures = async (id: string) => (await firm.rows("select tax::text, total::text, ledger_tax::text as \"ledgerTax\", ledger_total::text as \"ledgerTotal\" from hub.invoice where id = $1", [id]))[0];
const resolve = (causeKey: string, remedy: "accept-theirs" | "dismiss" | "choose-tax-code", values = {}) => firm.engine.resolve({ firmId: firm.firmId, causeKey, remedy, values, actor: firm.actor });

test("a taxable invoice arrives with the tax of the company, to the cent", async () => {
  const invoice = await sent({ firm: { taxRatePercent: "8" } });
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 1350, TxnTaxDetail: { TxnTaxCodeRef: { value: "2" }, TotalTax: 100 } }]);
  expect(await figures(invoice.id)).toEqual({ tax: "100.00", total: "1350.00", ledgerTax: "100.00", ledgerTotal: "1350.00" });
  expect(await firm.problems()).toEqual([]);
});

test("a tax that is not what the firm's rate comes to is a problem with both figures, and QuickBooks' can be taken", async () => {
  const invoice = await sent({ firm: { taxRatePercent: "8.01" } });
  expect(await firm.problems()).toMatchObject([{ kind: "tax-differs", severity: "warning", records: 1 }]);
  expect(await firm.rows("select label, amount::text from hub.problem_record")).toMatchObject([{ label: expect.stringContaining("tax 100.13 here, 100.00 in QuickBooks"), amount: "0.13" }]);
  await resolve("tax:tax-differs", "accept-theirs");
  expect(await figures(invoice.id)).toEqual({ tax: "100.00", total: "1350.00", ledgerTax: "100.00", ledgerTotal: "1350.00" });
  expect(await firm.sync()).toMatchObject({ summary: "Nothing to do: both sides agree." });
  expect(await firm.problems()).toEqual([]);
});

test("no tax where tax was expected is an error, which goes by itself once QuickBooks has the tax", async () => {
  const company = blankUs("Stone Books");
  for (const rate of company.records["TaxRate"] ?? []) rate["RateValue"] = 0;
  const invoice = await sent({ firm: { taxRatePercent: "8" }, company });
  expect(await firm.problems()).toMatchObject([{ kind: "tax-missing", severity: "error", records: 1 }]);
  expect(await figures(invoice.id)).toMatchObject({ tax: "100.00", ledgerTax: "0.00" });
  firm.bookkeeper.change("Invoice", String(firm.records("Invoice")[0]?.Id), { TxnTaxDetail: { TotalTax: 100 } });
  await firm.sync();
  expect(await figures(invoice.id)).toMatchObject({ tax: "100.00", ledgerTax: "100.00", ledgerTotal: "1350.00" });
  expect(await firm.problems()).toEqual([]);
});

test("where QuickBooks names no tax of its own a person chooses once, and what waited goes out with it", async () => {
  const company = blankUs("Stone Books");
  delete (company.preferences["TaxPrefs"] as Record<string, unknown>)["TaxGroupCodeRef"];
  const group = company.records["TaxCode"]?.find((code) => code["Id"] === "2");
  company.records["TaxCode"]?.push({ ...group, Id: "12", Name: "Tucson" });
  const invoice = await sent({ firm: { taxRatePercent: "8" }, company });
  expect(firm.records("Invoice")).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "sales-tax-not-chosen", records: 1 }]);
  await expect(resolve("sales-tax", "choose-tax-code", { taxCodeId: "NON" })).rejects.toThrow(/no such tax code/);
  await resolve("sales-tax", "choose-tax-code", { taxCodeId: "12" });
  await firm.drain();
  expect(firm.records("Invoice")).toMatchObject([{ TxnTaxDetail: { TxnTaxCodeRef: { value: "12" }, TotalTax: 100 } }]);
  expect(await figures(invoice.id)).toMatchObject({ ledgerTax: "100.00" });
  expect(await firm.problems()).toEqual([]);
});

test("with automated sales tax QuickBooks computes, and a difference is no more than a notice", async () => {
  const company = blankUs("Stone Books");
  Object.assign(company.preferences["TaxPrefs"] as object, { PartnerTaxEnabled: true });
  await sent({ firm: { taxRatePercent: "8.01" }, company });
  expect(firm.records("Invoice")).toMatchObject([{ TotalAmt: 1350 }]);
  expect(await firm.problems()).toMatchObject([{ kind: "tax-differs", severity: "info" }]);
  await resolve("tax:tax-differs", "dismiss");
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
});

test("a sent invoice that is voided here ends synced, and the difference of its tax goes with it", async () => {
  const [invoice, other] = [await sent({ firm: { taxRatePercent: "8.01" } }), await firm.addInvoice((await firm.addClient({ businessName: "Birch LLC" })).id, [{ category: firm.books, amount: "500.00" }])];
  await firm.sync();
  expect(await firm.problems()).toMatchObject([{ kind: "tax-differs", severity: "warning", records: 2 }]);
  await voidInvoice(firm.context, { id: invoice.id } as Parameters<typeof voidInvoice>[1]);
  expect(await firm.sync()).toMatchObject({ state: "succeeded", summary: "Voided 1 invoice in QuickBooks." });
  expect(firm.records("Invoice").map((record) => record["TotalAmt"])).toEqual([0, 540]);
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  // As an earlier version left it: voided there, and shown as being sent for ever.
  await firm.rows("update hub.record_sync set state = 'sending' where record_id = $1", [invoice.id]);
  await firm.sync();
  expect(await firm.stateOf("invoice", invoice.id)).toBe("synced");
  expect(await firm.problems()).toMatchObject([{ kind: "tax-differs", records: 1 }]);
  expect(await firm.rows("select record_id from hub.problem_record where released_at is null")).toEqual([{ record_id: other.id }]);
});
