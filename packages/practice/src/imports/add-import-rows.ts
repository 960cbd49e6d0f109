import { HubError } from "@tieout/domain";
import { insertImportRows } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { importRowInput, type ImportRowInput, toImportRow } from "./import-row-input.js";
import { holdImport } from "./import-steps.js";

const addImportRowsInput = z.object({ importId: id, rows: z.array(importRowInput) });

/** Adds rows of the file, a thousand or so at a time, as they are read; a row sent twice, by its line, counts once. */
export async function addImportRows(context: PracticeContext, input: { importId: string; rows: readonly ImportRowInput[] }): Promise<void> {
  const { importId, rows } = checkInput(addImportRowsInput, input);
  await operate(context, async (session) => {
    const { kind } = await holdImport(session, importId, ["reading"]);
    const expected = kind === "time" ? "time" : "client";
    if (rows.some((row) => row.kind !== "refused" && row.kind !== expected)) {
      throw new HubError("INVALID", `This import takes rows of ${kind}. Open another one for the other kind.`, ["rows"]);
    }
    await insertImportRows(session, importId, rows.map(toImportRow));
  });
}
