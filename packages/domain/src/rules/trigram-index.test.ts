import fc from "fast-check";
import { expect, test } from "vitest";
import { dice, normalisedName, trigrams } from "./similarity.js";
import { TrigramIndex } from "./trigram-index.js";

const words = ["tax", "taxes", "return", "returns", "audit", "books", "booking", "service", "services", "client", "1040", "1041", "1120s"];
const aText = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((chosen) => normalisedName(chosen.join(" ")));

/** What comparing with every text finds. */
function compared(texts: readonly { owner: number; text: string }[], text: string, least: number, most: number): [number, number][] {
  const best = new Map<number, number>();
  for (const each of texts) {
    const [asked, has] = [trigrams(text), trigrams(each.text)];
    const score = dice(asked.size, has.size, [...asked].filter((piece) => has.has(piece)).length);
    if (score >= least - 1e-9) best.set(each.owner, Math.max(score, best.get(each.owner) ?? 0));
  }
  return [...best].toSorted(([a, left], [b, right]) => right - left || a - b).slice(0, most);
}

test("an index finds what comparing with every text finds, search after search", () => {
  const texts = fc.array(fc.record({ owner: fc.nat(30), text: aText }), { maxLength: 120 });
  fc.assert(
    fc.property(texts, fc.array(aText, { maxLength: 8 }), fc.constantFrom(0.3, 0.55, 0.8), fc.constantFrom(1, 3), (of, asked, least, most) => {
      const index = new TrigramIndex(of, least, most);
      for (const text of asked) expect(index.nearest(text).map(({ owner, dice: score }) => [owner, score])).toEqual(compared(of, text, least, most));
    }),
    { seed: 20260309, numRuns: 300 },
  );
});

test("plain names read as the same names written with letters from beyond ASCII", () => {
  const wide = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii", maxLength: 20 }), (text) => {
      expect(normalisedName(text)).toBe(normalisedName(wide(text)));
    }),
    { seed: 20261122, numRuns: 500 },
  );
});

test("nothing is near an empty text", () => {
  expect(new TrigramIndex([{ owner: 0, text: "tax" }, { owner: 1, text: "" }], 0.55, 3).nearest("")).toEqual([]);
});
