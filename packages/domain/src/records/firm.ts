import { addDays, type CalendarDate, dayIn } from "../calendar-date.js";
import { HubError } from "../errors.js";
import { decimal, type Decimal } from "../money.js";
import { optionalText, requireText } from "../rules/record-text.js";
import { checkCurrency, checkTerms } from "./client.js";
import { withChanges } from "./with-changes.js";

/** By what the lines of an invoice from time are grouped. */
export type RollUp = "category" | "type";

export interface FirmSettings {
  name: string;
  /** IANA name; decides which day it is. */
  timeZone: string;
  homeCurrency: string;
  rollUp: RollUp;
  /** Who gives an invoice its number: the hub, or the ledger when it takes it in. */
  invoiceNumbering: "hub" | "ledger";
  invoiceNumberPrefix: string;
  nextInvoiceNumber: number;
  defaultTermsDays: number;
  /** For clients without one, where QuickBooks needs a state. */
  defaultState: string | null;
  /** An estimate for our documents; the ledger's own tax is kept beside it. */
  taxRatePercent: Decimal;
  /** True when nobody may approve the time they entered themselves. */
  needsOtherApprover: boolean;
}

/** The firm itself: the settings its documents follow. */
export class Firm implements FirmSettings {
  readonly id: string;
  name!: string;
  timeZone!: string;
  homeCurrency!: string;
  rollUp!: RollUp;
  invoiceNumbering!: "hub" | "ledger";
  invoiceNumberPrefix!: string;
  nextInvoiceNumber!: number;
  defaultTermsDays!: number;
  defaultState!: string | null;
  taxRatePercent!: Decimal;
  needsOtherApprover!: boolean;
  readonly version: number;

  constructor(id: string, settings: Partial<FirmSettings> & Pick<FirmSettings, "name" | "timeZone">) {
    this.id = id;
    this.version = 1;
    this.write(withChanges<FirmSettings>({ ...DEFAULTS, name: settings.name, timeZone: settings.timeZone }, settings));
  }

  /** Changes what is named and leaves the rest; documents already final keep what they were made with. */
  update(changes: Partial<FirmSettings>): void {
    this.write(withChanges<FirmSettings>(this, changes));
  }

  /** The day it is where the firm is. */
  today(now: Date): CalendarDate {
    return dayIn(this.timeZone, now);
  }

  /** When an invoice is due: the client's terms, else the firm's. */
  dueOn(issuedOn: CalendarDate, termsDays: number | null): CalendarDate {
    return addDays(issuedOn, termsDays ?? this.defaultTermsDays);
  }

  /** The next invoice number, and counts on. */
  takeInvoiceNumber(): string {
    const number = `${this.invoiceNumberPrefix}${this.nextInvoiceNumber}`;
    this.nextInvoiceNumber += 1;
    return number;
  }

  private write(settings: FirmSettings): void {
    this.name = requireText(settings.name, "The firm's name", "name");
    this.timeZone = checkTimeZone(settings.timeZone);
    this.homeCurrency = checkCurrency(settings.homeCurrency);
    this.rollUp = settings.rollUp;
    this.invoiceNumbering = settings.invoiceNumbering;
    // QuickBooks takes 21 characters in all; 10 digits are ours.
    this.invoiceNumberPrefix = optionalText(settings.invoiceNumberPrefix, "The prefix", "invoiceNumberPrefix", 11) ?? "";
    if (!Number.isInteger(settings.nextInvoiceNumber) || settings.nextInvoiceNumber < 1 || settings.nextInvoiceNumber > 2_147_483_647) {
      throw new HubError("INVALID", "The next invoice number is a whole number from 1.", ["nextInvoiceNumber"]);
    }
    this.nextInvoiceNumber = settings.nextInvoiceNumber;
    this.defaultTermsDays = checkTerms(settings.defaultTermsDays, "defaultTermsDays") ?? DEFAULTS.defaultTermsDays;
    this.defaultState = optionalText(settings.defaultState, "The state", "defaultState");
    this.taxRatePercent = checkPercent(settings.taxRatePercent);
    this.needsOtherApprover = settings.needsOtherApprover;
  }
}

const DEFAULTS: Omit<FirmSettings, "name" | "timeZone"> = {
  homeCurrency: "USD",
  rollUp: "category",
  invoiceNumbering: "ledger",
  invoiceNumberPrefix: "",
  nextInvoiceNumber: 1001,
  defaultTermsDays: 30,
  defaultState: null,
  taxRatePercent: "0",
  needsOtherApprover: false,
};

function checkTimeZone(timeZone: string): string {
  try {
    dayIn(timeZone, new Date(0));
    return timeZone;
  } catch {
    throw new HubError("INVALID", `"${timeZone}" is not a time zone. Write its IANA name, for example America/New_York.`, ["timeZone"]);
  }
}

function checkPercent(percent: Decimal): Decimal {
  const value = decimal(percent);
  if (value.lt(0) || value.gt(100)) throw new HubError("INVALID", "A tax rate is a percentage between 0 and 100.", ["taxRatePercent"]);
  return percent;
}
