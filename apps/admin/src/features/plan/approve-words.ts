import { planTexts } from "./plan.texts.js";

export interface PlanCountsValue {
  readonly link: number;
  readonly createInHub: number;
  readonly createInLedger: number;
  readonly updateInHub: number;
  readonly updateInLedger: number;
  readonly remove: number;
}

/** The same of an undo: "Take back 3". */
export function undoWords(revert: number): string {
  return revert === 0 ? planTexts.undo.nothing : planTexts.undo.approve(revert);
}

/** What the approve button says: the numbers themselves, "Create 9 in QuickBooks, update 2 and link 312" (UX-24). */
export function approveWords(counts: PlanCountsValue): string {
  const words = planTexts.approve;
  const updates = counts.updateInHub + counts.updateInLedger;
  const parts = [
    ...(counts.createInLedger > 0 ? [words.create(counts.createInLedger)] : []),
    ...(counts.createInHub > 0 ? [words.createHere(counts.createInHub)] : []),
    ...(updates > 0 ? [words.update(updates)] : []),
    ...(counts.remove > 0 ? [words.remove(counts.remove)] : []),
    ...(counts.link > 0 ? [words.link(counts.link)] : []),
  ];
  return parts.length === 0 ? words.nothing : words.all(parts);
}
