import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import { usePageSize, type PagePosition } from "../../lib/paging.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable, type Column } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { currencyOf, FieldChanges } from "../../ui/field-changes.js";
import { ListBar } from "../../ui/list-bar.js";
import { MatchEvidence, matchEvidenceFragment } from "../../ui/match-evidence.js";
import { Money } from "../../ui/money.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { ReasonBrief, Reasons } from "../../ui/reason-brief.js";
import { SearchField } from "../../ui/search-field.js";
import { operationTexts } from "../../ui/operation.texts.js";
import { StateChip } from "../../ui/state-chip.js";
import { ApproveChosen, type Choice } from "./approve-chosen.js";
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

const record: Column<Change> = { id: "label", header: texts.columns.record, card: "title", cell: (change) => change.label };
const what: Column<Change> = { id: "what", header: texts.columns.what, width: "200px", cell: (change) => operationTexts[change.operation][change.side] };
const fields: Column<Change> = { id: "fields", header: texts.columns.fields, width: "110px", align: "end", shows: "wide", card: "none", cell: (change) => (change.fields.length > 0 ? texts.fieldCount(change.fields.length) : null) };
const amount: Column<Change> = { id: "amount", header: texts.columns.amount, width: "130px", align: "end", cell: (change) => <Amount change={change} /> };
const state: Column<Change> = { id: "state", header: texts.columns.state, width: "150px", card: "corner", cell: (change) => <StateChip of="change" state={change.state} reason={change.reason} /> };
const why: Column<Change> = { id: "why", header: texts.columns.why, width: "38%", cell: (change) => <ReasonBrief reason={change.reason} /> };

const wideWhat: Column<Change> = { ...what, width: "220px" };
const done: Column<Change> = { ...wideWhat, id: "done", header: texts.columns.done };
const whole: Column<Change> = { ...why, cell: (change) => <span className={styles["whole"]}>{change.reason}</span> };
const proposal: Column<Change> = { ...whole, id: "proposal", header: texts.columns.proposal, width: "46%" };
const follows: Column<Change> = { ...whole, id: "follows", header: texts.columns.follows };

/** What goes shows how much of it; what stays behind shows why instead. Money documents say what they come to. */
const columnSets = {
  goes: columnsOf([record, what, fields, state]),
  goesWithAmount: columnsOf([record, what, amount, fields, state]),
  stays: columnsOf([record, why, state]),
  staysWithAmount: columnsOf([record, why, amount, state]),
  takesBack: columnsOf([record, wideWhat, follows, state]),
  takesBackWithAmount: columnsOf([record, wideWhat, amount, follows, state]),
  proposed: columnsOf([record, done, proposal]),
  impossible: columnsOf([record, done, whole]),
};

function columnsFor(tab: ChangeTab, rows: readonly Change[]) {
  const hasAmount = rows.some((change) => amountOf(change) !== undefined);
  if (tab === "own-document") return columnSets.proposed;
  if (tab === "stays") return columnSets.impossible;
  if (tab === "take-back") return hasAmount ? columnSets.takesBackWithAmount : columnSets.takesBack;
  if (tab === "blocked" || tab === "skipped") return hasAmount ? columnSets.staysWithAmount : columnSets.stays;
  return hasAmount ? columnSets.goesWithAmount : columnSets.goes;
}

/** What the document comes to when the change is made; before it where it goes away. */
function amountOf({ operation, fields: differences }: Change): string | undefined {
  const total = differences.find(({ path }) => path === "total");
  const value = operation === "VOID" ? total?.before : (total?.after ?? total?.before);
  return typeof value === "string" ? value : undefined;
}

function Amount({ change }: { readonly change: Change }) {
  const { homeCurrency } = useFirmFacts();
  const value = amountOf(change);
  return value === undefined ? null : <Money value={{ amount: value, currency: currencyOf(change.fields) ?? homeCurrency }} homeCurrency={homeCurrency} />;
}

type ChangeTab = Exclude<PlanTab, "decide">;

interface ChangeListProps {
  readonly planId: string;
  readonly tab: ChangeTab;
  /** Absent where nothing can be picked. */
  readonly choice?: Choice | undefined;
}

/** One kind of changes, grouped by flow in the order they are applied; a row opens to its fields before and after. */
export function ChangeList({ planId, tab, choice }: ChangeListProps) {
  const [words, setWords] = useState("");
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const first = usePageSize(50, 20);
  const [openId, setOpenId] = useState<string>();
  const [{ data, error, stale, fetching }, refetch] = useQuery({
    query: changesQuery,
    variables: { planId, first, after: position.after ?? null, filter: { ...tabFilters[tab], ...(words ? { search: words } : {}) } },
  });
  const changes = data?.plan?.changes;
  const groups = useMemo(() => byFlow(changes?.nodes), [changes]);
  if (error && !data) return <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} />;
  return (
    <>
      <ListBar end={choice ? <ApproveChosen planId={planId} choice={choice} onApproved={() => setPosition({ skipped: 0 })} /> : null}>
        <SearchField label={texts.search} value={words} onChange={(next) => { setWords(next); setPosition({ skipped: 0 }); }} />
      </ListBar>
      {groups.map(([flow, rows]) => (
        <section key={flow} aria-label={texts.flows[flow] ?? flow}>
          {groups.length > 1 || rows ? <h3 className={styles["flow"]}>{texts.flows[flow] ?? flow}</h3> : null}
          <DataTable
            label={texts.flows[flow] ?? flow} columns={columnsFor(tab, rows)} rows={rows} rowId={(change) => change.id} isRefreshing={stale || fetching} empty={null}
            onOpen={(change) => setOpenId(change.id === openId ? undefined : change.id)} openId={openId}
            detail={changeDetail}
            {...(choice ? { selection: { ...choice, nameOf: (change: Change) => change.label } } : {})}
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
      {changes || error ? null : <DataTable label={texts.tabs[tab]} columns={columnsFor(tab, [])} rows={undefined} rowId={(change: Change) => change.id} empty={null} />}
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
      <Reasons reason={change.reason} />
      <MatchEvidence change={change} />
      {change.fields.length > 0 ? <FieldChanges changes={change.fields} label={texts.details(change.label)} /> : null}
      {change.url ? <a href={change.url} target="_blank" rel="noreferrer">{texts.openInQuickBooks}</a> : null}
    </div>
  );
}
