import { currentConnection, lastRunOfKind, problemCounts, readFirm, sentByDay, setupFacts, syncStateCounts, tieOutOfDay, waitingRecords, type ConnectionRow, type FirmSession } from "@tieout/store";
import { Ctx, Query, Resolver } from "type-graphql";
import { Access, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { checklist } from "./checklist.js";
import { OverviewType, type OverviewLaneType } from "./overview.type.js";

/** The kinds of record each lane carries. */
const lanes = [
  { kind: "clients", recordKinds: ["client", "site"] },
  { kind: "timesheets", recordKinds: ["time-entry"] },
  { kind: "invoices", recordKinds: ["invoice"] },
] as const;

@Resolver()
export class OverviewResolver {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => OverviewType)
  overview(@Ctx() { read }: Context): Promise<OverviewType> {
    return read(async (session) => {
      const connection = await currentConnection(session);
      const { timeZone } = await readFirm(session);
      const days = connection ? await sentByDay(session, connection.id, timeZone) : [];
      const dates = [...new Set(days.map((row) => row.day))];
      const today = days.filter((row) => row.day === dates.at(-1));
      return {
        lanes: await Promise.all(lanes.map((lane) => readLane(session, connection, lane, today))),
        days: dates.map((day) => {
          const rows = days.filter((row) => row.day === day);
          return { day, sent: sum(rows, "sent"), failed: sum(rows, "failed") };
        }),
        problemCounts: await problemCounts(session),
        checklist: checklist(connection, await setupFacts(session, connection?.id ?? null)),
        tieOut: await tieOutOfDay(session, null),
      };
    });
  }
}

async function readLane(session: FirmSession, connection: ConnectionRow | null, { kind, recordKinds }: (typeof lanes)[number], today: readonly { kind: string | null; sent: number; failed: number }[]): Promise<OverviewLaneType> {
  if (!connection) return { kind, lastRun: null, sentToday: 0, waiting: 0, blocked: 0, failed: 0 };
  const ofLane = (row: { kind: string | null }) => recordKinds.some((recordKind) => recordKind === row.kind);
  const states = (await syncStateCounts(session, connection.id)).filter(ofLane);
  const inStates = (wanted: readonly string[]) => sum(states.filter((row) => wanted.includes(row.state)), "count");
  return {
    kind,
    lastRun: await lastRunOfKind(session, connection.id, [kind, "everything", "import"]),
    sentToday: sum(today.filter(ofLane), "sent"),
    waiting: sum((await waitingRecords(session, connection.id)).filter(ofLane), "count"),
    blocked: inStates(["blocked"]),
    failed: inStates(["failed"]),
  };
}

function sum<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
