import { problemCatalog } from "@tieout/domain";
import { raiseProblems, type FirmSession } from "@tieout/store";
import type { WorkKind } from "./engine-types.js";
import type { RunContext } from "./run-context.js";

/** How a sentence begins of each kind of work. */
const words: Record<WorkKind, string> = {
  everything: "A sync",
  clients: "The sync of clients",
  invoices: "The sync of invoices",
  timesheets: "The sync of time",
  import: "The comparison for the first plan",
  plan: "Sending an approved plan",
  undo: "An undo",
  "tie-out": "The tie-out",
};

const causeOf = (kind: WorkKind): string => `work-failed:${kind}`;

/** An error of ours ended the work: one problem for each kind of work, however often it happens, until it works again. */
export async function raiseWorkFailed(session: FirmSession, run: RunContext): Promise<void> {
  await raiseProblems(session, run.connectionId, [{ kind: "work-failed", causeKey: causeOf(run.kind), severity: problemCatalog["work-failed"].severity, facts: { work: words[run.kind] }, records: [] }], run.runId);
}

/** Causes of problems that work of a kind proves wrong by ending well: a sync of everything has done what the others do. */
export function worksAgain(kind: WorkKind): string[] {
  const kinds: WorkKind[] = kind === "everything" ? ["everything", "clients", "invoices", "timesheets", "import", "plan"] : [kind];
  return kinds.map(causeOf);
}
