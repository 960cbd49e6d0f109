import { describeProblem } from "@tieout/domain";
import type { MatchCandidate } from "@tieout/store";
import type { DraftChange, RecordPlan } from "./flow.js";

/**
 * Why a planned change does not go, in words: everything that holds it, the problems first. Null for one that goes.
 * Throws for a flow that holds a change back and gives no reason: every refusal is explained.
 */
export function heldReason({ problems = [], label }: RecordPlan, { state, reason = null, candidates = [] }: Pick<DraftChange, "state" | "reason" | "candidates">): string | null {
  if (state === "planned") return reason;
  if (state === "ask") return reason ?? questionOf(label, candidates);
  const reasons = [...new Set([...problems.map(({ kind, facts }) => describeProblem(kind, facts).title), ...(reason === null ? [] : [reason])])];
  if (reasons.length === 0) throw new Error(`A change of ${label} is held back for no reason.`);
  return reasons.join("; ");
}

/** The question behind a change that asks: which record of the other side it may be. */
export function questionOf(label: string, [best]: readonly Pick<MatchCandidate, "name">[]): string {
  return best ? `${label} may be ${best.name}: link them, or keep them apart` : `${label} may be there already`;
}
