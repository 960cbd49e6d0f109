import { type CalendarDate, calendarDate } from "../calendar-date.js";
import { HubError } from "../errors.js";
import { newId } from "../ids.js";
import type { Decimal } from "../money.js";
import { checkRate } from "../rules/time-rate.js";
import { checkTimeAction, type TimeStatus } from "../rules/time-locking.js";
import { checkCurrency } from "./client.js";
import { withChanges } from "./with-changes.js";

export interface TimeEntryDetails {
  staffId: string;
  clientId: string;
  siteId: string | null;
  categoryId: string;
  /** Of the same category. */
  typeId: string | null;
  /** In the firm's calendar; never shifted by a time zone. */
  day: CalendarDate;
  /** Whole minutes, 1 to 1,440. */
  minutes: number;
  note: string;
  isBillable: boolean;
  /** An hourly rate of this entry's own; it goes before all others. */
  rate: Decimal | null;
  currency: string;
}

/** Work of one person for one client on one day; a TimeActivity in QuickBooks. */
export class TimeEntry implements TimeEntryDetails {
  readonly id: string;
  readonly firmId: string;
  staffId!: string;
  clientId!: string;
  siteId!: string | null;
  categoryId!: string;
  typeId!: string | null;
  day!: CalendarDate;
  minutes!: number;
  note!: string;
  isBillable!: boolean;
  status: TimeStatus;
  rate!: Decimal | null;
  /** What an hour is billed at, decided at approval and kept. */
  frozenRate: Decimal | null;
  currency!: string;
  invoiceId: string | null;
  invoiceLineId: string | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  returnedNote: string | null;
  /** Equal for the same entry in another upload. */
  importFingerprint: string | null;
  readonly version: number;

  constructor(firmId: string, details: TimeEntryDetails, importFingerprint: string | null = null) {
    this.id = newId();
    this.firmId = firmId;
    this.status = "draft";
    this.frozenRate = null;
    this.invoiceId = null;
    this.invoiceLineId = null;
    this.approvedBy = null;
    this.approvedAt = null;
    this.returnedNote = null;
    this.importFingerprint = importFingerprint;
    this.version = 1;
    this.write(details);
  }

  /**
   * Changes what is named and leaves the rest. Approved time stays approved: give `rate`, decided anew, when the change
   * touches what the rate depends on (see `decidesRate`). Throws `CONFLICT` when an invoice holds it.
   */
  edit(changes: Partial<TimeEntryDetails>, invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "edit", invoiceLabel);
    this.write(withChanges<TimeEntryDetails>(this, changes));
  }

  checkDeletable(invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "delete", invoiceLabel);
  }

  submit(invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "submit", invoiceLabel);
    this.status = "submitted";
    this.returnedNote = null;
  }

  /** Gives submitted time back to who entered it, with the reason. */
  return(note: string, invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "return", invoiceLabel);
    if (note.trim() === "") throw new HubError("INVALID", "Say why the time is returned.", ["note"]);
    this.status = "draft";
    this.returnedNote = note.trim();
  }

  /** Approves and freezes the rate; billable time without any rate is refused, for it would bill nothing. */
  approve({ by, at, rate }: { by: string; at: Date; rate: Decimal | null }, invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "approve", invoiceLabel);
    this.freezeRate(rate);
    this.status = "approved";
    this.approvedBy = by;
    this.approvedAt = at;
    this.returnedNote = null;
  }

  /** Freezes another rate in approved time whose entry was corrected. */
  freezeRate(rate: Decimal | null): void {
    if (this.isBillable && rate === null) {
      throw new HubError("CONFLICT", "This time is billable and has no rate. Give the entry, its type, its category or the staff member an hourly rate.", ["rate"]);
    }
    this.frozenRate = rate;
  }

  /** Takes the approval back: the entry waits again, and what was sent is planned to be deleted on the other side. */
  unapprove(invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "unapprove", invoiceLabel);
    this.status = "submitted";
    this.frozenRate = null;
    this.approvedBy = null;
    this.approvedAt = null;
  }

  /** Puts approved time on a line of an invoice. */
  lock(invoiceId: string, lineId: string, invoiceLabel: string | null = null): void {
    checkTimeAction(this.status, "lock", invoiceLabel);
    if (this.status !== "approved") throw new HubError("CONFLICT", "Only approved time can go on an invoice.", ["status"]);
    this.status = "locked";
    this.invoiceId = invoiceId;
    this.invoiceLineId = lineId;
  }

  /** Frees the time of an invoice that was voided, or of a line taken out: approved and unbilled again. */
  unlock(): void {
    if (this.status !== "locked") return;
    this.status = "approved";
    this.invoiceId = null;
    this.invoiceLineId = null;
  }

  private write(details: TimeEntryDetails): void {
    if (!Number.isInteger(details.minutes) || details.minutes < 1 || details.minutes > 1440) {
      throw new HubError("INVALID", "Time is entered in whole minutes, from 1 to 1440 (a day).", ["minutes"]);
    }
    // QuickBooks keeps 4,000 characters of a time activity's description.
    if ([...details.note].length > 4000) throw new HubError("INVALID", "The note has more than 4,000 characters. Shorten it.", ["note"]);
    this.staffId = details.staffId;
    this.clientId = details.clientId;
    this.siteId = details.siteId;
    this.categoryId = details.categoryId;
    this.typeId = details.typeId;
    this.day = calendarDate(details.day);
    this.minutes = details.minutes;
    this.note = details.note.trim();
    this.isBillable = details.isBillable;
    this.rate = checkRate(details.rate);
    this.currency = checkCurrency(details.currency);
  }
}
