import { normalisedName, sortedWords } from "./similarity.js";
import { TrigramIndex, type IndexedText } from "./trigram-index.js";

/** Something a value may stand for: a client, a category, a service, a staff member. */
export interface MappingCandidate {
  readonly id: string;
  readonly name: string;
  readonly code?: string;
}

/** Why a candidate is proposed, strongest first; `several` when equally good ones exist and a person must choose. */
export type MappingReason = "same-code" | "same-name" | "same-normalised" | "same-words" | "similar" | "several" | "none";

/** What of the candidate the value was found in. */
export type MatchedPart = "name" | "code" | "both";

export interface MappingAlternative {
  readonly candidateId: string;
  /** Its place among the candidates. */
  readonly place: number;
  /** 0 to 1; see `scoreBand`. */
  readonly score: number;
  readonly reason: Exclude<MappingReason, "several" | "none">;
  readonly part: MatchedPart;
}

export interface MappingProposal {
  readonly value: string;
  /** Undefined when nothing comes near, or when several do equally. */
  readonly candidateId: string | undefined;
  /** 0 to 1; see `scoreBand`. */
  readonly score: number;
  readonly reason: MappingReason;
  /** Up to three that come near, best first, the proposed one included. */
  readonly alternatives: readonly MappingAlternative[];
}

export type ScoreBand = "exact" | "likely" | "unsure" | "none";

/** How many alternatives are offered. */
const shown = 3;
/** Below it a likeness is not shown. */
const leastDice = 0.55;

/** UX-33: from 0.95 preselected as exact, from 0.85 preselected as likely, from 0.55 shown and not selected, else hidden. */
export function scoreBand(score: number): ScoreBand {
  if (score >= 0.95) return "exact";
  if (score >= 0.85) return "likely";
  return score >= leastDice ? "unsure" : "none";
}

const certain = { "same-code": 1, "same-name": 0.99, "same-normalised": 0.96, "same-words": 0.945 } as const;
const certainReasons = Object.keys(certain) as (keyof typeof certain)[];

/** Likeness alone is never called exact: above "likely" it is squeezed to end at 0.94. */
function likeness(dice: number): number {
  return Math.min(dice, 0.85 + (dice - 0.85) * 0.6);
}

/** Proposes a candidate for each value. Nothing is decided: proposals are shown, confirmed and then stored. */
export function proposeMapping(values: readonly string[], candidates: readonly MappingCandidate[]): MappingProposal[] {
  const propose = mappingProposer(candidates);
  return values.map((value) => propose(value));
}

/** The same for one value after another: the candidates are taken in once, however many values are asked. */
function mappingProposer(candidates: readonly MappingCandidate[]): (value: string) => MappingProposal {
  const { equal, alike } = mappingMatcher(candidates);
  return (value) => {
    const alternatives = bestOf([...equal(value), ...alike(value)]);
    const [best, second] = alternatives;
    if (!best) return { value, candidateId: undefined, score: 0, reason: "none", alternatives };
    if (second?.score === best.score) return { value, candidateId: undefined, score: best.score, reason: "several", alternatives };
    return { value, candidateId: best.candidateId, score: best.score, reason: best.reason, alternatives };
  };
}

/** The three best, each candidate once by its best match; of equally good ones the earlier. */
export function bestOf(matches: readonly MappingAlternative[]): MappingAlternative[] {
  const best = new Map<string, MappingAlternative>();
  for (const match of matches) if (match.score > (best.get(match.candidateId)?.score ?? 0)) best.set(match.candidateId, match);
  return [...best.values()].sort((a, b) => b.score - a.score || a.place - b.place).slice(0, shown);
}

export interface MappingMatcher {
  /** Candidates that are the value, in their code, their name, or both together. */
  readonly equal: (value: string) => readonly MappingAlternative[];
  /** At most three whose letters come near it, best first. */
  readonly alike: (value: string) => readonly MappingAlternative[];
}

/** Takes the candidates in once; each value is then one look-up for what is equal and one search for what is alike. */
export function mappingMatcher(candidates: readonly MappingCandidate[]): MappingMatcher {
  // By the words in one order: whatever is equal in a stricter way is equal in this one too.
  const holders = new Map<string, Held[]>();
  const texts: (IndexedText & { readonly part: MatchedPart })[] = [];
  for (const [index, { name, code }] of candidates.entries()) {
    // A value often carries both: "TAX Tax return", "TAX - Tax return".
    for (const [part, written] of [["name", name], ["code", code ?? ""], ["both", code ? `${code} ${name}` : ""]] as const) {
      if (part !== "name" && written === "") continue;
      const text = normalisedName(written);
      const words = sortedWords(text);
      const held = { index, part, written: written.trim(), text };
      const others = holders.get(words);
      if (others) others.push(held);
      else holders.set(words, [held]);
      if (text !== "") texts.push({ owner: index, text, part });
    }
  }
  const index = new TrigramIndex(texts, leastDice, shown);
  const candidateAt = (place: number) => ({ candidateId: candidates[place]?.id ?? "", place });
  return {
    equal: (value) => {
      const text = normalisedName(value);
      const found = holders.get(sortedWords(text));
      if (!found) return noMatch;
      const written = value.trim();
      return certainReasons.flatMap((reason) =>
        found.filter((held) => isEqual[reason](held, written, text)).map(({ index: place, part }) => ({ ...candidateAt(place), part, score: certain[reason], reason })),
      );
    },
    alike: (value) => index.nearest(normalisedName(value)).map(({ at, owner, dice }) => ({ ...candidateAt(owner), part: texts[at]?.part ?? "name", score: likeness(dice), reason: "similar" })),
  };
}

const noMatch: readonly MappingAlternative[] = [];

interface Held {
  readonly index: number;
  readonly part: MatchedPart;
  /** As it stands, without blanks around it. */
  readonly written: string;
  readonly text: string;
}

/** In what way something held is the value, given that their words are the same. */
const isEqual: Record<keyof typeof certain, (held: Held, written: string, text: string) => boolean> = {
  "same-code": (held, written) => held.part === "code" && held.written === written,
  "same-name": (held, written) => held.part === "name" && held.written === written,
  "same-normalised": (held, _written, text) => text !== "" && held.text === text,
  "same-words": (_held, _written, text) => text !== "",
};
