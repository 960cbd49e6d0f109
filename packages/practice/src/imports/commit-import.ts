import { HubError } from "@tieout/domain";
import { addImportProgress, type ImportRecord, refreshImportCounts, type ResolvedValue, saveImportMappings, setImportState } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { keepEvents } from "../history.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { importClientRows } from "./import-client-rows.js";
import { importTimeRows } from "./import-time-rows.js";
import { holdImport, type ImportSummary, summary } from "./import-steps.js";
import { judgeRows } from "./judge-rows.js";
import { asResolved, resolveImportValues } from "./resolve-import-values.js";

const commitImportInput = z.object({
  importId: id,
  /** Import what is ready and leave the rows that still need a mapping. */
  leaveUnmapped: z.boolean().default(false),
  chunkSize: z.int().min(1).max(5000).default(1000),
});

/**
 * Makes records of the rows that are ready, chunk by chunk, each chunk in a transaction of its own, so that progress is seen and
 * a crash loses nothing: commit again and it goes on. No row becomes a record twice, in this or in any other upload. Values that
 * were equal and not changed count as confirmed and are remembered.
 */
export async function commitImport(context: PracticeContext, input: z.input<typeof commitImportInput>): Promise<ImportSummary> {
  const { importId, leaveUnmapped, chunkSize } = checkInput(commitImportInput, input);
  const { record, values } = await operate(context, async (session) => {
    const held = await holdImport(session, importId, ["preview", "committing"]);
    const found = held.kind === "time" ? await resolveImportValues(session, held) : [];
    await judgeRows(session, held);
    const unmapped = (await refreshImportCounts(session, importId))["needs-mapping"] ?? 0;
    if (unmapped > 0 && !leaveUnmapped) {
      throw new HubError("CONFLICT", `${unmapped} rows still need a mapping. Decide it, or import the others without them.`, ["importId"]);
    }
    const confirmed = found.filter((value) => value.origin === "proposed").map(({ field, value, target }) => ({ field, value, targetId: target?.id ?? null, isSkipped: false }));
    await saveImportMappings(session, held.source, confirmed, context.actor.name);
    await setImportState(session, importId, "committing");
    return { record: held, values: await asResolved(session, found) };
  });
  while ((await importChunk(context, record, values, chunkSize)) > 0);
  return operate(context, async (session) => {
    await refreshImportCounts(session, importId);
    await setImportState(session, importId, "committed");
    await keepEvents(session, context.actor, [{ kind: "import", recordId: importId, action: "committed" }]);
    return summary(session, importId);
  });
}

/** One chunk in one transaction; how many rows it settled. */
async function importChunk(context: PracticeContext, record: ImportRecord, values: readonly ResolvedValue[], size: number): Promise<number> {
  return operate(context, async (session) => {
    const settled = record.kind === "time" ? await importTimeRows(session, context.actor, record, values, size) : await importClientRows(session, context.actor, record, size);
    await addImportProgress(session, record.id, settled);
    return settled;
  });
}
