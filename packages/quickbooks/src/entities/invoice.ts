import type { LedgerInvoice, LedgerInvoiceLine } from "@tieout/domain";
import { z } from "zod";
import { optionalMoney, optionalReference, optionalText } from "../wire.js";
import { defineEntity } from "./codec.js";
import { date, ref, text } from "./fields.js";
import { decodeLines, encodeLines, invoiceLines } from "./invoice-lines.js";

const wire = z.object({
  CustomerRef: z.object({ value: z.string() }),
  DocNumber: optionalText,
  TxnDate: z.string(),
  DueDate: optionalText,
  SalesTermRef: optionalReference,
  BillEmail: z.object({ Address: optionalText }).nullish(),
  CurrencyRef: optionalReference,
  CustomerMemo: z.object({ value: optionalText }).nullish(),
  PrivateNote: optionalText,
  Line: invoiceLines,
  TxnTaxDetail: z.object({ TxnTaxCodeRef: optionalReference, TotalTax: optionalMoney }).nullish(),
  TotalAmt: optionalMoney,
  Balance: optionalMoney,
  EmailStatus: optionalText,
});

/** Our tag among whatever else stands in the private note: "hub:" and letters and digits of base32. */
const markerPattern = /\bhub:[a-z2-7]+\b/i;

export const invoice = defineEntity<LedgerInvoice, z.infer<typeof wire>>({
  kind: "invoice",
  name: "Invoice",
  inactive: "none",
  operations: ["create", "update", "delete", "void"],
  wire,
  // Also in a sparse update, else 2020 (reliability FC-47). Sent lines replace the stored ones and get new line ids.
  required: ["customerId", "lines"],
  fields: {
    customerId: ref("CustomerRef", (i) => i.customerId),
    number: text("DocNumber", (i) => i.number),
    issuedOn: date("TxnDate", (i) => i.issuedOn),
    dueOn: date("DueDate", (i) => i.dueOn),
    termId: ref("SalesTermRef", (i) => i.termId),
    billEmail: text("BillEmail.Address", (i) => i.billEmail),
    currency: ref("CurrencyRef", (i) => i.currency),
    memo: text("CustomerMemo.value", (i) => i.memo),
    // US, manual tax: TAX lines without it carry no tax at all (recorded, qbo-protocol 16). The total is QuickBooks' to compute.
    taxCodeId: ref("TxnTaxDetail.TxnTaxCodeRef", (i) => i.taxCodeId),
    marker: text("PrivateNote", (i) => i.marker),
    lines: ({ lines }) => ({ Line: encodeLines(lines) }),
  },
  finish: (object, { lines }) => (hasCountryTaxCode(lines) ? { ...object, GlobalTaxCalculation: "TaxExcluded" } : object),
  decode: (w) => {
    const { lines, subtotal } = decodeLines(w.Line);
    return {
      name: w.DocNumber ?? "",
      isActive: true,
      document: {
        kind: "invoice",
        customerId: w.CustomerRef.value,
        number: w.DocNumber,
        issuedOn: w.TxnDate,
        dueOn: w.DueDate,
        termId: w.SalesTermRef,
        billEmail: w.BillEmail?.Address ?? null,
        currency: w.CurrencyRef,
        memo: w.CustomerMemo?.value ?? null,
        taxCodeId: w.TxnTaxDetail?.TxnTaxCodeRef ?? null,
        marker: markerPattern.exec(w.PrivateNote ?? "")?.[0] ?? null,
        lines,
        subtotal,
        tax: w.TxnTaxDetail?.TotalTax ?? null,
        total: w.TotalAmt,
        balance: w.Balance,
        // There is no flag: QuickBooks sets the amounts to 0 and writes "Voided" in front of the note (qbo-protocol 5.4).
        isVoid: w.TotalAmt === "0.00" && (w.PrivateNote ?? "").startsWith("Voided"),
        isEmailed: w.EmailStatus === "EmailSent",
      },
    };
  },
});

/** US lines say TAX or NON; every other code belongs to a country where the calculation must be named (qbo-entities 11). */
function hasCountryTaxCode(lines: readonly LedgerInvoiceLine[]): boolean {
  return lines.some(({ taxCodeId }) => taxCodeId !== null && taxCodeId !== "TAX" && taxCodeId !== "NON");
}
