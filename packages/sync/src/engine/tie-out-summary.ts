import { tieOutReasons, tieOutResult, writtenNumber, type ReportCheck, type TieOutFigures, type TieOutStatement } from "@tieout/domain";

/** What a tie-out came to, in a sentence or two for the list of runs. */
export function summarizeTieOut({ figures, check }: Pick<TieOutStatement, "figures" | "check">): string {
  return [...figureSentences(figures), ...(check ? [checkSentence(check)] : [])].join(" ");
}

function figureSentences(figures: TieOutFigures): string[] {
  const count = figures.documents.length;
  switch (tieOutResult(figures)) {
    case "ties-out":
      return figures.totals.length === 0 ? ["Ties out: there is no final invoice yet."] : [`Ties out: ${figures.totals.map(({ hub, currency }) => `${writtenNumber(hub)} ${currency}`).join(" and ")} on both sides.`];
    case "explained":
      return [`Differs by ${amounts(figures, "difference")}, explained by ${writtenNumber(count)} ${count === 1 ? "document" : "documents"}.`];
    case "open":
      return [openFinding(figures)];
  }
}

/** What nobody can explain. */
export function openFinding(figures: TieOutFigures): string {
  const labels = figures.documents.flatMap(({ label, reason }) => (tieOutReasons[reason].isExplained ? [] : [label]));
  return `${amounts(figures, "residual")} of the difference have no explanation${labels.length === 0 ? "" : `: ${labels.slice(0, 3).join(", ")}${labels.length > 3 ? ` and ${writtenNumber(labels.length - 3)} more` : ""}`}.`;
}

/** What the ledger's own report says of what was read. */
export function checkSentence({ differences, compared }: ReportCheck): string {
  const [first] = differences;
  if (!first) return `QuickBooks' own report says the same for ${writtenNumber(compared)} ${compared === 1 ? "customer" : "customers"}.`;
  const more = differences.length - 1;
  return `QuickBooks reports ${writtenNumber(first.reported)} for ${first.name}, and ${writtenNumber(first.mirrored)} was read${more === 0 ? "" : `; ${writtenNumber(more)} more differ`}.`;
}

function amounts({ totals }: TieOutFigures, member: "difference" | "residual"): string {
  const some = totals.filter((total) => Number(total[member]) !== 0);
  return (some.length === 0 ? totals : some).map((total) => `${writtenNumber(total[member])} ${total.currency}`).join(" and ") || "0.00";
}
