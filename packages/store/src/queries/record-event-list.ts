import type { FirmSession } from "../orm.js";
import { Conditions, readPage, type PageRequest, type Slice } from "./list-sql.js";

/** What a person or the sync did to a record. */
export interface RecordEventView {
  id: string;
  at: string;
  actorKind: string;
  actor: string;
  action: string;
  runId: string | null;
  callId: string | null;
  changes: { path: string; before?: unknown; after?: unknown; agreed?: unknown }[];
}

/** A record's history, newest first. */
export function listRecordEvents(session: FirmSession, kind: string, recordId: string, page: PageRequest): Promise<Slice<RecordEventView>> {
  return readPage<RecordEventView>(
    session,
    {
      from: "hub.record_event as event",
      columns: `event.id, event.at, event.actor_kind as "actorKind", event.actor, event.action, event.run_id as "runId", event.call_id as "callId", event.changes`,
      conditions: new Conditions("event").add("event.kind = $$", kind).add("event.record_id = $$", recordId),
      sort: { by: "event.at", type: "timestamptz", id: "event.id", direction: "desc" },
    },
    page,
  );
}
