import { defaultConnectionSettings } from "@tieout/domain";
import { expect, test } from "vitest";
import { company, planFacts } from "../testing/plan-facts.js";
import { resolveTax, type TaxReferences } from "./sales-tax.js";

const us = [{ id: "2", isTaxable: true }, { id: "3", isTaxable: true }, { id: "CustomSalesTax", isTaxable: true }, { id: "NON", isTaxable: false }, { id: "TAX", isTaxable: true }];
const canada = [{ id: "5", isTaxable: true }, { id: "9", isTaxable: false }];

interface Case {
  codes?: TaxReferences["codes"];
  company?: Partial<typeof company>;
  chosen?: string;
  isClientTaxable?: boolean;
  lines?: boolean[];
}

function tax({ codes = us, company: given = {}, chosen, isClientTaxable = true, lines = [true, false] }: Case) {
  const facts = planFacts({ taxes: { codes } }, { company: { ...company, ...given }, settings: { ...defaultConnectionSettings, salesTaxCodeId: chosen ?? null } });
  const invoice = { lines: lines.map((isTaxable) => ({ isTaxable })), client: { isTaxable: isClientTaxable } };
  const { taxed, untaxed, document, problems } = resolveTax(invoice as Parameters<typeof resolveTax>[0], facts);
  return [taxed, untaxed, document, ...problems.map(({ kind }) => kind)];
}

test.each<[string, Case, (string | null)[]]>([
  ["names the company's own tax where the company has manual tax", {}, ["TAX", "NON", "2"]],
  ["names the tax the firm chose before the company's", { chosen: "3" }, ["TAX", "NON", "3"]],
  ["leaves the tax to QuickBooks where it computes it by itself", { company: { isTaxAutomatic: true } }, ["TAX", "NON", null]],
  ["names no tax for an invoice without taxable lines", { lines: [false] }, ["NON", "NON", null]],
  ["taxes no line of an exempt client", { isClientTaxable: false }, ["NON", "NON", null]],
  ["asks which tax, rather than guess among several", { company: { defaultTaxCodeId: null } }, ["TAX", "NON", null, "sales-tax-not-chosen"]],
  ["asks again when the chosen one is gone", { chosen: "77" }, ["TAX", "NON", null, "sales-tax-not-chosen"]],
  ["takes the only one there is", { codes: us.filter(({ id }) => id !== "3"), company: { defaultTaxCodeId: null } }, ["TAX", "NON", "2"]],
  ["never takes the mark of an override for a tax", { chosen: "CustomSalesTax" }, ["TAX", "NON", null, "sales-tax-not-chosen"]],
  ["says that there is no tax set up", { codes: us.slice(2), company: { defaultTaxCodeId: null } }, ["TAX", "NON", null, "tax-code-missing"]],
  ["puts the code itself on the lines elsewhere", { codes: canada, company: { defaultTaxCodeId: null } }, ["5", "9", null]],
  ["asks which tax elsewhere too", { codes: [...canada, { id: "6", isTaxable: true }], company: { defaultTaxCodeId: null } }, [null, "9", null, "sales-tax-not-chosen"]],
  ["says that there is no code for lines that are not taxed", { codes: canada.slice(0, 1), company: { defaultTaxCodeId: null } }, ["5", null, null, "tax-code-missing"]],
])("%s", (_name, given, expected) => {
  expect(tax(given)).toEqual(expected);
});
