import "reflect-metadata";
import type { LedgerRecordView, ProblemView } from "@tieout/store";
import { expect, test } from "vitest";
import type { Context } from "../shared/context.js";
import { ProblemFields } from "./problem.fields.js";

const mirror: Record<string, Partial<LedgerRecordView>> = {
  "invoice:145": { name: "1042", document: { kind: "invoice", customerId: "71", issuedOn: "2026-11-03", total: "120.00", currency: null } },
  "customer:71": { name: "Acme Inc", document: { kind: "customer" } },
};
const context = (homeCurrency?: string) => ({
  loaders: { ledgerRecord: { load: async (key: string) => mirror[key] ?? null } },
  links: { urlOf: async (_kind: string, id: string) => `https://qbo.intuit.com/${id}`, connection: async () => ({ company: { homeCurrency } }) },
}) as unknown as Context;
const problem = (facts: Record<string, unknown>) => ({ facts }) as unknown as ProblemView;
const shown = (facts: Record<string, unknown>, homeCurrency: string | undefined = "USD") => new ProblemFields().otherRecord(problem(facts), context(homeCurrency));

test("an invoice that has the number is told with whose it is, of which day and how much", async () => {
  expect(await shown({ otherKind: "invoice", otherId: "145" })).toEqual({ kind: "invoice", ledgerId: "145", name: "1042", customerName: "Acme Inc", issuedOn: "2026-11-03", minutes: null, total: { amount: "120.00", currency: "USD" }, changedAt: null, url: "https://qbo.intuit.com/145" });
});

test("one that the mirror does not have is told by its id, and none is made up where nobody said which", async () => {
  expect(await shown({ otherKind: "invoice", otherId: "9" })).toEqual({ kind: "invoice", ledgerId: "9", name: null, customerName: null, issuedOn: null, minutes: null, total: null, changedAt: null, url: "https://qbo.intuit.com/9" });
  expect(await shown({ label: "1042" })).toBeNull();
  expect(await shown({ otherKind: null, otherId: null })).toBeNull();
});
