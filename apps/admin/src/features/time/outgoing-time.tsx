import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { clientUrl } from "../clients/urls.js";
import { connectionUrl } from "../connection/urls.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import type { ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { StateChip } from "../../ui/state-chip.js";
import { earlierFilter, waitingFilter } from "./outgoing-filter.js";
import { outgoingTimeQuery, type TimeSettings } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";

const texts = timeTexts.outgoing;

type Outgoing = ResultOf<typeof outgoingTimeQuery>["timeEntries"]["nodes"][number];

const columns = columnsOf<Outgoing>([
  { id: "day", header: texts.columns.day, width: "124px", cell: (entry) => formatDay(entry.day) },
  { id: "staff", header: texts.columns.staff, width: "15%", cell: (entry) => entry.staffMember.displayName },
  { id: "client", header: texts.columns.client, card: "title", cell: (entry) => <Link {...clientUrl(entry.client.id)}>{entry.client.displayName}</Link> },
  { id: "work", header: texts.columns.work, width: "15%", cell: (entry) => (entry.type ?? entry.category).name },
  { id: "note", header: texts.columns.note, width: "18%", shows: "wide", card: "none", cell: (entry) => entry.note },
  { id: "state", header: texts.columns.state, width: "140px", cell: (entry) => <StateChip of="record" state={entry.syncState} reason={entry.syncReason} /> },
  { id: "minutes", header: texts.columns.minutes, width: "84px", align: "end", card: "corner", cell: (entry) => formatMinutes(entry.minutes) },
]);

const noEntries = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };

interface OutgoingTimeProps {
  /** What goes with the next sync and the overview counts as waiting; or what is older than the start date and goes only when somebody says so. */
  readonly which: "waiting" | "earlier";
  readonly settings: TimeSettings | undefined;
}

/** Approved time that is not in QuickBooks yet. */
export function OutgoingTime({ which, settings }: OutgoingTimeProps) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const filter = settings && (which === "waiting" ? waitingFilter(settings.startDate) : earlierFilter(settings.startDate));
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: outgoingTimeQuery, variables: { after: position.after ?? null, filter: filter ?? null }, pause: !filter || !settings?.isSent, requestPolicy: "cache-and-network",
  });
  if (error && !data) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (settings && !settings.isSent) {
    return <Section isFlush><EmptyState kind="nothing-yet" title={texts.notSent} action={<ButtonLink {...connectionUrl}>{texts.toSettings}</ButtonLink>}>{texts.notSentText}</EmptyState></Section>;
  }
  const page = filter === null ? noEntries : data?.timeEntries;
  const words = texts[which];
  return (
    <Section title={words.title} lead={words.lead} isFlush>
      <DataTable
        label={words.title} columns={columns} rows={page?.nodes} rowId={(entry) => entry.id} isRefreshing={(fetching || stale) && data !== undefined}
        empty={<EmptyState kind="all-done" title={words.none}>{words.noneText}</EmptyState>}
        footer={page ? <Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} /> : null}
      />
    </Section>
  );
}
