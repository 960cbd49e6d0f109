const yes = new Set(["yes", "y", "true", "1", "x", "billable", "ja", "oui", "si", "sí", "sim"]);
const no = new Set(["no", "n", "false", "0", "non-billable", "nonbillable", "nein", "nee", "non", "não", "nao"]);

/** True or false, undefined for an empty cell, "unreadable" for anything else: a guess here would cost money. */
export function readYesNo(text: string): boolean | undefined | "unreadable" {
  const word = text.trim().toLowerCase();
  if (word === "") return undefined;
  if (yes.has(word)) return true;
  return no.has(word) ? false : "unreadable";
}
