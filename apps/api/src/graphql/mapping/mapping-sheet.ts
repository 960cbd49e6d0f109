import { allLedgerItems, currentConnection, ledgerItemsByIds, mappingRows, mirrorReadAt, readFirm, type FirmSession, type LedgerItemView, type MappingRow } from "@tieout/store";
import { encodeId } from "../shared/global-id.js";
import type { MappingCountsType, MappingRowType, MappingSheetType, MappingType } from "./mapping.type.js";

export type MappingSourceKind = "billable-category" | "billable-type";

/** Reads the whole page in one session. Without a connection every row is unmapped. */
export async function readMappingSheet(session: FirmSession, connection: { id: string; defaultItemId: string | null } | null, sourceKind: MappingSourceKind): Promise<MappingSheetType> {
  const { homeCurrency } = await readFirm(session);
  const rows = await mappingRows(session, connection?.id ?? null, sourceKind);
  const items = connection ? await allLedgerItems(session) : [];
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    sourceKind,
    rows: rows.map((row) => toMappingRow(row, sourceKind, homeCurrency, byId)),
    items,
    defaultItem: (connection?.defaultItemId && byId.get(connection.defaultItemId)) || null,
    counts: countsOf(rows),
    readAt: connection ? await mirrorReadAt(session, connection.id, "item") : null,
  };
}

/** The mappings of these categories or types, in the order of the ids. */
export async function mappingsOf(session: FirmSession, sourceKind: MappingSourceKind, ids: readonly string[]): Promise<(MappingType | null)[]> {
  const connection = await currentConnection(session);
  const { homeCurrency } = await readFirm(session);
  const rows = await mappingRows(session, connection?.id ?? null, sourceKind, ids);
  const items = new Map((await ledgerItemsByIds(session, rows.flatMap((row) => row.targetId ?? []))).map((item) => [item.id, item]));
  const byId = new Map(rows.map((row) => [row.id, toMappingRow(row, sourceKind, homeCurrency, items).mapping]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** A row as the page shows it. A service that QuickBooks no longer lists is shown by the name it had. */
export function toMappingRow(row: MappingRow, sourceKind: MappingSourceKind, currency: string, items: ReadonlyMap<string, LedgerItemView>): MappingRowType {
  const { id, code, name, isActive, status, waitingInvoices, waitingAmount } = row;
  return {
    id: encodeId(sourceKind === "billable-category" ? "BillableCategory" : "BillableType", id),
    code,
    name,
    isActive,
    status,
    waitingInvoices,
    waitingAmount: { amount: waitingAmount, currency },
    mapping:
      row.mappingId === null || row.targetId === null
        ? null
        : {
            id: row.mappingId,
            item: items.get(row.targetId) ?? gone(row.targetId, row.targetName ?? row.targetId),
            chosenName: row.targetName ?? "",
            status,
            origin: row.origin ?? "user",
            confirmedBy: row.confirmedBy ?? "",
            confirmedAt: row.confirmedAt ?? "",
            version: row.mappingVersion ?? 1,
          },
  };
}

function gone(id: string, name: string): LedgerItemView {
  return { id, name, fullName: name, sku: null, type: "", incomeAccount: null, unitPrice: null, isTaxable: null, isActive: false };
}

function countsOf(rows: readonly MappingRow[]): MappingCountsType {
  const of = (...statuses: MappingRow["status"][]) => rows.filter((row) => row.isActive && statuses.includes(row.status)).length;
  return { total: rows.filter((row) => row.isActive).length, mapped: of("mapped", "target-renamed"), unmapped: of("unmapped"), defaultItem: of("default-item"), needsAttention: of("target-inactive", "target-deleted", "target-renamed") };
}
