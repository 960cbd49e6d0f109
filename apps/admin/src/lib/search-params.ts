/** What stands in the address bar after "?", before it is checked. */
export type RawSearch = Record<string, unknown>;

/** A text of the address bar; anything else is as if it were not there. */
export function word(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** One of some words; anything else is as if it were not there, so that an old link still opens its page. */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((each) => each === value);
}
