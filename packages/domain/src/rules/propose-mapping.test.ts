import { describe, expect, test } from "vitest";
import { proposeMapping, scoreBand } from "./propose-mapping.js";

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
