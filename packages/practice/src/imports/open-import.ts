import { newId } from "@tieout/domain";
import { insertImport } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput, operate } from "../operate.js";
import { type ImportSummary, summary } from "./import-steps.js";

const openImportInput = z.object({
  kind: z.enum(["time", "clients"]),
  /** The product the file comes from, such as "toggl": what is mapped is remembered for it. */
  source: z.string().min(1).max(50),
  fileName: z.string().min(1).max(255),
  /** What imported time becomes. */
  timeStatus: z.enum(["submitted", "draft"]).default("submitted"),
  /** Whether an entry keeps the hourly rate the file gives it; it goes before all other rates. */
  keepsRates: z.boolean().default(true),
});

/** Begins an import; rows follow by `addImportRows`, then `previewImport`. Nothing becomes a record before `commitImport`. */
export async function openImport(context: PracticeContext, input: z.input<typeof openImportInput>): Promise<ImportSummary> {
  const { timeStatus, keepsRates, ...file } = checkInput(openImportInput, input);
  const id = newId();
  return operate(context, async (session) => {
    await insertImport(session, { id, ...file, options: { timeStatus, keepsRates }, createdBy: context.actor.name });
    return summary(session, id);
  });
}
