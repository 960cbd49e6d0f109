import { type CalendarDate, calendarDate } from "../calendar-date.js";
import { HubError } from "../errors.js";
import { newId } from "../ids.js";
import { type Decimal, decimal } from "../money.js";
import { invoiceTotals } from "../rules/invoice-totals.js";
import { optionalEmail, optionalText } from "../rules/record-text.js";
import { writtenDay, writtenNumber } from "../written.js";
import { checkCurrency } from "./client.js";
import type { RollUp } from "./firm.js";
import type { InvoiceLine } from "./invoice-line.js";
import { withChanges } from "./with-changes.js";

/** draft: being written · new: final, waits to be sent · processed_externally: in QuickBooks, read-only · void: withdrawn */
export type InvoiceStatus = "draft" | "new" | "processed_externally" | "void";

export interface InvoiceDetails {
  clientId: string;
  siteId: string | null;
  /** Null until the firm or QuickBooks gives one; at most 21 characters, as QuickBooks takes. */
  number: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  billEmail: string | null;
  currency: string;
  memo: string | null;
  rollUp: RollUp;
}

/** Whose tax rules apply when totals are computed. */
export interface TaxBasis {
  taxRatePercent: Decimal;
  isClientTaxable: boolean;
}

/** What the firm asks a client to pay; an Invoice in QuickBooks. Its lines are loaded beside it. */
export class Invoice implements InvoiceDetails {
  readonly id: string;
  readonly firmId: string;
  readonly clientId: string;
  siteId!: string | null;
  number!: string | null;
  status: InvoiceStatus;
  issuedOn!: CalendarDate;
  dueOn!: CalendarDate;
  billEmail!: string | null;
  readonly currency: string;
  memo!: string | null;
  readonly rollUp: RollUp;
  subtotal: Decimal;
  tax: Decimal;
  total: Decimal;
  /** What the ledger answered, kept beside ours. */
  ledgerSubtotal: Decimal | null;
  ledgerTax: Decimal | null;
  ledgerTotal: Decimal | null;
  ledgerBalance: Decimal | null;
  finalizedAt: Date | null;
  voidedAt: Date | null;
  readonly version: number;

  constructor(firmId: string, details: InvoiceDetails) {
    this.id = newId();
    this.firmId = firmId;
    this.clientId = details.clientId;
    this.currency = checkCurrency(details.currency);
    this.rollUp = details.rollUp;
    this.status = "draft";
    this.subtotal = "0";
    this.tax = "0";
    this.total = "0";
    this.ledgerSubtotal = null;
    this.ledgerTax = null;
    this.ledgerTotal = null;
    this.ledgerBalance = null;
    this.finalizedAt = null;
    this.voidedAt = null;
    this.version = 1;
    this.write(details);
  }

  /** How people name it: its number, else what it is. */
  get label(): string {
    return this.number ?? `of ${writtenDay(this.issuedOn)} (no number yet)`;
  }

  /** Changes the head of a draft. Throws `CONFLICT` once it is final. */
  update(changes: Partial<Omit<InvoiceDetails, "clientId" | "currency" | "rollUp">>): void {
    this.checkDraft();
    this.write(withChanges<InvoiceDetails>(this, changes));
  }

  /** Computes subtotal, tax and total of a draft from its lines. */
  computeTotals(lines: readonly InvoiceLine[], tax: TaxBasis): void {
    this.checkDraft();
    Object.assign(this, invoiceTotals(lines, { ...tax, currency: this.currency }));
  }

  /** Throws `CONFLICT` unless it is a draft: what is final is read-only, what was sent even more so. */
  checkDraft(): void {
    if (this.status === "draft") return;
    const because = {
      new: "is final. Void it and write another to change it.",
      processed_externally: "is in QuickBooks and read-only here. Void it and write another, or change it in QuickBooks.",
      void: "is void. Write another one.",
    }[this.status];
    throw new HubError("CONFLICT", `Invoice ${this.label} ${because}`, ["status"]);
  }

  /**
   * Makes a draft final: from now on it waits to be sent. Refuses an invoice without lines, and names the first line that has
   * no category: such a line would be dropped silently by the other side, so the whole invoice waits instead.
   */
  finalize({ at, number, lines, tax }: { at: Date; number: string | null; lines: readonly InvoiceLine[]; tax: TaxBasis }): void {
    this.checkDraft();
    if (lines.length === 0) throw new HubError("CONFLICT", `Invoice ${this.label} has no lines. Add one first.`, ["lines"]);
    const index = lines.findIndex((line) => line.categoryId === null);
    const unsorted = lines[index];
    if (unsorted) {
      const text = unsorted.description === "" ? "without text" : `"${unsorted.description}"`;
      throw new HubError("CONFLICT", `Line ${index + 1} ${text} has no billable category. Choose one: it decides the service in QuickBooks.`, ["lines", String(index), "categoryId"]);
    }
    this.computeTotals(lines, tax);
    this.number = number;
    this.status = "new";
    this.finalizedAt = at;
  }

  /** The ledger has it: read-only from now on, with what the ledger computed beside our own sums. */
  markProcessedExternally(ledger: { number: string | null; subtotal: Decimal | null; tax: Decimal | null; total: Decimal | null; balance: Decimal | null }): void {
    if (this.status !== "new" && this.status !== "processed_externally") {
      throw new HubError("CONFLICT", `Invoice ${this.label} is ${this.status} and cannot be marked as processed.`, ["status"]);
    }
    this.status = "processed_externally";
    this.number ??= ledger.number;
    this.ledgerSubtotal = ledger.subtotal;
    this.ledgerTax = ledger.tax;
    this.ledgerTotal = ledger.total;
    this.ledgerBalance = ledger.balance;
  }

  /**
   * What somebody made of it in the ledger becomes ours. Throws `CONFLICT` unless the ledger has it, `INVALID` for what no invoice here can be.
   * @param ledger as the ledger has it; a day it does not know stays as it is here
   */
  takeFromLedger(ledger: { number: string | null; issuedOn: CalendarDate; dueOn: CalendarDate | null; subtotal: Decimal; tax: Decimal; total: Decimal }): void {
    if (this.status !== "processed_externally") throw new HubError("CONFLICT", `Invoice ${this.label} is ${this.status} here.`, ["status"]);
    const { number, issuedOn, dueOn, subtotal, tax, total } = ledger;
    this.write(withChanges<InvoiceDetails>(this, { number, issuedOn, dueOn: dueOn ?? this.dueOn }));
    Object.assign(this, { subtotal, tax, total });
  }

  /**
   * Withdraws it for good; the number stays taken. One that was sent is planned to be voided on the other side. Throws `CONFLICT` for one that is void
   * already, and while money received stands against it: QuickBooks would void it and leave the payment without an invoice (reliability FC-43).
   */
  void(at: Date): void {
    if (this.status === "void") throw new HubError("CONFLICT", `Invoice ${this.label} is already void.`, ["status"]);
    const received = this.ledgerTotal === null || this.ledgerBalance === null ? null : decimal(this.ledgerTotal).minus(this.ledgerBalance);
    if (received?.gt(0)) {
      throw new HubError("CONFLICT", `Of invoice ${this.label}, ${writtenNumber(received.toFixed(2))} was paid in QuickBooks. Give the client a credit memo there, or take the payment off the invoice first; then void it.`, ["status"]);
    }
    this.status = "void";
    this.voidedAt = at;
  }

  /** It is not in the ledger any more: what it came to there, and what was received for it, is nobody's figure now. */
  leaveLedger(): void {
    this.ledgerSubtotal = null;
    this.ledgerTax = null;
    this.ledgerTotal = null;
    this.ledgerBalance = null;
  }

  private write(details: InvoiceDetails): void {
    this.siteId = details.siteId;
    this.number = optionalText(details.number, "The number", "number", 21);
    this.issuedOn = calendarDate(details.issuedOn);
    this.dueOn = calendarDate(details.dueOn);
    if (this.dueOn < this.issuedOn) throw new HubError("INVALID", "An invoice cannot be due before its date.", ["dueOn"]);
    this.billEmail = optionalEmail(details.billEmail, "billEmail");
    this.memo = optionalText(details.memo, "The memo", "memo", 1000);
  }
}
