import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mappingMatcher, proposeMapping, scoreBand, type MappingCandidate } from "./propose-mapping.js";
import { normalisedName, sortedWords } from "./similarity.js";

describe("a proposed mapping", () => {
  const candidates = [
    { id: "tax", name: "Tax return", code: "TAX" },
    { id: "audit", name: "Audit and assurance", code: "AUD" },
    { id: "books", name: "Bookkeeping", code: "BK-01" },
    { id: "muller", name: "Müller & Co." },
    { id: "ada", name: "Lovelace, Ada" },
    { id: "twin-1", name: "Advisory" },
    { id: "twin-2", name: "Advisory" },
  ];
  const propose = (value: string) => proposeMapping([value], candidates)[0];

  test.each([
    ["TAX", "tax", "same-code", "exact"],
    ["Tax return", "tax", "same-name", "exact"],
    ["tax  RETURN", "tax", "same-normalised", "exact"],
    ["bk 01", "books", "same-normalised", "exact"],
    ["TAX - Tax return", "tax", "same-normalised", "exact"],
    ["Muller and Co", "muller", "same-normalised", "exact"],
    ["Ada Lovelace", "ada", "same-words", "likely"],
    ["Tax returns", "tax", "similar", "likely"],
    ["Book keeping", "books", "similar", "unsure"],
    ["Audit", "audit", "similar", "unsure"],
  ])("%s is %s: %s, %s", (value, candidateId, reason, band) => {
    const proposal = propose(value);
    expect(proposal).toMatchObject({ value, candidateId, reason });
    expect(scoreBand(proposal?.score ?? 0)).toBe(band);
    expect(proposal?.alternatives[0]?.candidateId).toBe(candidateId);
  });

  test.each(["Travel", "", "---", "xyz"])("%j comes near nothing", (value) => {
    expect(propose(value)).toEqual({ value, candidateId: undefined, score: 0, reason: "none", alternatives: [] });
  });

  test("between two equally good candidates is left to a person, with both offered", () => {
    expect(propose("advisory")).toMatchObject({
      candidateId: undefined,
      reason: "several",
      alternatives: [{ candidateId: "twin-1" }, { candidateId: "twin-2" }],
    });
  });

  test("a code counts before an equal name", () => {
    const [proposal] = proposeMapping(["TAX"], [{ id: "name", name: "TAX" }, ...candidates]);
    expect(proposal).toMatchObject({ candidateId: "tax", reason: "same-code" });
  });

  test("likeness alone is never called exact", () => {
    const [proposal] = proposeMapping(["aaaaaaaa"], [{ id: "a", name: "aaaaaaa" }]);
    expect(proposal).toMatchObject({ candidateId: "a", reason: "similar" });
    expect(proposal?.score).toBeLessThan(0.95);
  });

  test("for 1,000 values finds nearly all among 10,000 alike candidates", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index), name: `Client ${index * 7919} ${(index * 31).toString(36)}` }));
    const proposals = proposeMapping(many.slice(0, 1000).map(({ name }) => `${name}x`), many);
    expect(proposals.filter(({ candidateId }, index) => candidateId === String(index)).length).toBeGreaterThan(900);
  });
});

/** Each way of being equal asked of each candidate, one after the other. */
function equalOnes(value: string, candidates: readonly MappingCandidate[]) {
  const partsOf = ({ name, code }: MappingCandidate) => [{ part: "name", text: name }, ...(code ? [{ part: "code", text: code }, { part: "both", text: `${code} ${name}` }] : [])];
  const ways: readonly [string, (part: string, text: string) => boolean][] = [
    ["same-code", (part, text) => part === "code" && text.trim() === value.trim()],
    ["same-name", (part, text) => part === "name" && text.trim() === value.trim()],
    ["same-normalised", (_part, text) => normalisedName(text) !== "" && normalisedName(text) === normalisedName(value)],
    ["same-words", (_part, text) => normalisedName(text) !== "" && sortedWords(normalisedName(text)) === sortedWords(normalisedName(value))],
  ];
  return ways.flatMap(([reason, isEqual]) => candidates.flatMap((candidate, place) => partsOf(candidate).flatMap(({ part, text }) => (isEqual(part, text) ? [{ place, part, reason }] : []))));
}

test("what is equal is what asking every candidate in every way finds", () => {
  const aText = fc.array(fc.constantFrom("tax", "Tax", "TAX", "return", "&", "and", "-", "é", "e", "1040", " "), { maxLength: 4 }).map((words) => words.join(" "));
  const candidate = fc.record({ name: aText, code: fc.option(aText, { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 30 }), fc.array(aText, { maxLength: 6 }), (of, asked) => {
      const candidates = of.map((each, index) => ({ ...each, id: String(index) }));
      const { equal } = mappingMatcher(candidates);
      for (const value of asked) expect(equal(value).map(({ place, part, reason }) => ({ place, part, reason }))).toEqual(equalOnes(value, candidates));
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
