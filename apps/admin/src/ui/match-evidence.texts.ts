import { list } from "../lib/text.js";

export const matchEvidenceTexts = {
  title: "Why these are one",
  with: (name: string) => `Linked with ${name}`,
  because: (evidence: readonly string[]) => list(evidence),
  nothing: "Nothing but somebody's word speaks for it.",
  score: (score: number) => `${Math.round(score * 100)} %`,
  decided: (by: string) => `Decided by ${by}`,
} as const;
