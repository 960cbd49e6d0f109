import type { LedgerKind, LedgerMarker, LedgerRecord } from "@tieout/domain";
import { spellingsOf } from "./entities/names.js";
import type { QueryCondition } from "./query.js";

/** How a marker is looked for: a query QuickBooks can answer, then what only we can compare. */
export interface MarkerSearch {
  kind: LedgerKind;
  where: QueryCondition[];
  isCandidate(record: LedgerRecord): boolean;
}

const always = () => true;

/**
 * Names are looked up in both spellings, with and without " (deleted)". Invoices by number and customer, or by customer and
 * date when QuickBooks numbers them. Time only by day: employee and customer cannot be queried (qbo-protocol 6.1).
 */
export function markerSearch(marker: LedgerMarker): MarkerSearch {
  switch (marker.kind) {
    case "customer":
    case "employee":
    case "vendor":
      return {
        kind: marker.kind,
        where: [
          { property: "DisplayName", operator: "in", value: spellingsOf(marker.name) },
          { property: "Active", operator: "in", value: [true, false] },
        ],
        isCandidate: always,
      };
    case "invoice": {
      const place: QueryCondition =
        marker.number === null
          ? { property: "TxnDate", operator: "=", value: marker.issuedOn }
          : { property: "DocNumber", operator: "=", value: marker.number };
      return { kind: "invoice", where: [place, { property: "CustomerRef", operator: "=", value: marker.customerId }], isCandidate: always };
    }
    case "time-activity":
      return {
        kind: "time-activity",
        where: [{ property: "TxnDate", operator: "=", value: marker.day }],
        isCandidate: ({ document }) =>
          document.kind === "time-activity" && document.personId === marker.personId && document.customerId === marker.customerId,
      };
  }
}

/** By the instant of the last change, newest first; records without one come last. */
export function newestFirst(records: readonly LedgerRecord[]): LedgerRecord[] {
  const instant = (record: LedgerRecord) => (record.updatedAt === null ? 0 : Date.parse(record.updatedAt));
  return [...records].sort((a, b) => instant(b) - instant(a));
}
