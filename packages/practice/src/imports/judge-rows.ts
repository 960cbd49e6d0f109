import { clientRowKeys, clientsByNormalizedName, type FirmSession, type ImportRecord, refreshImportCounts, type RowOutcome, settleImportRows, siteIdsByName, type TimeVerdictTexts, writeTimeVerdicts } from "@tieout/store";
import { asResolved, resolveImportValues } from "./resolve-import-values.js";

const timeTexts: TimeVerdictTexts = {
  unmapped: {
    client: 'Say which client "%s" is, create it, or leave its rows out.',
    category: 'Say which billable category or type "%s" is, or leave its rows out.',
    staff: 'Say who "%s" is, or leave the rows out. Staff are never created by an import.',
  },
  unknownSite: '"%s" is not a site of %s. Create the site first, or take it out of the file.',
  otherCurrency: "The rate is in %s, the client is billed in %s. Import without rates, or correct the file.",
};

/** Gives every row its verdict by what is known now, and counts them. */
export async function judgeRows(session: FirmSession, record: ImportRecord): Promise<void> {
  await (record.kind === "clients" ? judgeClientRows(session, record.id) : judgeTimeRows(session, record));
  await refreshImportCounts(session, record.id);
}

async function judgeTimeRows(session: FirmSession, record: ImportRecord): Promise<void> {
  const values = await asResolved(session, await resolveImportValues(session, record));
  await writeTimeVerdicts(session, record.id, values, record.options.keepsRates, timeTexts);
}

/**
 * Matched: a client of the same normalised name is here, or a site of that name under its client. Refused: the file names it
 * twice, or names a client that is neither here nor in the file.
 */
async function judgeClientRows(session: FirmSession, importId: string): Promise<void> {
  const rows = await clientRowKeys(session, importId);
  const clients = await clientsByNormalizedName(session, rows.flatMap((row) => [row.nameKey, row.parentKey ?? row.nameKey]));
  const siteId = await siteIdsByName(session, [...clients.values()]);
  const inFile = new Set(rows.filter((row) => row.parentKey === null).map((row) => row.nameKey));
  const firstLines = new Map<string, number>();
  const outcomes: RowOutcome[] = [];
  for (const { line, verdict, name, nameKey, parent, parentKey } of rows) {
    const key = `${parentKey ?? ""}:${nameKey}`;
    const firstLine = firstLines.get(key);
    if (firstLine === undefined) firstLines.set(key, line);
    if (verdict === "imported") continue;
    const parentId = clients.get(parentKey ?? "");
    const matched = parentKey === null ? clients.get(nameKey) : parentId && siteId(parentId, name);
    if (firstLine !== undefined) outcomes.push(refused(line, "name", "twice", `"${name}" is already on line ${firstLine} of this file. Keep one of the two.`));
    else if (parentKey !== null && !parentId && !inFile.has(parentKey)) {
      outcomes.push(refused(line, "parent", "unknown-parent", `The client "${parent ?? ""}" of this site is neither here nor in the file. Add it first.`));
    } else outcomes.push(matched ? { line, verdict: "matched", recordId: matched } : { line, verdict: "new" });
  }
  for (let start = 0; start < outcomes.length; start += 1000) await settleImportRows(session, importId, outcomes.slice(start, start + 1000));
}

function refused(line: number, field: string, code: string, message: string): RowOutcome {
  return { line, verdict: "refused", reasons: [{ field, code, message }] };
}
