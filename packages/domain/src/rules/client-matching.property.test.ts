import { array, assert, constantFrom, oneof, option as maybe, property, record, shuffledSubarray, string, type Arbitrary } from "fast-check";
import { expect, test } from "vitest";
import { compareClients, decideMatch, type Matchable, type MatchOption } from "./client-matching.js";
import { normalizeName } from "./normalized-name.js";

/** Names as people and files have them: known traps often, anything else sometimes. */
const aName: Arbitrary<string> = oneof(
  { weight: 4, arbitrary: constantFrom("Miller, Anna", "miller,  anna", "Anna Miller", "Miller, Anna & Ben", "Anna and Ben Miller", "Acme Inc", "ACME, Incorporated", "Acme LLC", "Henry, James", "James, Henry", "Müller, Jörg", "Jorg Muller", "O'Brien, Pat", "Ａｃｍｅ Ltd", "Acme Limited", "İstanbul Bakery", "Straße GmbH") },
  { weight: 1, arbitrary: string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== "") },
);
const anEmail = maybe(constantFrom("anna@m.example", "ANNA@m.example ", "ben@m.example"), { nil: null });
const aPhone = maybe(constantFrom("303 555 0101", "+1 (303) 555-0101", "720 555 0199"), { nil: null });
const someone: Arbitrary<Matchable> = record({ name: aName, email: anEmail, phone: aPhone });
const runs = { numRuns: 1_000 };

/** The unlinked records of the asking side, against those of the other: each name's rivals are counted as the queries count them, by the normalised name. */
function optionsFor(asking: readonly Matchable[], others: readonly Matchable[]): MatchOption[] {
  return others.map((other, index) => ({ ...other, id: String(index), rivals: asking.filter(({ name }) => normalizeName(name) === normalizeName(other.name)).length }));
}

test("two records compare the same in both directions", () => {
  assert(
    property(someone, someone, (a, b) => {
      expect(compareClients(a, b)).toEqual(compareClients(b, a));
    }),
    runs,
  );
});

test("a record is exactly itself, and case and blanks around what it is compared by change nothing", () => {
  assert(
    property(someone, (a) => {
      expect(compareClients(a, a).certainty).toBe("exact");
      const loose = { name: `  ${a.name}\t`, email: a.email && ` ${a.email.toUpperCase()}`, phone: a.phone && a.phone.replaceAll(" ", ".") };
      expect(compareClients(a, loose)).toEqual(compareClients(a, a));
    }),
    runs,
  );
});

test("a score is between 0 and 1, and who is nobody has neither score nor evidence", () => {
  assert(
    property(someone, someone, (a, b) => {
      const { certainty, score, evidence } = compareClients(a, b);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(certainty === "none").toBe(evidence.length === 0);
    }),
    runs,
  );
});

test("whoever may be linked without asking has the same normalised name: rivals are counted by it", () => {
  assert(
    property(someone, someone, (a, b) => {
      const isExact = compareClients(a, b).certainty === "exact";
      expect(!isExact || normalizeName(a.name) === normalizeName(b.name)).toBe(true);
    }),
    runs,
  );
});

test("never are two records linked to one, nor one to two", () => {
  assert(
    property(array(someone, { maxLength: 6 }), array(someone, { maxLength: 6 }), (asking, others) => {
      const linked = asking.flatMap((each) => {
        const decision = decideMatch(each, optionsFor(asking, others));
        return decision.verdict === "link" ? [decision.match.id] : [];
      });
      expect(new Set(linked).size).toBe(linked.length);
    }),
    runs,
  );
});

test("a decision is the same in whichever order the candidates come, and the same when it is asked again", () => {
  const options = array(someone, { maxLength: 6 });
  assert(
    property(someone, options.chain((others) => record({ others: constantFrom(others), order: shuffledSubarray(others.map((_, index) => index), { minLength: others.length }) })), (asking, { others, order }) => {
      const known = optionsFor([asking], others);
      const decision = decideMatch(asking, known);
      expect(decideMatch(asking, order.map((index) => known[index] as MatchOption))).toEqual(decision);
      expect(decideMatch(asking, known)).toEqual(decision);
    }),
    runs,
  );
});

test("a normalised name is one already", () => {
  assert(
    property(aName, (name) => {
      expect(normalizeName(normalizeName(name))).toBe(normalizeName(name));
    }),
    runs,
  );
});
