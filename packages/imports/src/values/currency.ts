/** The ISO 4217 code in `EUR` or, as Harvest writes it, `Euro - EUR`. Undefined for an empty cell. */
export function readCurrency(text: string): string | undefined | "unreadable" {
  if (text === "") return undefined;
  return /^(?:.* - )?([A-Z]{3})$/.exec(text.trim())?.[1] ?? "unreadable";
}
