import { describeProblem } from "@tieout/domain";
import type { DraftChange, RecordPlan } from "./flow.js";

/**
 * Why a planned change does not go, in words: everything that holds it, the problems first. Null for one that goes.
 * Throws for a flow that holds a change back and gives no reason: every refusal is explained.
 */
export function heldReason({ problems = [], label }: RecordPlan, { state, reason = null }: Pick<DraftChange, "state" | "reason">): string | null {
  if (state === "planned") return reason;
  if (state === "ask") return reason ?? questionOf(label);
  const reasons = [...new Set([...problems.map(({ kind, facts }) => describeProblem(kind, facts).title), ...(reason === null ? [] : [reason])])];
  if (reasons.length === 0) throw new Error(`A change of ${label} is held back for no reason.`);
  return reasons.join("; ");
}

/** The question behind a change that asks. */
export function questionOf(label: string): string {
  return describeProblem("possible-duplicate", { label }).title;
}
