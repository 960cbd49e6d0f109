import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { holdImport } from "./import-steps.js";
import { type ImportValue, resolveImportValues } from "./resolve-import-values.js";

const proposeImportMappingsInput = z.object({ importId: id });

/** The values of a file of time, most used first: what each stands for, what is proposed, and what must be decided. */
export async function proposeImportMappings(context: PracticeContext, input: z.input<typeof proposeImportMappingsInput>): Promise<ImportValue[]> {
  const { importId } = checkInput(proposeImportMappingsInput, input);
  return operate(context, async (session) => {
    const record = await holdImport(session, importId, ["preview", "committing", "committed"]);
    return record.kind === "time" ? resolveImportValues(session, record) : [];
  });
}
