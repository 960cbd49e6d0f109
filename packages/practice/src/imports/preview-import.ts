import { type FirmSession, type ImportRecord, type TimeVerdictTexts, refreshImportCounts, setImportState, writeClientVerdicts, writeTimeVerdicts } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { holdImport, type ImportSummary, summary } from "./import-steps.js";
import { asResolved, resolveImportValues } from "./resolve-import-values.js";

const previewImportInput = z.object({ importId: id });

const timeTexts: TimeVerdictTexts = {
  unmapped: {
    client: 'Say which client "%s" is, create it, or leave its rows out.',
    category: 'Say which billable category or type "%s" is, or leave its rows out.',
    staff: 'Say who "%s" is, or leave the rows out. Staff are never created by an import.',
  },
  unknownSite: '"%s" is not a site of %s. Create the site first, or take it out of the file.',
  otherCurrency: "The rate is in %s, the client is billed in %s. Import without rates, or correct the file.",
};
const clientTexts = {
  twice: '"%s" is already on line %s of this file. Keep one of the two.',
  unknownParent: 'The client "%s" of this site is neither here nor in the file. Add it first.',
};

/** Ends the reading of a file, or judges its rows again: each row has a verdict and, where it is not imported, the reason. */
export async function previewImport(context: PracticeContext, input: z.input<typeof previewImportInput>): Promise<ImportSummary> {
  const { importId } = checkInput(previewImportInput, input);
  return operate(context, async (session) => {
    await judgeRows(session, await holdImport(session, importId, ["reading", "preview"]));
    await setImportState(session, importId, "preview");
    return summary(session, importId);
  });
}

/** Gives every row its verdict by what is known now. */
export async function judgeRows(session: FirmSession, record: ImportRecord): Promise<void> {
  if (record.kind === "clients") await writeClientVerdicts(session, record.id, clientTexts);
  else {
    const values = await asResolved(session, await resolveImportValues(session, record));
    await writeTimeVerdicts(session, record.id, values, record.options.keepsRates, timeTexts);
  }
  await refreshImportCounts(session, record.id);
}
