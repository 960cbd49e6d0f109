import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { clientUrl } from "../clients/urls.js";
import { connectionUrl } from "../connection/urls.js";
import { runUrl } from "../runs/urls.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import type { ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { useMay } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { StateChip } from "../../ui/state-chip.js";
import { toast } from "../../ui/toast.js";
import { earlierFilter, waitingFilter } from "./outgoing-filter.js";
import { outgoingTimeQuery } from "./time-queries.js";
import { TimeSync } from "./time-sync.js";
import { timeTexts } from "./time.texts.js";
import { timeEntryUrl } from "./urls.js";
import { useSendTime } from "./use-send-time.js";
import type { TimeSettings } from "./use-time-settings.js";
import styles from "./time.module.css";

const texts = timeTexts.outgoing;

type Outgoing = ResultOf<typeof outgoingTimeQuery>["timeEntries"]["nodes"][number];

const columnsWith = (onStart: (entryId: string) => void) => columnsOf<Outgoing>([
  { id: "day", header: texts.columns.day, width: "128px", cell: (entry) => <Link {...timeEntryUrl(entry.id)} className={styles["dayLink"]} aria-label={texts.open(nameOf(entry))}>{formatDay(entry.day)}</Link> },
  { id: "staff", header: texts.columns.staff, width: "14%", cell: (entry) => entry.staffMember.displayName },
  { id: "client", header: texts.columns.client, card: "title", cell: (entry) => <Link {...clientUrl(entry.client.id)}>{entry.client.displayName}</Link> },
  { id: "work", header: texts.columns.work, width: "18%", shows: "wide", cell: (entry) => <span title={entry.note || undefined}>{(entry.type ?? entry.category).name}{entry.note ? <span className={styles["muted"]}> · {entry.note}</span> : null}</span> },
  { id: "minutes", header: texts.columns.minutes, width: "64px", align: "end", card: "corner", cell: (entry) => formatMinutes(entry.minutes) },
  { id: "state", header: texts.columns.state, width: "124px", cell: (entry) => <StateChip of="record" state={entry.syncState} reason={entry.syncReason} /> },
  { id: "sync", header: texts.columns.sync, width: "21%", align: "end", cell: (entry) => <TimeSync entryId={entry.id} name={nameOf(entry)} onStart={() => onStart(entry.id)} /> },
]);

const nameOf = ({ staffMember, client, day }: Outgoing) => texts.name(staffMember.displayName, client.displayName, formatDay(day));

const noEntries = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };

interface OutgoingTimeProps {
  /** What goes with the next sync and the overview counts as waiting; or what is older than the start date and goes only when somebody says so. */
  readonly which: "waiting" | "earlier";
  readonly settings: TimeSettings | undefined;
}

/** Approved time that is not in QuickBooks yet: each entry, those ticked, or all of it can be sent. */
export function OutgoingTime({ which, settings }: OutgoingTimeProps) {
  const navigate = useNavigate();
  const maySend = useMay("syncTimeEntries");
  const send = useSendTime();
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // What was sent from its row keeps its place with the result beside it, though the list holds it no more.
  const [started, setStarted] = useState<{ readonly ids: readonly string[]; readonly order: readonly string[] }>({ ids: [], order: [] });
  const shown = useRef<readonly string[]>([]);
  const columns = useMemo(() => columnsWith((entryId) => setStarted(({ ids }) => ({ ids: [...new Set([...ids, entryId])], order: shown.current }))), []);
  const filter = settings && (which === "waiting" ? waitingFilter(settings.startDate) : earlierFilter(settings.startDate));
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: outgoingTimeQuery, variables: { after: position.after ?? null, filter: filter ?? null }, pause: !filter || !settings?.isSent, requestPolicy: "cache-and-network",
  });
  const [{ data: kept }] = useQuery({ query: outgoingTimeQuery, variables: { after: null, filter: { ids: [...started.ids] } }, pause: started.ids.length === 0 });
  const page = filter === null ? noEntries : data?.timeEntries;
  const rows = page && together(page.nodes, started.ids.length > 0 ? (kept?.timeEntries.nodes ?? []) : [], started.order);
  useEffect(() => {
    shown.current = rows?.map(({ id }) => id) ?? [];
  }, [rows]);
  if (error && !data) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (settings && !settings.isSent) {
    return <Section isFlush><EmptyState kind="nothing-yet" title={texts.notSent} action={<ButtonLink {...connectionUrl}>{texts.toSettings}</ButtonLink>}>{texts.notSentText}</EmptyState></Section>;
  }
  const ids = page?.nodes.flatMap(({ id }) => (ticked.has(id) ? [id] : [])) ?? [];
  const words = texts[which];
  const forbidden = maySend ? null : timeTexts.syncForbidden;
  const start = async (these: readonly string[] | null, dryRun: boolean) => {
    const { run, refusal } = await send(these ? { ids: [...these] } : {}, dryRun);
    if (!run) return toast({ tone: "failure", message: refusal ?? "" });
    setTicked(new Set());
    if (dryRun) await navigate(runUrl(run.id));
    else toast({ message: texts.started(run.number) });
  };
  return (
    <Section
      title={words.title} lead={words.lead} isFlush
      actions={
        ids.length > 0 ? (
          <>
            <Button size="sm" blockedBecause={forbidden} onClick={() => void start(ids, true)}>{texts.plan(ids.length)}</Button>
            <Button size="sm" blockedBecause={forbidden} onClick={() => void start(ids, false)}>{texts.send(ids.length)}</Button>
          </>
        ) : which === "waiting" && page && page.totalCount > 0 ? (
          <Button size="sm" blockedBecause={forbidden} onClick={() => void start(null, true)}>{texts.planAll}</Button>
        ) : null
      }
    >
      <DataTable
        label={words.title} columns={columns} rows={rows} rowId={(entry) => entry.id} isRefreshing={(fetching || stale) && data !== undefined}
        onOpen={(entry) => void navigate(timeEntryUrl(entry.id))}
        rowKeys={[{ key: "s", label: texts.syncKey, run: (entry) => document.getElementById(`sync-${entry.id}`)?.querySelector("button")?.click() }]}
        selection={{ ids: ticked, onChange: setTicked, nameOf }}
        empty={<EmptyState kind="all-done" title={words.none}>{words.noneText}</EmptyState>}
        footer={page ? (
          <Pager
            position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo}
            onMove={(to) => {
              setStarted({ ids: [], order: [] });
              setPosition(to);
            }}
          />
        ) : null}
      />
    </Section>
  );
}

/** What is listed, and what is kept of before: each behind the one it stood behind. */
function together(listed: readonly Outgoing[], kept: readonly Outgoing[], order: readonly string[]): readonly Outgoing[] {
  const rows = [...listed];
  const places = kept.filter(({ id }) => !listed.some((entry) => entry.id === id)).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  for (const entry of places) {
    const above = new Set(order.slice(0, Math.max(0, order.indexOf(entry.id))));
    rows.splice(rows.findLastIndex(({ id }) => above.has(id)) + 1, 0, entry);
  }
  return rows;
}
