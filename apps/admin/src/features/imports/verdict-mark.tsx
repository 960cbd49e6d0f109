import type { Tone } from "../../ui/state-chip.js";
import type { StateIcon } from "../../ui/state-icons.js";
import { WordMark } from "../../ui/word-mark.js";
import type { ImportDetail, Verdict } from "./import-queries.js";
import { importsTexts as texts } from "./imports.texts.js";

const verdicts: Record<Verdict, readonly [Tone, StateIcon]> = {
  NEW: ["good", "tick"],
  MATCHED: ["information", "doubleRule"],
  ALREADY_IMPORTED: ["quiet", "cloudTick"],
  NEEDS_MAPPING: ["attention", "question"],
  REFUSED: ["failure", "cross"],
  IMPORTED: ["good", "tick"],
  SKIPPED: ["quiet", "cloudCrossed"],
};

/** What becomes of a row. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const [tone, icon] = verdicts[verdict];
  return <WordMark tone={tone} icon={icon}>{texts.verdicts[verdict]}</WordMark>;
}

const states: Record<ImportDetail["state"], readonly [Tone, StateIcon]> = {
  READING: ["information", "magnifier"],
  PREVIEW: ["attention", "question"],
  COMMITTING: ["information", "clock"],
  COMMITTED: ["good", "tick"],
  FAILED: ["failure", "cross"],
  DISCARDED: ["quiet", "cloudCrossed"],
};

/** How far a file has come. */
export function ImportStateMark({ state, variant = "plain" }: { readonly state: ImportDetail["state"]; readonly variant?: "plain" | "boxed" }) {
  const [tone, icon] = states[state];
  return <WordMark tone={tone} icon={icon} variant={variant}>{texts.states[state]}</WordMark>;
}
