/** A column header taken apart: `Billable Rate (USD)` is the key `billable rate` in USD. */
export interface Header {
  readonly key: string;
  readonly currency?: string;
}

/** Headers are compared without case, marks and doubled blanks; `*Name`, `first_name` and `First Name ` are what they say. */
export function readHeader(text: string): Header {
  // A byte order mark is white space to `trim`.
  const plain = text.trim();
  const currency = /\(([A-Z]{3})\)$/.exec(plain)?.[1];
  const key = (currency ? plain.slice(0, -5) : plain)
    .toLowerCase()
    .replace(/[*?:"]/g, "")
    .replace(/[\s_-]+/g, " ")
    .trim();
  return { key, currency };
}
