import { isBlank, isSameValue, normalizeName, phoneDigits, type ClashPolicy } from "@tieout/domain";
import type { FieldDifference } from "@tieout/store";
import type { Agreement } from "./flow.js";

/** The fields both sides own, by path. Text, yes/no, or nothing. */
export type Fields = Readonly<Record<string, string | boolean | null>>;

export interface Sides {
  hub: Fields;
  ledger: Fields;
  /** Null when the two were never linked: then nothing is agreed. */
  base: Pick<Agreement, "agreed" | "hubAgreed"> | null;
  /** Who keeps a field that both changed. */
  policyOf: (path: string) => ClashPolicy;
  /** Which side was edited last, for the policy `newest`. */
  newest: "hub" | "ledger";
}

export interface Differences {
  /** Only we changed these: the ledger gets ours. */
  toLedger: FieldDifference[];
  /** Only the ledger changed these: we get its. */
  toHub: FieldDifference[];
  /** Both changed them, to different values. */
  clashes: FieldDifference[];
  /** Both have a value and never agreed on one, as on links of earlier versions: nobody is known to have edited either. */
  unagreed: string[];
  /** The two have come to the same value, by edits of both or of one where they had agreed to differ: agreed, and no longer on what was before. */
  met: string[];
}

/**
 * Compares our fields, the last agreed ones and the ledger's (design, section 2). One side changed: that side wins. Come to the
 * same: agreed, for the link to remember (`met`). Both changed differently: the policy decides, or nobody. Without a base, a blank yields to a value, and a yes/no
 * follows the ledger, whose switch is a fact and not an omission; what both hold differently is no clash, for nobody edited anything:
 * unless the field's policy names a winner it stays as it is, and the link remembers both (`seenAtLinking`, `unagreed`).
 */
export function compareSides({ hub, ledger, base, policyOf, newest }: Sides): Differences {
  const result: Differences = { toLedger: [], toHub: [], clashes: [], unagreed: [], met: [] };
  for (const path of Object.keys(hub)) {
    const ours = hub[path] ?? null;
    const theirs = ledger[path] ?? null;
    const agreed = base?.agreed[path];
    const ourBase = base?.hubAgreed[path] ?? agreed;
    // Agreed in two spellings: neither moved, nothing to do.
    const hasOurs = agreed === undefined ? !isBlank(ours) : !isSameValue(path, ours, ourBase);
    const hasTheirs = agreed === undefined ? !isBlank(theirs) : !isSameValue(path, theirs, agreed);
    if (agreed !== undefined && isSameValue(path, ours, theirs) && (hasOurs || hasTheirs)) result.met.push(path);
    if (isSameValue(path, ours, theirs) || (!hasOurs && !hasTheirs) || (agreed === undefined && isSpelling(path, ours, theirs))) continue;
    const difference = (before: unknown, after: unknown): FieldDifference => ({ path, before, after, ...(agreed === undefined ? {} : { agreed }) });
    const winner = hasOurs !== hasTheirs ? (hasOurs ? "hub" : "ledger") : agreed === undefined && typeof theirs === "boolean" ? "ledger" : winnerOf(policyOf(path), newest);
    if (winner === "hub") result.toLedger.push(difference(theirs, ours));
    else if (winner === "ledger") result.toHub.push(difference(ours, theirs));
    else if (agreed === undefined) result.unagreed.push(path);
    else result.clashes.push(difference(ours, theirs));
  }
  return result;
}

/**
 * What a link remembers after some fields were settled: those, and all that are equal anyway. Fields still in dispute keep what was
 * agreed before.
 */
export function agree(hub: Fields, ledger: Fields, previous: Pick<Agreement, "agreed" | "hubAgreed"> | null, settled: readonly string[]): Agreement {
  const agreed: Record<string, unknown> = {};
  const hubAgreed: Record<string, unknown> = {};
  for (const path of Object.keys(hub)) {
    const ours = hub[path] ?? null;
    const theirs = ledger[path] ?? null;
    const isEqual = isSameValue(path, ours, theirs);
    const isNew = !previous || !(path in previous.agreed);
    if (isEqual || settled.includes(path) || (isNew && isSpelling(path, ours, theirs))) {
      agreed[path] = theirs;
      if (!isEqual) hubAgreed[path] = ours;
    } else if (!isNew) {
      agreed[path] = previous.agreed[path];
      if (path in previous.hubAgreed) hubAgreed[path] = previous.hubAgreed[path];
    }
  }
  return { agreed, hubAgreed };
}

/**
 * The fields that a new link takes for agreed as they stand, for `agree` to settle: those both sides hold a text in, equal or not. Who
 * says that two records are the same has not said whose value is right; from then on an edit of either side travels, and edits of both
 * clash. A field whose policy names a winner is none of these.
 */
export function seenAtLinking(hub: Fields, ledger: Fields, policyOf: (path: string) => ClashPolicy): string[] {
  return Object.keys(hub).filter((path) => policyOf(path) === "ask" && typeof hub[path] === "string" && typeof ledger[path] === "string" && !isBlank(hub[path]) && !isBlank(ledger[path]));
}

/** At first sight, two spellings of one name or of one phone number are no difference. Once agreed, a new spelling is an edit. */
function isSpelling(path: string, ours: unknown, theirs: unknown): boolean {
  if (typeof ours !== "string" || typeof theirs !== "string") return false;
  if (path === "displayName") return normalizeName(ours) === normalizeName(theirs);
  return path === "phone" && phoneDigits(ours) === phoneDigits(theirs);
}

function winnerOf(policy: ClashPolicy, newest: "hub" | "ledger"): "hub" | "ledger" | null {
  return policy === "ask" ? null : policy === "newest" ? newest : policy;
}
