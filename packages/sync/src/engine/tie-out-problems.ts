import { problemCatalog, tieOutResult, type TieOutStatement } from "@tieout/domain";
import { closeProblems, openProblems, raiseProblems, type FirmSession } from "@tieout/store";
import { checkSentence, openFinding } from "./tie-out-summary.js";

const figuresCause = "tie-out:figures";
const reportCause = "tie-out:report";

/** A residual, or a report that contradicts what was read, is a problem until a later proof finds it gone. */
export async function settleTieOutProblems(session: FirmSession, connectionId: string, { figures, check }: TieOutStatement): Promise<void> {
  const open = await openProblems(session, { connectionId, kinds: ["tie-out-open"] });
  const solved = (cause: string) => open.flatMap(({ id, causeKey }) => (causeKey === cause ? [id] : []));
  const findings = [
    { cause: figuresCause, finding: tieOutResult(figures) === "open" ? openFinding(figures) : null },
    // Only another report proves the first one wrong.
    ...(check ? [{ cause: reportCause, finding: check.differences.length > 0 ? checkSentence(check) : null }] : []),
  ];
  for (const { cause, finding } of findings) {
    if (finding === null) await closeProblems(session, solved(cause), { actor: "sync", resolution: "ties out" });
    else await raiseProblems(session, connectionId, [{ kind: "tie-out-open", causeKey: cause, severity: problemCatalog["tie-out-open"].severity, facts: { finding }, records: [] }]);
  }
}
