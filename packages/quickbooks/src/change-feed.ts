import type { LedgerChanges, LedgerKind, LedgerRecord } from "@tieout/domain";
import { z } from "zod";
import { codecs } from "./entities/index.js";
import { minorVersion } from "./prepare.js";

/** Objects of all kinds together in one answer; there is no second page (Intuit, change data capture). */
export const feedLimit = 1_000;

export function feedPath(kinds: readonly LedgerKind[], since: string): string {
  const entities = kinds.map((kind) => codecs[kind].name).join(",");
  return `/cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}&minorversion=${minorVersion}`;
}

const slot = z.record(z.string(), z.unknown());
const feedAnswer = z.object({
  CDCResponse: z.array(z.object({ QueryResponse: z.array(slot).nullish() })),
  time: z.string(),
});
const stub = z.object({
  Id: z.string(),
  status: z.literal("Deleted"),
  MetaData: z.object({ LastUpdatedTime: z.string().nullish() }).nullish(),
});

/**
 * Reads a change feed's answer. When it is full nobody knows which kinds were cut, so all that were asked for are
 * `overflowed`; asked kind by kind they may still fit. `until` is the moment QuickBooks began to answer.
 */
export function feedChanges(kinds: readonly LedgerKind[], body: unknown): LedgerChanges {
  const { CDCResponse, time } = feedAnswer.parse(body);
  const slots = CDCResponse.flatMap((response) => response.QueryResponse ?? []);
  const records: LedgerRecord[] = [];
  const deleted: LedgerChanges["deleted"] = [];
  for (const kind of kinds) {
    for (const payload of slots.flatMap((entry) => z.array(z.unknown()).parse(entry[codecs[kind].name] ?? []))) {
      const gone = stub.safeParse(payload);
      if (gone.success) deleted.push({ kind, id: gone.data.Id, updatedAt: gone.data.MetaData?.LastUpdatedTime ?? null });
      else records.push(codecs[kind].decode(payload));
    }
  }
  const isFull = records.length + deleted.length >= feedLimit;
  return { records, deleted, overflowed: isFull ? [...kinds] : [], until: time };
}
