import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FieldChanges } from "../../ui/field-changes.js";
import { ListBar } from "../../ui/list-bar.js";
import { MatchEvidence, matchEvidenceFragment } from "../../ui/match-evidence.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SearchField } from "../../ui/search-field.js";
import { operationTexts } from "../../ui/operation.texts.js";
import { StateChip } from "../../ui/state-chip.js";
import { tabFilters } from "./plan-tabs.js";
import { planTexts as texts } from "./plan.texts.js";
import type { PlanTab } from "./routes.js";
import styles from "./plan.module.css";

export const changesQuery = graphql(
  `
  query PlanChanges($planId: ID!, $first: Int!, $after: String, $filter: ChangeFilter) {
    plan(id: $planId) {
      id
      changes(first: $first, after: $after, filter: $filter) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { id sequence flow side operation label state reason url ledgerKind ledgerId fields { path before after agreed } ...MatchEvidence_change }
      }
    }
  }
`,
  [matchEvidenceFragment],
);

type Change = NonNullable<ResultOf<typeof changesQuery>["plan"]>["changes"]["nodes"][number];

const columns = columnsOf<Change>([
  { id: "label", header: texts.columns.record, card: "title", cell: (change) => change.label },
  { id: "what", header: texts.columns.what, width: "240px", cell: (change) => operationTexts[change.operation][change.side] },
  { id: "fields", header: texts.columns.fields, width: "110px", align: "end", shows: "wide", cell: (change) => (change.fields.length > 0 ? texts.fieldCount(change.fields.length) : null) },
  { id: "state", header: texts.columns.state, width: "260px", card: "corner", cell: (change) => <StateChip of="change" state={change.state} reason={change.reason} /> },
]);

/** One kind of changes, grouped by flow in the order they are applied; a row opens to its fields before and after. */
export function ChangeList({ planId, tab }: { readonly planId: string; readonly tab: Exclude<PlanTab, "decide"> }) {
  const [words, setWords] = useState("");
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [openId, setOpenId] = useState<string>();
  const [{ data, error, stale, fetching }, refetch] = useQuery({
    query: changesQuery,
    variables: { planId, first: 50, after: position.after ?? null, filter: { ...tabFilters[tab], ...(words ? { search: words } : {}) } },
  });
  const changes = data?.plan?.changes;
  const groups = useMemo(() => byFlow(changes?.nodes), [changes]);
  if (error && !data) return <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} />;
  return (
    <>
      <ListBar>
        <SearchField label={texts.search} value={words} onChange={(next) => { setWords(next); setPosition({ skipped: 0 }); }} />
      </ListBar>
      {groups.map(([flow, rows]) => (
        <section key={flow} aria-label={texts.flows[flow] ?? flow}>
          {groups.length > 1 || rows ? <h3 className={styles["flow"]}>{texts.flows[flow] ?? flow}</h3> : null}
          <DataTable
            label={texts.flows[flow] ?? flow} columns={columns} rows={rows} rowId={(change) => change.id} isRefreshing={stale || fetching} empty={null}
            onOpen={(change) => setOpenId(change.id === openId ? undefined : change.id)} openId={openId}
            detail={changeDetail}
          />
        </section>
      ))}
      {changes && changes.nodes.length === 0 ? (
        words ? (
          <EmptyState kind="nothing-matches" title={texts.empty.noMatch} action={<Button onClick={() => setWords("")}>{texts.empty.clear}</Button>}>{texts.empty.noMatchText(words)}</EmptyState>
        ) : (
          <EmptyState kind="all-done" title={texts.empty.nothing}>{texts.empty.nothingText}</EmptyState>
        )
      ) : null}
      {changes && changes.nodes.length > 0 ? (
        <div className={styles["pager"]}>
          <Pager position={position} shown={changes.nodes.length} total={changes.totalCount} info={changes.pageInfo} onMove={(to) => { setPosition(to); setOpenId(undefined); }} />
        </div>
      ) : null}
      {changes || error ? null : <DataTable label={texts.tabs[tab]} columns={columns} rows={undefined} rowId={(change: Change) => change.id} empty={null} />}
    </>
  );
}

function byFlow(nodes: readonly Change[] | undefined): [string, Change[]][] {
  const groups = new Map<string, Change[]>();
  for (const change of nodes ?? []) groups.set(change.flow, [...(groups.get(change.flow) ?? []), change]);
  return [...groups];
}

function changeDetail(change: Change) {
  return (
    <div className={styles["detail"]}>
      {change.reason ? <p>{change.reason}</p> : null}
      <MatchEvidence change={change} />
      {change.fields.length > 0 ? <FieldChanges changes={change.fields} label={texts.details(change.label)} /> : null}
      {change.url ? <a href={change.url} target="_blank" rel="noreferrer">{texts.openInQuickBooks}</a> : null}
    </div>
  );
}
