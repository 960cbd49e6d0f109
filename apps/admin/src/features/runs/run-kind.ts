import { runsTexts } from "./runs.texts.js";

/** A run's kind in words; one this page does not know is shown as it is. */
export function runKind(kind: string): string {
  return runsTexts.kinds[kind] ?? kind;
}
