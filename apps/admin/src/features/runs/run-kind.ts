import { runsTexts } from "./runs.texts.js";

/** A run in a word or two; a kind this page does not know is shown as it is. What a repair set off is named so: it looks at whatever waits. */
export function runKind({ kind, trigger }: { readonly kind: string; readonly trigger: string }): string {
  if (kind === "everything" && trigger === "RETRY") return runsTexts.afterRepair;
  return runsTexts.kinds[kind] ?? kind;
}
