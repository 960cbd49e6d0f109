import { type CalendarDate, calendarDate } from "../calendar-date.js";
import { newId } from "../ids.js";
import type { Decimal } from "../money.js";
import { lineAmount } from "../rules/invoice-lines.js";
import { optionalText } from "../rules/record-text.js";

export interface InvoiceLineDetails {
  description: string;
  /** Needed before the invoice is final: it decides the service in QuickBooks. */
  categoryId: string | null;
  typeId: string | null;
  /** Both or neither; see `lineAmount`. */
  quantity: Decimal | null;
  unitPrice: Decimal | null;
  /** Null to have it computed from quantity and unit price. */
  amount: Decimal | null;
  isTaxable: boolean;
  serviceDate: CalendarDate | null;
}

/** One line of an invoice, by hand or from time. */
export class InvoiceLine {
  readonly id: string;
  readonly firmId: string;
  readonly invoiceId: string;
  position: number;
  description!: string;
  categoryId!: string | null;
  typeId!: string | null;
  quantity!: Decimal | null;
  unitPrice!: Decimal | null;
  amount!: Decimal;
  isTaxable!: boolean;
  readonly isFromTime: boolean;
  serviceDate!: CalendarDate | null;

  constructor(invoice: { id: string; firmId: string; currency: string }, position: number, details: InvoiceLineDetails, isFromTime = false) {
    this.id = newId();
    this.firmId = invoice.firmId;
    this.invoiceId = invoice.id;
    this.position = position;
    this.isFromTime = isFromTime;
    this.write(details, invoice.currency);
  }

  /** Replaces what the line says; time behind it stays behind it. */
  write(details: InvoiceLineDetails, currency: string): void {
    Object.assign(this, lineAmount(details, currency));
    // QuickBooks keeps 4,000 characters of a line's description.
    this.description = optionalText(details.description, "The description", "description", 4000) ?? "";
    this.categoryId = details.categoryId;
    this.typeId = details.typeId;
    this.isTaxable = details.isTaxable;
    this.serviceDate = details.serviceDate === null ? null : calendarDate(details.serviceDate);
  }
}
