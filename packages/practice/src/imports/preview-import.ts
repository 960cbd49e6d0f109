import { setImportState } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { holdImport, type ImportSummary, summary } from "./import-steps.js";
import { judgeRows } from "./judge-rows.js";

const previewImportInput = z.object({ importId: id });

/** Ends the reading of a file, or judges its rows again: each row has a verdict and, where it is not imported, the reason. */
export async function previewImport(context: PracticeContext, input: z.input<typeof previewImportInput>): Promise<ImportSummary> {
  const { importId } = checkInput(previewImportInput, input);
  return operate(context, async (session) => {
    await judgeRows(session, await holdImport(session, importId, ["reading", "preview"]));
    await setImportState(session, importId, "preview");
    return summary(session, importId);
  });
}
