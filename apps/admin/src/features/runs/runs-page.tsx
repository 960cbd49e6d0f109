import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { formatDuration } from "../../lib/format.js";
import { graphql, type ResultOf, type VariablesOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { count } from "../../lib/text.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { SelectField } from "../../ui/field.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { ListBar } from "../../ui/list-bar.js";
import { Page, Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { StateChip } from "../../ui/state-chip.js";
import { runStates } from "./routes.js";
import { runKind } from "./run-kind.js";
import { runsTexts as texts } from "./runs.texts.js";
import { UndoDay } from "./undo-day.js";
import { runUrl } from "./urls.js";

const runsQuery = graphql(`
  query Runs($first: Int!, $after: String, $filter: RunFilter) {
    runs(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes {
        id number kind trigger state phase startedBy startedAt finishedAt workedSeconds done total summary failure
        calls { reads writes batches }
      }
    }
    connection { id schedules { kind idleTicks } }
  }
`);

type Run = ResultOf<typeof runsQuery>["runs"]["nodes"][number];
type States = NonNullable<NonNullable<VariablesOf<typeof runsQuery>["filter"]>["states"]>;

const statesOf: Record<(typeof runStates)[number], States> = {
  active: ["QUEUED", "RUNNING", "WAITING", "AWAITING_APPROVAL"],
  succeeded: ["SUCCEEDED"],
  partial: ["PARTIAL"],
  failed: ["FAILED"],
  cancelled: ["CANCELLED"],
};

const columns = columnsOf<Run>([
  { id: "run", header: texts.columns.run, width: "172px", card: "title", cell: (run) => texts.name(runKind(run), run.number) },
  { id: "state", header: texts.columns.state, width: "160px", card: "corner", cell: (run) => <StateChip of="run" state={run.state} /> },
  { id: "what", header: texts.columns.what, cell: (run) => whatItDid(run) },
  { id: "by", header: texts.columns.by, width: "150px", shows: "wide", cell: (run) => texts.by(texts.triggers[run.trigger], run.startedBy) },
  { id: "calls", header: texts.columns.calls, width: "76px", align: "end", shows: "wide", cell: (run) => count(run.calls.reads + run.calls.writes + run.calls.batches) },
  { id: "took", header: texts.columns.took, width: "92px", align: "end", shows: "wide", cell: (run) => (run.finishedAt ? formatDuration(run.workedSeconds) : null) },
  { id: "started", header: texts.columns.started, width: "140px", align: "end", cell: (run) => <RelativeTime at={run.startedAt} isQuiet /> },
]);

function whatItDid(run: Run): string {
  if (run.summary) return run.summary;
  if (run.failure) return run.failure;
  return statesOf.active.includes(run.state) ? texts.underWay(run.done, run.total) : texts.noSummary;
}

const route = getRouteApi("/shell/runs");

/** Runs, newest first; checks that found nothing to do are folded into one line (UX-78). */
export function RunsPage() {
  const { state, kind } = route.useSearch();
  const navigate = route.useNavigate();
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, error, stale, fetching }, refetch] = useQuery({
    query: runsQuery,
    variables: { first: 25, after: position.after ?? null, filter: { ...(state ? { states: statesOf[state] } : {}), ...(kind ? { kinds: [kind] } : {}) } },
    requestPolicy: "cache-and-network",
  });
  const show = (next: { state?: typeof state; kind?: string | undefined }) => {
    setPosition({ skipped: 0 });
    void navigate({ search: { state, kind, ...next }, replace: true });
  };
  const runs = data?.runs;
  const idle = data?.connection.schedules.reduce((sum, each) => sum + each.idleTicks, 0) ?? 0;
  return (
    <Page title={texts.title} lead={texts.lead} actions={<UndoDay />}>
      {error && !data ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      <Section isFlush>
        <ListBar
          end={
            <SelectField
              aria-label={texts.kindFilter} w={160} allowDeselect={false} value={kind ?? ""} onChange={(value) => show({ kind: value || undefined })}
              data={[{ value: "", label: texts.anyKind }, ...Object.entries(texts.kinds).filter(([value]) => value !== "everything").map(([value, label]) => ({ value, label }))]}
            />
          }
        >
          <FilterChips
            label={texts.filters.label} value={state ?? "all"} onChange={(value) => show({ state: value === "all" ? undefined : value })}
            chips={(["all", ...runStates] as const).map((value) => ({ value, label: texts.filters[value] }))}
          />
        </ListBar>
        <DataTable
          label={texts.title} columns={columns} rows={runs?.nodes} rowId={(run) => run.id} isRefreshing={stale || (fetching && Boolean(data))}
          onOpen={(run) => void navigate(runUrl(run.id))}
          empty={
            state || kind ? (
              <EmptyState kind="nothing-matches" title={texts.noMatch} action={<Button onClick={() => show({ state: undefined, kind: undefined })}>{texts.clear}</Button>}>{texts.noMatchText}</EmptyState>
            ) : (
              <EmptyState kind="nothing-yet" title={texts.none}>{texts.noneText}</EmptyState>
            )
          }
          footer={runs ? <Pager position={position} shown={runs.nodes.length} total={runs.totalCount} info={runs.pageInfo} onMove={setPosition} /> : null}
        />
      </Section>
      {idle > 0 ? <p>{texts.idle(idle)}</p> : null}
    </Page>
  );
}
