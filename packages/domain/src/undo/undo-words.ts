import { writtenDay } from "../written.js";

/** Sentences that say why something cannot be taken back, and what follows when it is. */
export const goneThere = "It is not in QuickBooks any more.";
export const leftOut = "Here it is left out of the sync until you include it again.";
export const nothingLeft = "Nothing is left of it: it was taken back before.";
export const linkNote = "A link wrote nothing: it only says that both records are the same one.";

export function closedBooks(closedThrough: string, day: string): string {
  return `It is dated ${writtenDay(day)}, and the books are closed through ${writtenDay(closedThrough)}.`;
}

/** "Invoice 1001", "Invoice 1001 and Invoice 1002", "Invoice 1001 and 6 more". */
export function listed(labels: readonly string[]): string {
  const [first = "", second = ""] = labels;
  return labels.length <= 1 ? first : labels.length === 2 ? `${first} and ${second}` : `${first} and ${labels.length - 1} more`;
}
