import { describe, expect, test } from "vitest";
import { distinctValues, proposeMapping, readRows, scoreBand } from "../index.js";
import { upload } from "../read-all.fixture.js";

describe("the values of a file that need a meaning", () => {
  test("are counted with their minutes, most used first, without the refused rows", async () => {
    const file = `User,Email,Client,Project,Task,Start date,Duration
Mara,mara@firm.test,Nordlicht,Year end,Review,2024-03-04,1:00:00
Mara,mara@firm.test,Nordlicht,Payroll,,2024-03-05,0:30:00
Ole,,Holm,Year end,Review,2024-03-05,2:00:00
Ole,,Holm,Never,Review,2024-03-05,0:00:00`;
    const values = await distinctValues(readRows(upload(file)));
    expect(values.project).toEqual([
      { value: "Year end", rows: 2, minutes: 180 },
      { value: "Payroll", rows: 1, minutes: 30 },
    ]);
    expect(values.client.map(({ value }) => value)).toEqual(["Nordlicht", "Holm"]);
    expect(values.task).toEqual([{ value: "Review", rows: 2, minutes: 180 }]);
    expect(values.staff.map(({ value }) => value)).toEqual(["mara@firm.test", "Ole"]);
    expect(values.category).toEqual([]);
  });
});

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

  test("for 1,000 values among 10,000 candidates takes seconds", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index), name: `Client ${index * 7919} ${(index * 31).toString(36)}` }));
    const start = performance.now();
    const proposals = proposeMapping(many.slice(0, 1000).map(({ name }) => `${name}x`), many);
    expect(proposals.filter(({ candidateId }, index) => candidateId === String(index)).length).toBeGreaterThan(900);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
