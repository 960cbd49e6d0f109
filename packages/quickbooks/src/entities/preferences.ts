import { z } from "zod";
import { optionalFlag, optionalReference, optionalText } from "../wire.js";

/** The settings we read (GET /preferences). Whole groups may be missing in small editions. */
export const preferences = z.object({
  AccountingInfoPrefs: z
    .object({ ClassTrackingPerTxn: optionalFlag, ClassTrackingPerTxnLine: optionalFlag, BookCloseDate: optionalText })
    .nullish(),
  SalesFormsPrefs: z.object({ CustomTxnNumbers: optionalFlag, AutoApplyCredit: optionalFlag, DefaultTerms: optionalReference }).nullish(),
  TaxPrefs: z.object({ UsingSalesTax: optionalFlag, PartnerTaxEnabled: optionalFlag, TaxGroupCodeRef: optionalReference }).nullish(),
  TimeTrackingPrefs: z.object({ UseServices: optionalFlag, BillCustomers: optionalFlag }).nullish(),
  CurrencyPrefs: z.object({ MultiCurrencyEnabled: optionalFlag, HomeCurrency: optionalReference }).nullish(),
  OtherPrefs: z.object({ NameValue: z.array(z.object({ Name: optionalText, Value: optionalText })).nullish() }).nullish(),
});
