import type { LedgerCompany } from "../ledger/capabilities.js";
import { writtenDay } from "../written.js";

/** What the firm wants, as far as a company's settings can be in its way. */
export interface PreflightWishes {
  homeCurrency: string;
  sendsInvoices: boolean;
  sendsTime: boolean;
  numbersInvoices: boolean;
  hasTaxableCategories: boolean;
}

export interface PreflightCheck {
  key: string;
  title: string;
  result: "pass" | "warn" | "block";
  /** What we found and, unless it passed, what to do about it. */
  detail: string;
}

/**
 * Compares a company's settings with what the firm wants to send. A block stops enabling the sync, a warning does not.
 * R42 (tax agency), product reference ranks 12, 13, 14, 20.
 */
export function preflight(company: LedgerCompany, wishes: PreflightWishes): PreflightCheck[] {
  return [
    currency(company, wishes),
    taxAgency(company, wishes),
    numbering(company, wishes),
    closing(company),
    timeTracking(company, wishes),
    classes(company),
    multiCurrency(company),
    credits(company),
  ];
}

type Verdict = Pick<PreflightCheck, "result" | "detail">;
const pass = (detail: string): Verdict => ({ result: "pass", detail });
const warn = (detail: string): Verdict => ({ result: "warn", detail });
const block = (detail: string): Verdict => ({ result: "block", detail });

function currency(company: LedgerCompany, wishes: PreflightWishes): PreflightCheck {
  const verdict =
    company.homeCurrency === wishes.homeCurrency
      ? pass(`Both sides keep their books in ${company.homeCurrency}.`)
      : block(`The firm works in ${wishes.homeCurrency}, this QuickBooks company in ${company.homeCurrency}. Choose the right company, or change the firm's currency in Settings.`);
  return { key: "home-currency", title: "Home currency", ...verdict };
}

function taxAgency(company: LedgerCompany, wishes: PreflightWishes): PreflightCheck {
  const title = "Sales tax agency";
  if (company.hasTaxAgency) return { key: "tax-agency", title, ...pass("QuickBooks has a tax agency; every line can carry a tax code.") };
  if (!wishes.sendsInvoices) return { key: "tax-agency", title, ...warn("QuickBooks has no tax agency. Set one up under Taxes before you send invoices.") };
  return { key: "tax-agency", title, ...(wishes.hasTaxableCategories ? block : warn)("QuickBooks has no tax agency, so taxable lines would be refused. Set one up in QuickBooks under Taxes, then check again.") };
}

function numbering(company: LedgerCompany, wishes: PreflightWishes): PreflightCheck {
  const title = "Invoice numbers";
  if (wishes.numbersInvoices && !company.usesCustomNumbers) {
    return { key: "custom-numbers", title, ...block("The firm assigns invoice numbers, but custom transaction numbers are off in QuickBooks, which would replace them. Turn them on under Account and settings, Sales, or let QuickBooks number.") };
  }
  if (!wishes.numbersInvoices && company.usesCustomNumbers) {
    return { key: "custom-numbers", title, ...warn("QuickBooks expects custom transaction numbers; invoices sent without one stay unnumbered. Let the firm number invoices in Settings, or turn custom numbers off in QuickBooks.") };
  }
  return { key: "custom-numbers", title, ...pass(wishes.numbersInvoices ? "The firm numbers invoices and QuickBooks keeps those numbers." : "QuickBooks numbers the invoices.") };
}

function closing(company: LedgerCompany): PreflightCheck {
  const verdict = company.closedThrough === null ? pass("The books are open.") : warn(`The books are closed through ${writtenDay(company.closedThrough)}. Documents dated on or before that day are held with a problem, not sent.`);
  return { key: "closing-date", title: "Closing date", ...verdict };
}

function timeTracking(company: LedgerCompany, wishes: PreflightWishes): PreflightCheck {
  const title = "Time tracking";
  if (company.tracksTime) return { key: "time-tracking", title, ...pass("Time tracking is on in QuickBooks.") };
  return { key: "time-tracking", title, ...(wishes.sendsTime ? block : warn)("Time tracking is off in QuickBooks, or the plan has none. Turn it on under Account and settings, Time, then check again; or leave time entries switched off.") };
}

function classes(company: LedgerCompany): PreflightCheck {
  const detail = { none: "Class tracking is off; lines go without a class.", "per-document": "Classes are tracked per document, not per line. Lines go without a class.", "per-line": "Classes are tracked per line." }[company.tracksClasses];
  return { key: "class-tracking", title: "Class tracking", result: company.tracksClasses === "per-document" ? "warn" : "pass", detail };
}

function multiCurrency(company: LedgerCompany): PreflightCheck {
  const verdict = company.isMultiCurrency ? warn("Multicurrency is on. A client's currency cannot be changed in QuickBooks once it has one; clients in another currency are shown before they are sent.") : pass("One currency.");
  return { key: "multicurrency", title: "Multicurrency", ...verdict };
}

function credits(company: LedgerCompany): PreflightCheck {
  const verdict = company.appliesCreditsAutomatically ? warn("QuickBooks applies credits to new invoices by itself, so a sent invoice may show a smaller balance. Turn it off under Account and settings, Advanced, if you do not want that.") : pass("Credits are applied by people.");
  return { key: "automatic-credits", title: "Automatic credits", ...verdict };
}
