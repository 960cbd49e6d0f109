import { describe, expect, it } from "vitest";
import type { DraftProblem } from "./flow.js";
import { heldReason } from "./held-reason.js";

const plan = { recordId: "invoice-1", label: "1001" };

describe("why a change is held", () => {
  it("is said in full: every problem, then what it waits for, each once", () => {
    const problems: DraftProblem[] = [
      { kind: "mapping-missing", causeKey: "a", facts: { code: "TAX", name: "Tax return" } },
      { kind: "number-missing", causeKey: "b", facts: {} },
      { kind: "number-missing", causeKey: "c", facts: {} },
    ];
    const reason = heldReason({ ...plan, problems }, { state: "blocked", reason: "waits for client Acme Inc" });
    expect(reason?.split("; ")).toHaveLength(3);
    expect(reason).toMatch(/TAX.*; .*number.*; waits for client Acme Inc$/);
  });

  it("is a question while somebody must choose", () => {
    expect(heldReason({ recordId: "client-1", label: "Acme Inc" }, { state: "ask" })).toBe("Is Acme Inc already there?");
  });

  it("is nothing for a change that goes, and a fault of the flow for one that is held without a reason", () => {
    expect(heldReason(plan, { state: "planned" })).toBeNull();
    expect(() => heldReason(plan, { state: "blocked" })).toThrow("held back for no reason");
  });
});
