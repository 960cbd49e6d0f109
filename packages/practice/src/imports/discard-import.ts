import { deleteImportRows, refreshImportCounts, setImportState } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { holdImport, type ImportSummary, summary } from "./import-steps.js";

const discardImportInput = z.object({ importId: id });
const failImportInput = z.object({ importId: id, reason: z.string().min(1) });

/** Drops a file before it became anything. What was decided about its values is remembered. */
export async function discardImport(context: PracticeContext, input: z.input<typeof discardImportInput>): Promise<ImportSummary> {
  const { importId } = checkInput(discardImportInput, input);
  return operate(context, async (session) => {
    await holdImport(session, importId, ["reading", "preview", "failed"]);
    await deleteImportRows(session, importId);
    await refreshImportCounts(session, importId);
    await setImportState(session, importId, "discarded");
    return summary(session, importId);
  });
}

/** Says why a file could not be read to its end; its rows go, the reason stays. */
export async function failImport(context: PracticeContext, input: z.input<typeof failImportInput>): Promise<ImportSummary> {
  const { importId, reason } = checkInput(failImportInput, input);
  return operate(context, async (session) => {
    await holdImport(session, importId, ["reading"]);
    await deleteImportRows(session, importId);
    await setImportState(session, importId, "failed", reason);
    return summary(session, importId);
  });
}
