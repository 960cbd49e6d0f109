import type { LedgerCompany } from "@tieout/domain";
import type { z } from "zod";
import type { companyInfo } from "./entities/company-info.js";
import type { preferences } from "./entities/preferences.js";

/** Settings of a company file as the port names them; where Intuit offers no flag, the cautious reading. */
export function toLedgerCompany(info: z.infer<typeof companyInfo>, prefs: z.infer<typeof preferences>): LedgerCompany {
  const { AccountingInfoPrefs: books, SalesFormsPrefs: sales, TaxPrefs: tax, TimeTrackingPrefs: time, CurrencyPrefs: currency } = prefs;
  const usesCustomNumbers = sales?.CustomTxnNumbers ?? false;
  const hasSalesTax = tax?.UsingSalesTax ?? false;
  const timeFeature = otherPreference(prefs, "TimeTrackingFeatureEnabled");
  return {
    name: info.CompanyName ?? info.LegalName ?? "",
    legalName: info.LegalName,
    country: info.Country ?? info.CompanyAddr?.Country ?? null,
    homeCurrency: currency?.HomeCurrency ?? "USD",
    isMultiCurrency: currency?.MultiCurrencyEnabled ?? false,
    usesCustomNumbers,
    // Intuit: the warning cannot be read through the API and only works with custom numbers. Assume it is on.
    warnsOnDuplicateNumbers: usesCustomNumbers,
    // May be absent although a closing date is set (Intuit's pages disagree); a refusal then tells.
    closedThrough: books?.BookCloseDate ?? null,
    tracksClasses: books?.ClassTrackingPerTxnLine ? "per-line" : books?.ClassTrackingPerTxn ? "per-document" : "none",
    tracksTime: timeFeature === null ? time !== null && time !== undefined : timeFeature === "true",
    isTimeBillable: time?.BillCustomers ?? false,
    hasSalesTax,
    isTaxAutomatic: tax?.PartnerTaxEnabled ?? false,
    // Sales tax is only on with an agency behind it; `false` here means automated tax is offered but not set up.
    hasTaxAgency: hasSalesTax && tax?.PartnerTaxEnabled !== false,
    // Named by companies with manual tax; automated tax needs none (qbo-entities 11).
    defaultTaxCodeId: tax?.TaxGroupCodeRef ?? null,
    appliesCreditsAutomatically: sales?.AutoApplyCredit ?? false,
    defaultTermId: sales?.DefaultTerms ?? null,
  };
}

function otherPreference(prefs: z.infer<typeof preferences>, name: string): string | null {
  return prefs.OtherPrefs?.NameValue?.find((pair) => pair.Name === name)?.Value ?? null;
}
