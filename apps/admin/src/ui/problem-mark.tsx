import { StateChip, type StateOf } from "./state-chip.js";
import { problemMarkTexts as texts } from "./problem-mark.texts.js";
import { WordMark } from "./word-mark.js";

interface ProblemMarkProps {
  readonly severity: StateOf<"severity">;
  /** The run that sends what an answer released, until it ends. */
  readonly sendingRun: { readonly state: StateOf<"run"> } | null;
}

/** How a problem stands: how much it asks for, or, once it was answered, that its records are on their way. */
export function ProblemMark({ severity, sendingRun }: ProblemMarkProps) {
  if (!sendingRun) return <StateChip of="severity" state={severity} />;
  if (sendingRun.state === "WAITING") return <StateChip of="run" state="WAITING" />;
  return <WordMark tone="information" icon="cloudUp">{texts.sending}</WordMark>;
}
