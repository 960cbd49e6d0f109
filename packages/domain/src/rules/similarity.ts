const beyondAscii = /[\u0080-\uffff]/;

/** Letters and digits without case or accents, `&` as "and", single blanks: `Müller & Co.` is `muller and co`. */
export function normalisedName(text: string): string {
  // Most names are plain ASCII, and nothing in them needs to be taken apart.
  if (!beyondAscii.test(text)) return text.toLowerCase().replaceAll("&", " and ").replace(/[^a-z0-9]+/g, " ").trim();
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
  const pieces = new Set<string>();
  for (const word of normalised.split(" ")) {
    const padded = `  ${word} `;
    for (let start = 0; start + 3 <= padded.length; start += 1) pieces.add(padded.slice(start, start + 3));
  }
  return pieces;
}

/** Dice coefficient of two sets that share `shared` pieces: 0 nothing in common, 1 the same. */
export function dice(sizeA: number, sizeB: number, shared: number): number {
  return (2 * shared) / (sizeA + sizeB);
}
