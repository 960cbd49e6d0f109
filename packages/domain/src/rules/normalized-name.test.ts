import { describe, expect, it } from "vitest";
import { normalizeName } from "./normalized-name.js";

const SAME: readonly (readonly [string, string])[] = [
  ["Miller, Anna", "Anna Miller"],
  ["MILLER,  ANNA", "miller, anna"],
  ["Müller, Jörg", "Jorg Muller"],
  ["Großmann, Søren", "Soren Grossmann"],
  ["O'Brien, Pat", "Pat O’Brien"],
  ["van der Berg, Anna", "Anna van der Berg"],
  ["Miller, Anna & Ben", "Anna and Ben Miller"],
  ["Miller, Anna & Ben", "Anna Miller & Ben Miller"],
  ["Miller, Anna & Miller, Ben", "Miller, Anna + Ben"],
  ["van der Berg, Anna & Ben", "Anna & Ben van der Berg"],
  ["Miller, Anna & Ortiz, Ben", "Anna Miller and Ben Ortiz"],
  ["Miller Jr., Anna", "Anna Miller, Jr."],
  ["Miller, Anna, III", "Miller III, Anna"],
  ["Acme, Inc.", "ACME Incorporated"],
  ["Smith, Jones & Brown, L.L.P.", "Smith Jones and Brown LLP"],
  ["Ａｃｍｅ Ltd", "Acme Limited"],
  ["Müller", "Mu\u0308ller"],
  ["Smith-Jones, Kim", "Kim Smith Jones"],
];

const DIFFERENT: readonly (readonly [string, string])[] = [
  ["Henry, James", "James, Henry"],
  ["Miller, Anna Jr.", "Miller, Anna Sr."],
  ["Miller, Anna", "Miller, Anna & Ben"],
  ["Acme Inc", "Acme LLC"],
  ["Acme", "Acme Inc"],
  ["***", "---"],
  ["Anderson, Kim", "Erson, Kim"],
];

describe("normalizeName", () => {
  it.each(SAME)("takes %j and %j for one name", (a, b) => {
    expect(normalizeName(a)).toBe(normalizeName(b));
  });

  it.each(DIFFERENT)("keeps %j and %j apart", (a, b) => {
    expect(normalizeName(a)).not.toBe(normalizeName(b));
  });

  it("changes nothing in a name it has normalised before", () => {
    for (const [text] of SAME) expect(normalizeName(normalizeName(text))).toBe(normalizeName(text));
  });
});
