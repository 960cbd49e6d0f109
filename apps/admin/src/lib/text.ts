import { locale } from "./locale.js";

const rules = new Intl.PluralRules(locale);
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** A count for people: thousands separated. */
export function count(value: number): string {
  return whole.format(value);
}

/** "1 invoice", "2 invoices": the number with the form that fits it. Text catalogues use it wherever a count meets a noun. */
export function plural(value: number, one: string, other: string): string {
  return `${count(value)} ${rules.select(value) === "one" ? one : other}`;
}

/** "clients, invoices and time". */
export function list(words: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(words);
}

/** A phrase as the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
