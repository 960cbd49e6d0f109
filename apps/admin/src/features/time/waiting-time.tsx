import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { clientUrl } from "../clients/urls.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { StateChip } from "../../ui/state-chip.js";
import { timeTexts } from "./time.texts.js";

const texts = timeTexts.waiting;

const startDateQuery = graphql(`query TimeStartDate { connection { id settings { startDate } } }`);
const waitingQuery = graphql(`
  query WaitingTime($after: String, $filter: TimeEntryFilter) {
    timeEntries(first: 50, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes { id day minutes note syncState syncReason staffMember { id displayName } client { id displayName } category { id name } type { id name } }
    }
  }
`);

type Waiting = ResultOf<typeof waitingQuery>["timeEntries"]["nodes"][number];

const columns = columnsOf<Waiting>([
  { id: "day", header: texts.columns.day, width: "124px", cell: (entry) => formatDay(entry.day) },
  { id: "staff", header: texts.columns.staff, width: "18%", cell: (entry) => entry.staffMember.displayName },
  { id: "client", header: texts.columns.client, card: "title", cell: (entry) => <Link {...clientUrl(entry.client.id)}>{entry.client.displayName}</Link> },
  { id: "work", header: texts.columns.work, width: "18%", cell: (entry) => (entry.type ?? entry.category).name },
  { id: "note", header: texts.columns.note, width: "20%", shows: "wide", card: "none", cell: (entry) => entry.note },
  { id: "state", header: texts.columns.state, width: "140px", cell: (entry) => <StateChip of="record" state={entry.syncState} reason={entry.syncReason} /> },
  { id: "minutes", header: texts.columns.minutes, width: "84px", align: "end", card: "corner", cell: (entry) => formatMinutes(entry.minutes) },
]);

/** Approved time that goes to QuickBooks with the next sync: what the overview counts as waiting. */
export function WaitingTime() {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data: connection }] = useQuery({ query: startDateQuery });
  const startDate = connection?.connection.settings.startDate ?? null;
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: waitingQuery,
    variables: {
      after: position.after ?? null,
      filter: { statuses: ["APPROVED", "LOCKED"], syncStates: ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "CHANGED"], ...(startDate ? { from: startDate } : {}) },
    },
    pause: connection === undefined,
    requestPolicy: "cache-and-network",
  });
  if (error && !data) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  const page = data?.timeEntries;
  return (
    <Section title={texts.title} lead={texts.lead} isFlush>
      <DataTable
        label={texts.title} columns={columns} rows={page?.nodes} rowId={(entry) => entry.id} isRefreshing={(fetching || stale) && data !== undefined}
        empty={<EmptyState kind="all-done" title={texts.none}>{texts.noneText}</EmptyState>}
        footer={page ? <Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} /> : null}
      />
    </Section>
  );
}
