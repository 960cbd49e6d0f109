/** Letters and digits without case or accents, `&` as "and", single blanks: `Müller & Co.` is `muller and co`. */
export function normalisedName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words of a normalised name in one order: "Lovelace, Ada" and "Ada Lovelace" are the same. */
export function sortedWords(normalised: string): string {
  return normalised.includes(" ") ? normalised.split(" ").toSorted().join(" ") : normalised;
}

/** The three-letter pieces of a normalised name, word edges included, as PostgreSQL's pg_trgm cuts them. */
export function trigrams(normalised: string): ReadonlySet<string> {
  return new Set(normalised.split(" ").flatMap(piecesOfWord));
}

/** The same of one word; a piece that comes twice is given twice. */
export function piecesOfWord(word: string): string[] {
  const padded = `  ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3));
}

/** Dice coefficient of two sets that share `shared` pieces: 0 nothing in common, 1 the same. */
export function dice(sizeA: number, sizeB: number, shared: number): number {
  return (2 * shared) / (sizeA + sizeB);
}
