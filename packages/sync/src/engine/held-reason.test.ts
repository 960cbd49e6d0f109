import { describe, expect, it } from "vitest";
import { heldReason } from "./held-reason.js";

const plan = { recordId: "invoice-1", label: "1001" };

describe("why a change is held", () => {
  it("is said in full: every problem, then what it waits for, each once", () => {
    const problems = [
      { kind: "mapping-missing" as const, causeKey: "a", facts: { code: "TAX", name: "Tax return" } },
      { kind: "number-missing" as const, causeKey: "b", facts: {} },
      { kind: "number-missing" as const, causeKey: "c", facts: {} },
    ];
    const reason = heldReason({ ...plan, problems }, { state: "blocked", reason: "waits for client Acme Inc" });
    expect(reason?.split("; ")).toHaveLength(3);
    expect(reason).toMatch(/TAX.*; .*number.*; waits for client Acme Inc$/);
  });

  it("is a question while somebody must choose", () => {
    const candidates = [{ id: "7", name: "Acme Incorporated", score: 0.8, evidence: [], email: null, phone: null }];
    expect(heldReason({ recordId: "client-1", label: "Acme Inc" }, { state: "ask", candidates })).toBe("Acme Inc may be Acme Incorporated: link them, or keep them apart");
  });

  it("is nothing for a change that goes, and a fault of the flow for one that is held without a reason", () => {
    expect(heldReason(plan, { state: "planned" })).toBeNull();
    expect(() => heldReason(plan, { state: "blocked" })).toThrow("held back for no reason");
  });
});
