import { expect, test } from "vitest";
import type { LedgerCompany } from "../ledger/capabilities.js";
import { preflight, type PreflightWishes } from "./preflight.js";

const company: LedgerCompany = {
  name: "Acme", legalName: null, country: "US", homeCurrency: "USD", isMultiCurrency: false, usesCustomNumbers: false, warnsOnDuplicateNumbers: true,
  closedThrough: null, tracksClasses: "none", tracksTime: true, isTimeBillable: true, hasSalesTax: true, isTaxAutomatic: true, hasTaxAgency: true,
  defaultTaxCodeId: null, appliesCreditsAutomatically: false, defaultTermId: "3",
};
const wishes: PreflightWishes = { homeCurrency: "USD", sendsInvoices: true, sendsTime: true, numbersInvoices: false, hasTaxableCategories: true };

test("a company that fits passes everything", () => {
  expect(preflight(company, wishes).map((check) => check.result)).toEqual(Array(8).fill("pass"));
});

test.each<[string, Partial<LedgerCompany>, Partial<PreflightWishes>, "warn" | "block"]>([
  ["home-currency", { homeCurrency: "CAD" }, {}, "block"],
  ["tax-agency", { hasTaxAgency: false }, {}, "block"],
  ["tax-agency", { hasTaxAgency: false }, { hasTaxableCategories: false }, "warn"],
  ["custom-numbers", { usesCustomNumbers: false }, { numbersInvoices: true }, "block"],
  ["custom-numbers", { usesCustomNumbers: true }, { numbersInvoices: false }, "warn"],
  ["closing-date", { closedThrough: "2026-06-30" }, {}, "warn"],
  ["time-tracking", { tracksTime: false }, {}, "block"],
  ["time-tracking", { tracksTime: false }, { sendsTime: false }, "warn"],
  ["class-tracking", { tracksClasses: "per-document" }, {}, "warn"],
  ["multicurrency", { isMultiCurrency: true }, {}, "warn"],
  ["automatic-credits", { appliesCreditsAutomatically: true }, {}, "warn"],
])("%s: %j with %j gives %s", (key, differs, wants, expected) => {
  const checks = preflight({ ...company, ...differs }, { ...wishes, ...wants });
  expect(checks.find((check) => check.key === key)?.result).toBe(expected);
  expect(checks.filter((check) => check.result !== "pass")).toHaveLength(1);
});
