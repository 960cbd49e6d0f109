import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { graphql, type ResultOf, type VariablesOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { ListBar } from "../../ui/list-bar.js";
import { Section } from "../../ui/page.js";
import { matchEvidenceFragment } from "../../ui/match-evidence.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { ReasonBrief } from "../../ui/reason-brief.js";
import { SearchField } from "../../ui/search-field.js";
import { operationTexts } from "../../ui/operation.texts.js";
import { StateChip } from "../../ui/state-chip.js";
import { ChangeDetail } from "./change-detail.js";
import { outcomes } from "./routes.js";
import type { RunValue } from "./run-page.js";
import { runTexts as texts } from "./runs.texts.js";

const recordsQuery = graphql(
  `
  query RunRecords($id: ID!, $first: Int!, $after: String, $filter: ChangeFilter) {
    run(id: $id) {
      id
      changes(first: $first, after: $after, filter: $filter) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { id sequence label side operation state reason isUndone recordKind url fields { path before after } ...MatchEvidence_change }
      }
    }
  }
`,
  [matchEvidenceFragment],
);

type RunRecord = NonNullable<ResultOf<typeof recordsQuery>["run"]>["changes"]["nodes"][number];
type States = NonNullable<NonNullable<VariablesOf<typeof recordsQuery>["filter"]>["states"]>;

const statesOf: Record<(typeof outcomes)[number], States> = { applied: ["APPLIED"], refused: ["REFUSED"], blocked: ["BLOCKED", "ASK"], skipped: ["SKIPPED", "MOVED"] };

const columns = columnsOf<RunRecord>([
  { id: "label", header: texts.columns.record, card: "title", cell: (change) => change.label },
  { id: "what", header: texts.columns.what, width: "220px", cell: (change) => (change.state === "ASK" ? texts.asks : operationTexts[change.operation][change.side]) },
  { id: "state", header: texts.columns.state, width: "130px", card: "corner", cell: (change) => <StateChip of="change" state={change.state} /> },
  { id: "reason", header: texts.columns.reason, width: "34%", shows: "wide", cell: (change) => (change.isUndone ? texts.isUndone : <ReasonBrief reason={change.reason} />) },
]);

const route = getRouteApi("/shell/runs/$runId");
const detail = (change: RunRecord) => <ChangeDetail change={change} />;

/** Every record a run touched, with what became of it; a row opens to its fields and the calls behind it (UX-80). */
export function RunRecords({ run, isActive }: { readonly run: RunValue; readonly isActive: boolean }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, error, stale }, refetch] = useQuery({
    query: recordsQuery,
    variables: {
      id: run.id, first: 50, after: position.after ?? null,
      filter: { ...(search.state ? { states: statesOf[search.state] } : {}), ...(search.search ? { search: search.search } : {}) },
    },
    requestPolicy: "cache-and-network",
  });
  useEffect(() => {
    // While it goes the list follows every three seconds, and once more when it ends.
    if (!isActive) return;
    const timer = setInterval(() => refetch({ requestPolicy: "network-only" }), 3_000);
    return () => {
      clearInterval(timer);
      refetch({ requestPolicy: "network-only" });
    };
  }, [isActive, refetch]);
  const show = (next: Partial<typeof search>) => {
    setPosition({ skipped: 0 });
    void navigate({ search: { ...search, open: undefined, ...next }, replace: true });
  };
  const changes = data?.run?.changes;
  const isFiltered = Boolean(search.state ?? search.search);
  if (error && !data) return <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} />;
  return (
    <Section isFlush>
      <ListBar>
        <SearchField label={texts.search} value={search.search ?? ""} onChange={(words) => show({ search: words || undefined })} />
        <FilterChips
          label={texts.outcomes.label} value={search.state ?? "all"} onChange={(value) => show({ state: value === "all" ? undefined : value })}
          chips={(["all", ...outcomes] as const).map((value) => ({ value, label: texts.outcomes[value] }))}
        />
      </ListBar>
      <DataTable
        label={texts.tabs.records} columns={columns} rows={changes?.nodes} rowId={(change) => change.id} isRefreshing={stale && !isActive}
        openId={search.open} detail={detail}
        onOpen={(change) => void navigate({ search: { ...search, open: change.id === search.open ? undefined : change.id }, replace: true, resetScroll: false })}
        empty={
          isFiltered ? (
            <EmptyState kind="nothing-matches" title={texts.noMatch} action={<Button onClick={() => show({ state: undefined, search: undefined })}>{texts.clear}</Button>} />
          ) : (
            <EmptyState kind="all-done" title={texts.noRecords}>{texts.noRecordsText}</EmptyState>
          )
        }
        footer={changes ? <Pager position={position} shown={changes.nodes.length} total={changes.totalCount} info={changes.pageInfo} onMove={setPosition} /> : null}
      />
    </Section>
  );
}
