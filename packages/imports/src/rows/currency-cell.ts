import { readCurrency } from "../values/currency.js";
import type { Cells } from "./cells.js";

/** The row's currency; undefined when the cell is empty, or refused because it names none. */
export function currencyOf(cells: Cells): string | undefined {
  const currency = readCurrency(cells.text("currency"));
  if (currency !== "unreadable") return currency;
  cells.refuse("currency", "currency", `"${cells.text("currency")}" is not a currency. Write its three letters, for example EUR.`);
  return undefined;
}
