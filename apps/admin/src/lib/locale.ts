/**
 * The locale that numbers, money and dates are written in: the reader's own when it is an English one (en-GB, en-CA),
 * since the texts are English; else US English. A browser may name what is no language tag (`en-US@posix`), which nothing can be written in.
 */
export function localeOf(tags: readonly string[]): string {
  return tags.find((tag) => tag.startsWith("en") && isTag(tag)) ?? "en-US";
}

export const locale = localeOf(typeof navigator === "undefined" ? [] : navigator.languages);

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
