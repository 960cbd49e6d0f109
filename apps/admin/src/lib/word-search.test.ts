import { expect, it } from "vitest";
import { hasWords } from "./word-search.js";

it("finds words in any order, without accents and capitals", () => {
  expect(hasWords("Núñez, Felix & Hathaway, Edith", "edith nunez")).toBe(true);
  expect(hasWords("Núñez, Felix & Hathaway, Edith", "edith oakley")).toBe(false);
  expect(hasWords("Oakley, Zelda", "  ")).toBe(true);
});
