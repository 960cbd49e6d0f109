import { describe, expect, it } from "vitest";
import { describeProblem, problemCatalog, remediesOf } from "./problem-catalog.js";
import { remedyCatalog } from "./remedies.js";

describe("the catalogue of problems", () => {
  it("offers at least one way out of every problem, and says what each does", () => {
    for (const entry of Object.values(problemCatalog)) {
      expect(entry.remedies.length).toBeGreaterThan(0);
      for (const remedy of entry.remedies) expect(remedyCatalog[remedy].consequence).toMatch(/\.$/);
    }
  });

  it("never abbreviates QuickBooks in a sentence a person reads", () => {
    const sentences = [
      ...Object.values(problemCatalog).flatMap((entry) => [entry.title, entry.explanation]),
      ...Object.values(remedyCatalog).flatMap((remedy) => [remedy.label, remedy.consequence]),
    ];
    for (const sentence of sentences) expect(sentence).not.toMatch(/\bQBO?\b/);
  });

  it("fills its sentences with the facts of the case", () => {
    const problem = describeProblem("both-sides-changed", { label: "Miller, Anna", fields: ["email", "phone"] });
    expect(problem.title).toBe("Miller, Anna was edited here and in QuickBooks");
    expect(problem.explanation).toContain("changed e-mail, phone since");
    expect(problem.remedies.map((remedy) => remedy.kind)).toEqual(["accept-theirs", "keep-ours", "set-aside"]);
  });

  it("writes amounts and days for people", () => {
    expect(describeProblem("subtotal-differs", { label: "1007", hubSubtotal: "21462.30", ledgerSubtotal: "21462.00" }).explanation).toBe("The invoice comes to 21,462.30 here and 21,462.00 in QuickBooks.");
    expect(describeProblem("period-closed", { closedThrough: "2026-09-30", records: "invoices" }).title).toBe("The books are closed through Sep 30, 2026: invoices wait");
  });

  it("says what moves when documents of closed books are dated anew", () => {
    const { title, remedies } = describeProblem("period-closed", { closedThrough: "2026-11-30", records: "time entries" });
    expect(title).toBe("The books are closed through Nov 30, 2026: time entries wait");
    expect(remedies[0]?.consequence).toMatch(/^The time entries are dated/);
  });

  it("offers what only some problems of a kind have to those alone", () => {
    const offered = (kind: string, facts: Parameters<typeof remediesOf>[1]) => remediesOf(kind, facts).includes("accept-theirs");
    expect([offered("record-gone", { ledgerKind: "invoice" }), offered("record-gone", { ledgerKind: "customer" }), offered("record-gone", { ledgerKind: "time-activity" })]).toEqual([true, false, false]);
    expect([offered("time-differs", { fields: ["minutes", "day"] }), offered("time-differs", { fields: ["minutes"], isOnInvoice: true }), offered("time-differs", { fields: ["minutes", "customerId"] })]).toEqual([true, false, false]);
  });

  it("names both clients of a merge in what can be done about it", () => {
    const { title, explanation, remedies } = describeProblem("clients-merged", { label: "Denver Trading", holder: "Acme Inc", survivorName: "Acme, Inc." });
    expect([title, explanation, ...remedies.flatMap(({ label, consequence }) => [label, consequence])].join(" ")).not.toMatch(/[{}]|\b(holder|survivorName)\b/);
    expect(remedies[0]?.label).toBe("Both are one: Acme Inc");
  });

  it("shows a kind it does not know as a refusal", () => {
    expect(describeProblem("from-the-future", { label: "Invoice 7", faultDetail: "no" }).title).toBe("QuickBooks refuses Invoice 7");
  });
});
