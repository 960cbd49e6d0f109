import { isSameValue, type LedgerRecord, type LedgerTimeActivity, type LedgerWrite } from "@tieout/domain";
import type { SyncTimeEntry } from "@tieout/store";
import type { Agreement, SettledWrite } from "../engine/flow.js";
import { ledgerKey, type LedgerKey, type LedgerNames } from "./ledger-names.js";

/** What we say about an hour; the rest of a time activity is the ledger's. */
export const ownTimePaths = ["personKind", "personId", "customerId", "itemId", "day", "minutes", "description", "hourlyRate", "isBillable"] as const;

/** What sent time is compared with later. */
export function agreedOfTime(document: LedgerTimeActivity): Agreement {
  const agreed = Object.fromEntries(ownTimePaths.map((path) => [path, document[path]]));
  return { agreed, hubAgreed: {} };
}

/** Time has no number to be found by: everything we say about it must be the same. */
export function isSameActivity(write: LedgerWrite, record: LedgerRecord): boolean {
  if (record.document.kind !== "time-activity" || (write.operation !== "create" && write.operation !== "update") || write.document.kind !== "time-activity") return false;
  const there = record.document;
  const sent = write.document;
  return pathsToRestore(sent, there).length === 0;
}

/** What somebody edited in the ledger since we sent it, or the ledger by itself; what was left to it (its default item, a rate) is not ours to compare. */
export function editsOfTime(agreed: Readonly<Record<string, unknown>>, there: LedgerTimeActivity): (typeof ownTimePaths)[number][] {
  return ownTimePaths.filter((path) => path in agreed && !isLeftToLedger(path, agreed[path]) && !(path === "isBillable" && there.isBilled) && !isSameValue(path, agreed[path], there[path]));
}

/** What was changed here and in the ledger to the same value: agreed, and no longer on what was sent (design, section 2). */
export function metInTime(agreed: Readonly<Record<string, unknown>>, ours: LedgerTimeActivity, there: LedgerTimeActivity): (typeof ownTimePaths)[number][] {
  return editsOfTime(agreed, there).filter((path) => isSameValue(path, ours[path], there[path]));
}

/** Records whose names the edits are told with; none where nobody edited anything. */
export function keysInTimeEdits({ link, ledger }: Pick<SyncTimeEntry, "link" | "ledger">): LedgerKey[] {
  if (!link || !ledger || editsOfTime(link.agreed, ledger.document).length === 0) return [];
  return [link.agreed, { ...ledger.document }].flatMap((side) => namedPaths.flatMap((path) => keyOf(path, side) ?? []));
}

/** A field's value for people: what an id of the ledger is called. */
export function shownOfTime(path: (typeof ownTimePaths)[number], side: Readonly<Record<string, unknown>>, names: LedgerNames): unknown {
  const key = keyOf(path, side);
  return key ? (names.get(ledgerKey(key)) ?? key.id) : side[path];
}

const namedPaths = ["personId", "customerId", "itemId"] as const;

/** The record of the ledger that a field names; null where it names none. */
function keyOf(path: (typeof ownTimePaths)[number], side: Readonly<Record<string, unknown>>): LedgerKey | null {
  const id = side[path];
  if (typeof id !== "string") return null;
  if (path === "customerId") return { kind: "customer", id };
  if (path === "itemId") return { kind: "item", id };
  return path === "personId" ? { kind: side["personKind"] === "vendor" ? "vendor" : "employee", id } : null;
}

/** What an update has to set so that the ledger has our values again. */
export function pathsToRestore(ours: LedgerTimeActivity, there: LedgerTimeActivity): (typeof ownTimePaths)[number][] {
  return ownTimePaths.filter((path) => !isLeftToLedger(path, ours[path]) && !isSameValue(path, ours[path], there[path]));
}

function isLeftToLedger(path: string, ours: unknown): boolean {
  return (path === "itemId" || path === "hourlyRate") && ours === null;
}

/** The values as we sent them: what QuickBooks fills in by itself (its default item, a rate of zero) is no edit of anybody. */
export function agreeTime(settled: readonly SettledWrite[]): Map<string, Agreement> {
  return new Map(
    settled.flatMap(({ change, record }): [string, Agreement][] => {
      const write = change.write as LedgerWrite | null;
      if (change.recordId === null || !record || !write || (write.operation !== "create" && write.operation !== "update") || write.document.kind !== "time-activity") return [];
      return [[change.recordId, agreedOfTime(write.document)]];
    }),
  );
}
