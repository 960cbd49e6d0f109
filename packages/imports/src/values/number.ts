/** How a number of a file reads: a canonical decimal string ("1250.5"), or why it does not. */
export type NumberReading = { readonly value: string } | "ambiguous" | "unreadable";

const shapes = {
  dot: /^(?:\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/,
  comma: /^(?:\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/,
};

/**
 * Reads a number. `decimalComma` is what the file is known to use; undefined reads the value on its own and refuses to
 * guess: "1.250" is `ambiguous` then. Currency signs, and spaces or apostrophes between thousands, are allowed.
 */
export function readNumber(text: string, decimalComma: boolean | undefined): NumberReading {
  const { digits, sign } = bare(text);
  const dot = decimalComma === true ? undefined : readAs(digits, false);
  const comma = decimalComma === false ? undefined : readAs(digits, true);
  if (dot !== undefined && comma !== undefined && dot !== comma) return "ambiguous";
  const value = dot ?? comma;
  return value === undefined ? "unreadable" : { value: sign + value };
}

/** What a value proves about the file's decimal mark: true comma, false dot, undefined nothing. */
export function provesDecimalComma(text: string): boolean | undefined {
  const { digits } = bare(text);
  const dot = readAs(digits, false);
  const comma = readAs(digits, true);
  if ((dot === undefined) === (comma === undefined)) return undefined;
  return dot === undefined;
}

function readAs(digits: string, decimalComma: boolean): string | undefined {
  if (!/\d/.test(digits) || !(decimalComma ? shapes.comma : shapes.dot).test(digits)) return undefined;
  const plain = decimalComma ? digits.replaceAll(".", "").replace(",", ".") : digits.replaceAll(",", "");
  return plain.startsWith(".") ? `0${plain}` : plain;
}

function bare(text: string): { digits: string; sign: string } {
  const digits = text
    .replace("\u2212", "-")
    .replace(/^\((.*)\)$/, "-$1")
    .replace(/[\p{Sc}\s]+$|^\p{Sc}\s*/gu, "")
    .replace(/(?<=\d)[ \u00A0\u202F'’](?=\d{3}(?!\d))/g, "");
  const signed = /^([+-])\s*\p{Sc}?\s*(.*)$/u.exec(digits);
  return signed ? { digits: signed[2] ?? "", sign: signed[1] === "-" ? "-" : "" } : { digits, sign: "" };
}
