import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { clientUrl } from "../clients/urls.js";
import { connectionUrl } from "../connection/urls.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { StateChip } from "../../ui/state-chip.js";
import { timeTexts } from "./time.texts.js";

const texts = timeTexts.waiting;

const settingsQuery = graphql(`query TimeSettings { connection { id stage settings { startDate switches { key isOn } } } }`);
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
  { id: "staff", header: texts.columns.staff, width: "15%", cell: (entry) => entry.staffMember.displayName },
  { id: "client", header: texts.columns.client, card: "title", cell: (entry) => <Link {...clientUrl(entry.client.id)}>{entry.client.displayName}</Link> },
  { id: "work", header: texts.columns.work, width: "15%", cell: (entry) => (entry.type ?? entry.category).name },
  { id: "note", header: texts.columns.note, width: "18%", shows: "wide", card: "none", cell: (entry) => entry.note },
  { id: "state", header: texts.columns.state, width: "140px", cell: (entry) => <StateChip of="record" state={entry.syncState} reason={entry.syncReason} /> },
  { id: "minutes", header: texts.columns.minutes, width: "84px", align: "end", card: "corner", cell: (entry) => formatMinutes(entry.minutes) },
]);

/** Approved time that goes to QuickBooks with the next sync: what the overview counts as waiting. */
export function WaitingTime() {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data: connection }] = useQuery({ query: settingsQuery });
  const { stage, settings } = connection?.connection ?? {};
  const startDate = settings?.startDate ?? null;
  const isSent = stage === "ENABLED" && settings?.switches.some(({ key, isOn }) => key === "timeEntries" && isOn);
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: waitingQuery,
    variables: {
      after: position.after ?? null,
      filter: { statuses: ["APPROVED", "LOCKED"], syncStates: ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "CHANGED"], ...(startDate ? { from: startDate } : {}) },
    },
    pause: !isSent,
    requestPolicy: "cache-and-network",
  });
  if (error && !data) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (settings && !isSent) {
    return <Section isFlush><EmptyState kind="nothing-yet" title={texts.notSent} action={<ButtonLink {...connectionUrl}>{texts.toSettings}</ButtonLink>}>{texts.notSentText}</EmptyState></Section>;
  }
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
