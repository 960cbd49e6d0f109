import { heldRecords, openProblems, type ConnectionRow, type FirmSession } from "@tieout/store";
import { loadItems } from "../resolve/service-item.js";
import type { RecordKey } from "./engine-types.js";

/** Kinds of problem that a stored mapping, or a default service, solves. */
export const mappingProblems = ["mapping-missing", "mapping-target-inactive", "default-service-inactive"] as const;

export interface Standing {
  /** Records that go on. */
  released: number;
  /** Records that another problem still holds. */
  stillHeld: number;
  /** Those problems by id, the one that holds most first; each record is counted with one of its own. */
  heldBy: string[];
}

/**
 * Of the records behind something that was just solved: how many go on, and how many another cause still holds. A record lacking two
 * mappings does not go on with the first. `solved` are problems the next run closes; codes that have a usable service now count as solved too.
 */
export async function goingOn(session: FirmSession, connection: ConnectionRow, records: readonly RecordKey[], solved: readonly string[] = []): Promise<Standing> {
  const distinct = [...new Map(records.map((record) => [`${record.kind} ${record.recordId}`, record])).values()];
  const held = await heldRecords(session, connection.id, distinct, { except: [...solved, ...(await mappedMeanwhile(session, connection))] });
  const holders = [...Map.groupBy(held.values(), ({ id }) => id)].sort(([, a], [, b]) => b.length - a.length);
  return { released: distinct.length - held.size, stillHeld: held.size, heldBy: holders.map(([id]) => id) };
}

async function mappedMeanwhile(session: FirmSession, { id, defaultItemId }: ConnectionRow): Promise<string[]> {
  const problems = await openProblems(session, { connectionId: id, kinds: mappingProblems });
  if (problems.length === 0) return [];
  const { targets, defaultItem } = await loadItems(session, id, defaultItemId);
  return problems.flatMap(({ id: problemId, facts: { sourceKind, sourceId } }) => ((targets.get(`${String(sourceKind)} ${String(sourceId)}`) ?? defaultItem)?.isUsable ? [problemId] : []));
}
