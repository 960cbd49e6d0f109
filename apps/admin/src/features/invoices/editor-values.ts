import { parseDecimal } from "../../lib/decimal.js";
import type { SelectOption } from "../../ui/search-select.js";
import { billableValue } from "../../lib/billable-options.js";
import type { InvoiceDetail } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import { currencyDigits, product, sum } from "./line-math.js";

const texts = invoicesTexts.edit;

/** One line as it is typed. */
export interface LineValues {
  /** Steady through edits: the stored line's id, or one made here. */
  readonly key: string;
  /** Of a stored line: sent back, it keeps the time behind it. */
  readonly id: string | null;
  readonly description: string;
  readonly service: SelectOption | null;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly isTaxable: boolean;
  readonly isFromTime: boolean;
  readonly serviceDate: string | null;
}

let made = 0;

export function emptyLine(): LineValues {
  made += 1;
  return { key: `new-${made}`, id: null, description: "", service: null, quantity: "", unitPrice: "", amount: "", isTaxable: false, isFromTime: false, serviceDate: null };
}

/** The stored lines as they are typed. */
export function lineValues(lines: InvoiceDetail["lines"]): LineValues[] {
  return lines.map((line) => {
    const billable = line.type ?? line.category;
    return {
      key: line.id, id: line.id, description: line.description,
      service: billable && line.category ? { value: billableValue(line.category.id, line.type?.id), label: `${billable.code} ${billable.name}` } : null,
      quantity: line.quantity ?? "", unitPrice: line.unitPrice?.amount ?? "", amount: line.amount.amount, isTaxable: line.isTaxable, isFromTime: line.isFromTime, serviceDate: line.serviceDate,
    };
  });
}

/** What a line comes to: hours times rate where both are given, else the amount typed. Null while it is no amount. */
export function lineAmount(line: LineValues, currency: string): string | null {
  const digits = currencyDigits(currency);
  const quantity = parseDecimal(line.quantity, 5);
  const unitPrice = parseDecimal(line.unitPrice, 5);
  if (quantity && unitPrice) return product(quantity, unitPrice, digits);
  return parseDecimal(line.amount, digits) ?? null;
}

/** What the lines come to. */
export function subtotalOf(lines: readonly LineValues[], currency: string): string {
  return sum(lines.map((line) => lineAmount(line, currency) ?? "0"), currencyDigits(currency));
}

/** The first fault of a line, with the field it is in; null when it can be sent. */
export function lineFault(line: LineValues, currency: string): { readonly field: "description" | "quantity" | "unitPrice" | "amount"; readonly message: string } | null {
  if (line.description.trim() === "" && !line.service) return { field: "description", message: texts.empty };
  const quantity = parseDecimal(line.quantity, 5);
  const unitPrice = parseDecimal(line.unitPrice, 5);
  if (quantity === undefined) return { field: "quantity", message: texts.quantityInvalid };
  if (unitPrice === undefined) return { field: "unitPrice", message: texts.amountInvalid };
  if ((quantity === null) !== (unitPrice === null)) return { field: quantity === null ? "quantity" : "unitPrice", message: texts.both };
  return lineAmount(line, currency) === null ? { field: "amount", message: texts.amountInvalid } : null;
}

/** A line as the API takes it. */
export function lineInput(line: LineValues, currency: string) {
  const [categoryId = null, typeId = null] = line.service?.value.split(" ") ?? [];
  const quantity = parseDecimal(line.quantity, 5) ?? null;
  const unitPrice = parseDecimal(line.unitPrice, 5) ?? null;
  return {
    ...(line.id ? { id: line.id } : {}),
    description: line.description.trim() || (line.service?.label.split(" ").slice(1).join(" ") ?? ""),
    categoryId, typeId, quantity, unitPrice, amount: lineAmount(line, currency), isTaxable: line.isTaxable, serviceDate: line.serviceDate,
  };
}
