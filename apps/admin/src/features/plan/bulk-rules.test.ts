import { describe, expect, it } from "vitest";
import { bulkRules } from "./bulk-rules.js";
import type { Question } from "./use-questions.js";

type Candidate = Question["candidates"][number];

function candidate(targetId: string, evidence: string[], isActive = true): Candidate {
  return { kind: "customer", targetId, name: targetId, email: null, phone: null, detail: null, isActive, score: 0.8, evidence: evidence.map((text) => ({ code: text, text })) };
}
function question(id: string, candidates: Candidate[], decision: Question["decision"] = null): Question {
  return { id, label: id, side: "LEDGER", operation: "CREATE", recordKind: "CLIENT", recordId: id, ledgerKind: "customer", ledgerId: null, url: null, state: "ASK", reason: null, fields: [], candidates, decision };
}
const email = "same e-mail address";

describe("deciding many at once", () => {
  it("offers to link all pairs that share one piece of evidence", () => {
    const rules = bulkRules([question("a", [candidate("1", [email])]), question("b", [candidate("2", [email, "same phone number"])])]);
    expect(rules).toEqual([{ evidence: email, answers: [{ changeId: "a", choice: "LINK", targetId: "1" }, { changeId: "b", choice: "LINK", targetId: "2" }] }]);
  });
  it("leaves to a person what two candidates share", () => {
    expect(bulkRules([question("a", [candidate("1", [email]), candidate("3", [email])]), question("b", [candidate("2", [email])])])).toEqual([]);
  });
  it("never links two of ours to one of theirs", () => {
    expect(bulkRules([question("a", [candidate("1", [email])]), question("b", [candidate("1", [email])]), question("c", [candidate("2", [email])])])).toEqual([]);
  });
  it("takes neither doubt nor inactive records for a reason, nor what is decided", () => {
    const decided = { choice: "SKIP", targetId: null, by: "Ana", at: "2026-03-09T10:00:00Z" } as const;
    expect(bulkRules([question("a", [candidate("1", ["different phone number"])]), question("b", [candidate("2", ["different phone number"])])])).toEqual([]);
    expect(bulkRules([question("a", [candidate("1", ["a similar name"])]), question("b", [candidate("2", ["a similar name"])])])).toEqual([]);
    expect(bulkRules([question("a", [candidate("1", [email], false)]), question("b", [candidate("2", [email])])])).toEqual([]);
    expect(bulkRules([question("a", [candidate("1", [email])], decided), question("b", [candidate("2", [email])])])).toEqual([]);
  });
});
