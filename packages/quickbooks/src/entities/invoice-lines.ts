import { decimal, sameDecimal, type Decimal, type LedgerInvoiceLine } from "@tieout/domain";
import { z } from "zod";
import { moneyText, optionalDecimal, optionalMoney, optionalReference, optionalText, refusedBeforeSending, trimmed, wireNumber, type WireObject } from "../wire.js";

const salesDetail = z.object({
  ItemRef: optionalReference,
  ClassRef: optionalReference,
  TaxCodeRef: optionalReference,
  Qty: optionalDecimal,
  UnitPrice: optionalMoney,
  ServiceDate: optionalText,
});

const plainLine = z.object({
  DetailType: optionalText,
  Description: optionalText,
  Amount: optionalMoney,
  SalesItemLineDetail: salesDetail.nullish(),
});

/** A bundle nests its sales lines one level deep; its own amount is 0 (recorded, qbo-entities 6.1). */
export const invoiceLines = z
  .array(plainLine.extend({ GroupLineDetail: z.object({ Line: z.array(plainLine).nullish() }).nullish() }))
  .nullish()
  .transform((lines) => lines ?? []);

/**
 * A line with money needs an item: QuickBooks takes one without for documentation and ignores its amount. Quantity and price go
 * together or not at all, since QuickBooks multiplies them and refuses a line whose amount differs (6070).
 */
export function encodeLines(lines: readonly LedgerInvoiceLine[]): WireObject[] {
  return lines.map((line) => {
    const description = line.description === null ? {} : { Description: line.description };
    if (line.itemId === null) {
      if (!sameDecimal(line.amount, "0")) throw refusedBeforeSending("An invoice line with an amount needs a product or service.");
      return { DetailType: "DescriptionOnly", ...description, DescriptionLineDetail: {} };
    }
    if ((line.quantity === null) !== (line.unitPrice === null)) {
      throw refusedBeforeSending("An invoice line carries quantity and price together or neither.");
    }
    return {
      DetailType: "SalesItemLineDetail",
      Amount: wireNumber(line.amount),
      ...description,
      SalesItemLineDetail: {
        ItemRef: { value: line.itemId },
        ...(line.classId !== null && { ClassRef: { value: line.classId } }),
        ...(line.taxCodeId !== null && { TaxCodeRef: { value: line.taxCodeId } }),
        ...(line.quantity !== null && line.unitPrice !== null && { Qty: wireNumber(line.quantity), UnitPrice: wireNumber(line.unitPrice) }),
        ...(line.serviceDate !== null && { ServiceDate: line.serviceDate }),
      },
    };
  });
}

/**
 * Sales lines and plain text lines in QuickBooks' order; the lines of a bundle one by one. The subtotal is QuickBooks' own line
 * when there is one (it counts hidden statement charges too), else the sum.
 */
export function decodeLines(wire: z.infer<typeof invoiceLines>): { lines: LedgerInvoiceLine[]; subtotal: Decimal } {
  const lines = wire
    .flatMap((line) => (line.DetailType === "GroupLineDetail" ? (line.GroupLineDetail?.Line ?? []) : [line]))
    .filter((line) => line.DetailType === "SalesItemLineDetail" || line.DetailType === "DescriptionOnly")
    .map((line): LedgerInvoiceLine => {
      const detail = line.SalesItemLineDetail;
      return {
        description: line.Description,
        itemId: detail?.ItemRef ?? null,
        classId: detail?.ClassRef ?? null,
        taxCodeId: detail?.TaxCodeRef ?? null,
        quantity: detail?.Qty ? trimmed(detail.Qty) : null,
        unitPrice: detail?.UnitPrice ?? null,
        amount: line.Amount ?? "0.00",
        serviceDate: detail?.ServiceDate ?? null,
      };
    });
  const printed = wire.find((line) => line.DetailType === "SubTotalLineDetail")?.Amount;
  return { lines, subtotal: printed ?? sum(lines) };
}

function sum(lines: readonly LedgerInvoiceLine[]): Decimal {
  return moneyText(lines.reduce((total, line) => total.plus(decimal(line.amount)), decimal("0")).toFixed());
}
