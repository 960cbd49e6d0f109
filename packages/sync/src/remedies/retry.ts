import { expireSweeps, hastenLookUps, hastenWork } from "@tieout/store";
import type { Remedy } from "./remedy.js";

/** Plans and sends the records again; whatever they hang on in the ledger is read anew first. */
export const retry: Remedy = async ({ connection, problem, records, inFirm }) => {
  await inFirm(async (session) => {
    if (readsFirst.has(problem.kind)) await expireSweeps(session, connection.id);
    if (problem.kind === "look-up-failed") await hastenLookUps(session, connection.id);
    if (records.length === 0) await hastenWork(session, connection.id);
  });
  // Still in doubt: nothing is planned for them before they are found.
  if (problem.kind === "look-up-failed") return { release: [], isSettled: false, resolution: "looked up again", run: "everything" };
  return { release: records, isSettled: false, resolution: "tried again", run: readsFirst.has(problem.kind) || records.length === 0 ? "everything" : "records" };
};

/** Problems whose cause is a setting of the company: it is asked before anything is sent again. */
const readsFirst: ReadonlySet<string> = new Set(["period-closed", "tax-code-missing", "sales-tax-not-chosen", "not-allowed", "staff-not-linked"]);
