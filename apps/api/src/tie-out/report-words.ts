import { tieOutResult, type TieOutKind, type TieOutStatement } from "@tieout/domain";

/** How a proof came out, as its report says it. */
export function verdictOf({ figures, check }: TieOutStatement): string {
  if (check && check.differences.length > 0) return "Open: QuickBooks' own report says otherwise";
  const result = tieOutResult(figures);
  if (result === "ties-out") return "Ties out";
  return result === "explained" ? "Differs; every difference is explained" : "Open: a difference has no explanation";
}

export const kindWords: Readonly<Record<TieOutKind, string>> = { client: "Clients", invoice: "Invoices", "time-entry": "Time entries" };
