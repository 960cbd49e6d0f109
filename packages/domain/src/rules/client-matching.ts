import { normalizeName, statedSurname } from "./normalized-name.js";
import { dice, sortedWords, trigrams } from "./similarity.js";

/** What two records are compared by, whichever side they come from. */
export interface Matchable {
  name: string;
  email: string | null;
  phone: string | null;
}

/** How sure it is that two records are one client. `exact` may be linked without asking, `partial` must be asked, `none` is nobody. */
export interface MatchVerdict {
  certainty: "exact" | "partial" | "none";
  /** 0 to 1, two decimals; orders candidates and is shown. */
  score: number;
  /** Why, as sentences without a full stop. */
  evidence: string[];
}

interface Finding {
  weight: number;
  sentence: string;
}

/**
 * Compares two records the same way in both directions. Exact: the very same name and nothing that speaks against it, or the same
 * name in another spelling together with the same e-mail address or phone number. A different e-mail address or phone number beside
 * an equal name is doubt, not proof of the contrary. Partial: anything else that they share, be it only the words of the name in
 * another order, unless both say by a comma which one is the surname and they differ.
 */
export function compareClients(a: Matchable, b: Matchable): MatchVerdict {
  const isSameName = fold(a.name) === fold(b.name);
  const isSameSpelling = isSameName || normalizeName(a.name) === normalizeName(b.name);
  const email = sameOrNot(emailOf(a), emailOf(b));
  const phone = sameOrNot(phoneDigits(a.phone), phoneDigits(b.phone));
  const isProven = email === "same" || phone === "same";
  if (!isSameSpelling && !isProven && !hasSameWords(a.name, b.name)) return { certainty: "none", score: 0, evidence: [] };

  const findings: Finding[] = [
    isSameName ? { weight: 0.75, sentence: "same name" } : isSameSpelling ? { weight: 0.6, sentence: "same name, written differently" } : likeness(normalizeName(a.name), normalizeName(b.name)),
    ...(email === "same" ? [{ weight: 0.35, sentence: "same e-mail address" }] : email === "different" ? [{ weight: -0.15, sentence: "different e-mail address" }] : []),
    ...(phone === "same" ? [{ weight: 0.2, sentence: "same phone number" }] : phone === "different" ? [{ weight: -0.05, sentence: "different phone number" }] : []),
  ];
  const isExact = isSameName ? email !== "different" || phone === "same" : isSameSpelling && isProven && email !== "different";
  return { certainty: isExact ? "exact" : "partial", score: clamp(findings), evidence: findings.map((finding) => finding.sentence) };
}

/** The same words in another order, and nothing said about the order that forbids it: "Henry, James" is never "James, Henry". */
function hasSameWords(a: string, b: string): boolean {
  if (sortedWords(normalizeName(a)) !== sortedWords(normalizeName(b))) return false;
  const [left, right] = [statedSurname(a), statedSurname(b)];
  return left === null || right === null || left === right;
}

/** What two different names still say: a couple named the other way round, or much in common. Never enough to link by itself. */
function likeness(a: string, b: string): Finding {
  if (sortedWords(a) === sortedWords(b)) return { weight: 0.4, sentence: "the same names in another order" };
  const [left, right] = [trigrams(a), trigrams(b)];
  const share = dice(left.size, right.size, [...left].filter((piece) => right.has(piece)).length);
  return share >= 0.5 ? { weight: 0.3 * share, sentence: "a similar name" } : { weight: 0, sentence: "different name" };
}

/** The last ten digits of a phone number; null when there are none. A country code does not make two numbers different. */
export function phoneDigits(phone: string | null): string | null {
  return (phone ?? "").replace(/\D/g, "").slice(-10) || null;
}

export interface MatchOption extends Matchable {
  id: string;
  /** How many unlinked records of the asking side have this record's name; more than one leaves no certainty. */
  rivals: number;
}

/** A candidate with what speaks for it. */
export type RankedMatch = Omit<MatchOption, "rivals"> & Pick<MatchVerdict, "score" | "evidence">;

export type MatchDecision = { verdict: "link"; match: RankedMatch } | { verdict: "ask"; candidates: RankedMatch[] } | { verdict: "none" };

/** Candidates shown to a person; more only confuse. */
const candidateLimit = 3;

/** One exact candidate without a rival is linked; several, or only partial ones, are asked; nobody is created. */
export function decideMatch(record: Matchable, options: readonly MatchOption[]): MatchDecision {
  const ranked = options
    .map((option) => ({ option, verdict: compareClients(record, option) }))
    .filter(({ verdict }) => verdict.certainty !== "none")
    .sort((a, b) => b.verdict.score - a.verdict.score || a.option.id.localeCompare(b.option.id));
  const exact = ranked.filter(({ verdict }) => verdict.certainty === "exact");
  const [only] = exact;
  if (only && exact.length === 1 && only.option.rivals <= 1) return { verdict: "link", match: rankedMatch(only) };
  return ranked.length === 0 ? { verdict: "none" } : { verdict: "ask", candidates: ranked.slice(0, candidateLimit).map(rankedMatch) };
}

function rankedMatch({ option: { rivals, ...option }, verdict }: { option: MatchOption; verdict: MatchVerdict }): RankedMatch {
  const evidence = rivals > 1 ? [...verdict.evidence, `${rivals} records have this name`] : verdict.evidence;
  return { ...option, score: verdict.score, evidence };
}

function fold(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

function emailOf({ email }: Matchable): string | null {
  return email?.trim().toLowerCase() || null;
}

function sameOrNot(a: string | null, b: string | null): "same" | "different" | "unknown" {
  if (a === null || b === null) return "unknown";
  return a === b ? "same" : "different";
}

function clamp(findings: readonly Finding[]): number {
  const sum = findings.reduce((total, finding) => total + finding.weight, 0);
  return Math.round(Math.min(1, Math.max(0, sum)) * 100) / 100;
}
