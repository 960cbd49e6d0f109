import { redact } from "./redact.js";
import { redactMarkup } from "./redact-sentence.js";

/** Characters of a body that are kept at most, after redaction. */
export const bodyLimit = 64_000;
/** Characters kept of an answer that is no JSON: a gateway's page says what it has to say at its start. */
const markupLimit = 4_000;

/**
 * A request or an answer as it is kept with its call: redacted JSON, at most `bodyLimit` characters. Of lists too long for that the
 * first items stay and the last entry says how many there were more; a body that is still too long leaves its length.
 */
export function keptJson(value: unknown): string {
  const redacted = redact(value);
  const whole = JSON.stringify(redacted);
  if (whole.length <= bodyLimit) return whole;
  for (const most of [25, 12, 6, 3, 1]) {
    const shorter = JSON.stringify(shortened(redacted, most));
    if (shorter.length <= bodyLimit) return shorter;
  }
  return JSON.stringify({ cut: `${whole.length} characters` });
}

/** An answer that is no JSON as it is kept: redacted text, at most 4,000 characters. */
export function keptMarkup(text: string): string {
  // What is cut first is not redacted in vain: a page may be megabytes.
  const redacted = redactMarkup(text.slice(0, 4 * markupLimit));
  return redacted.length > markupLimit ? `${redacted.slice(0, markupLimit)} …` : redacted;
}

function shortened(value: unknown, most: number): unknown {
  if (Array.isArray(value)) {
    const items = value.slice(0, most).map((item) => shortened(item, most));
    return value.length > most ? [...items, `and ${value.length - most} more`] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shortened(item, most)]));
}
