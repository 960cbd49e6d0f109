/**
 * The locale that numbers, money and dates are written in: the reader's own when it is an English one (en-GB, en-CA),
 * since the texts are English; else US English.
 */
export const locale: string = (typeof navigator === "undefined" ? [] : navigator.languages).find((tag) => tag.startsWith("en")) ?? "en-US";
