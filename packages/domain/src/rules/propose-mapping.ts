import { dice, normalisedName, sortedWords, trigrams } from "./similarity.js";

/** Something a value may stand for: a client, a category, a service, a staff member. */
export interface MappingCandidate {
  readonly id: string;
  readonly name: string;
  readonly code?: string;
}

/** Why a candidate is proposed, strongest first; `several` when equally good ones exist and a person must choose. */
export type MappingReason = "same-code" | "same-name" | "same-normalised" | "same-words" | "similar" | "several" | "none";

export interface MappingProposal {
  readonly value: string;
  /** Undefined when nothing comes near, or when several do equally. */
  readonly candidateId: string | undefined;
  /** 0 to 1; see `scoreBand`. */
  readonly score: number;
  readonly reason: MappingReason;
  /** Up to three that come near, best first, the proposed one included. */
  readonly alternatives: readonly { readonly candidateId: string; readonly score: number }[];
}

export type ScoreBand = "exact" | "likely" | "unsure" | "none";

/** Below it a likeness is not shown. */
const leastDice = 0.55;

/** UX-33: from 0.95 preselected as exact, from 0.85 preselected as likely, from 0.55 shown and not selected, else hidden. */
export function scoreBand(score: number): ScoreBand {
  if (score >= 0.95) return "exact";
  if (score >= 0.85) return "likely";
  return score >= leastDice ? "unsure" : "none";
}

const certain = { "same-code": 1, "same-name": 0.99, "same-normalised": 0.96, "same-words": 0.945 } as const;

/** Likeness alone is never called exact: above "likely" it is squeezed to end at 0.94. */
function likeness(dice: number): number {
  return Math.min(dice, 0.85 + (dice - 0.85) * 0.6);
}

interface Scored {
  readonly index: number;
  readonly score: number;
  readonly reason: MappingReason;
}

/** Proposes a candidate for each value. Nothing is decided: proposals are shown, confirmed and then stored. */
export function proposeMapping(values: readonly string[], candidates: readonly MappingCandidate[]): MappingProposal[] {
  return values.map(mappingProposer(candidates));
}

/** The same for one value after another: the candidates are taken in once, however many values are asked. */
export function mappingProposer(candidates: readonly MappingCandidate[]): (value: string) => MappingProposal {
  const search = candidateIndex(candidates);
  return (value) => {
    const ranked = search(value);
    const [best, second] = ranked;
    const alternatives = ranked.slice(0, 3).map(({ index, score }) => ({ candidateId: candidates[index]?.id ?? "", score }));
    if (!best) return { value, candidateId: undefined, score: 0, reason: "none", alternatives };
    if (second?.score === best.score) return { value, candidateId: undefined, score: best.score, reason: "several", alternatives };
    return { value, candidateId: candidates[best.index]?.id, score: best.score, reason: best.reason, alternatives };
  };
}

/** Finds what comes near a value, best first: by equality, then by the trigrams shared. */
function candidateIndex(candidates: readonly MappingCandidate[]): (value: string) => Scored[] {
  const exact = { "same-code": lookup(), "same-name": lookup(), "same-normalised": lookup(), "same-words": lookup() };
  const texts: { index: number; size: number }[] = [];
  const byTrigram = new Map<string, number[]>();
  for (const [index, { name, code }] of candidates.entries()) {
    if (code) exact["same-code"].add(code.trim(), index);
    exact["same-name"].add(name.trim(), index);
    // A value often carries both: "TAX Tax return", "TAX - Tax return".
    for (const text of code ? [name, code, `${code} ${name}`] : [name]) {
      const normalised = normalisedName(text);
      if (normalised === "") continue;
      exact["same-normalised"].add(normalised, index);
      exact["same-words"].add(sortedWords(normalised), index);
      const pieces = trigrams(normalised);
      for (const piece of pieces) {
        const sharers = byTrigram.get(piece) ?? [];
        sharers.push(texts.length);
        byTrigram.set(piece, sharers);
      }
      texts.push({ index, size: pieces.size });
    }
  }
  const shared = new Uint16Array(texts.length);
  return (value) => {
    const normalised = normalisedName(value);
    const found = new Map<number, Scored>();
    const keep = (scored: Scored) => {
      if (scored.score > (found.get(scored.index)?.score ?? 0)) found.set(scored.index, scored);
    };
    const keys = { "same-code": value.trim(), "same-name": value.trim(), "same-normalised": normalised, "same-words": sortedWords(normalised) };
    for (const [reason, score] of Object.entries(certain) as [keyof typeof certain, number][]) {
      for (const index of exact[reason].get(keys[reason])) keep({ index, score, reason });
    }
    const pieces = normalised === "" ? new Set<string>() : trigrams(normalised);
    shared.fill(0);
    for (const piece of pieces) {
      const sharers = byTrigram.get(piece) ?? [];
      for (let at = 0; at < sharers.length; at += 1) {
        const text = sharers[at] ?? 0;
        shared[text] = (shared[text] ?? 0) + 1;
      }
    }
    for (let text = 0; text < texts.length; text += 1) {
      // Nearly every text shares a little: this line is run millions of times, and what follows seldom.
      const common = shared[text] ?? 0;
      if (common * 2 < leastDice * pieces.size) continue;
      const { index, size } = texts[text] ?? { index: -1, size: 0 };
      const score = likeness(dice(pieces.size, size, common));
      if (scoreBand(score) !== "none") keep({ index, score, reason: "similar" });
    }
    return [...found.values()].toSorted((a, b) => b.score - a.score || a.index - b.index);
  };
}

function lookup() {
  const indexes = new Map<string, Set<number>>();
  return {
    add: (key: string, index: number) => void indexes.set(key, (indexes.get(key) ?? new Set()).add(index)),
    get: (key: string): Iterable<number> => indexes.get(key) ?? [],
  };
}
