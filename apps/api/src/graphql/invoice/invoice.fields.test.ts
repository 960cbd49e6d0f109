import "reflect-metadata";
import type { InvoiceView } from "@tieout/store";
import { expect, test } from "vitest";
import { InvoiceFields } from "./invoice.fields.js";

const tiesOut = (status: InvoiceView["status"], subtotal: string, ledgerSubtotal: string | null) => new InvoiceFields().tiesOut({ status, subtotal, ledgerSubtotal } as InvoiceView);

test("an invoice ties out where QuickBooks has the same subtotal to the cent, and says nothing before it answered", () => {
  expect(tiesOut("processed_externally", "100", "100.00")).toBe(true);
  expect(tiesOut("processed_externally", "100.00", "99.99")).toBe(false);
  expect(tiesOut("new", "100.00", null)).toBeNull();
});

test("a void invoice keeps its figures and ties out with nothing; until QuickBooks has voided it, it does not", () => {
  expect(tiesOut("void", "8766.66", "0.00")).toBe(true);
  expect(tiesOut("void", "8766.66", "8766.66")).toBe(false);
});
