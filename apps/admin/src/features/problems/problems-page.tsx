import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { useKeys } from "../../lib/keys.js";
import type { PagePosition } from "../../lib/paging.js";
import { Button } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { SelectField } from "../../ui/field.js";
import { ListBar } from "../../ui/list-bar.js";
import { Page, Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { TabLinks } from "../../ui/tab-links.js";
import { ProblemCard, problemCardFragment } from "./problem-card.js";
import { asideView, viewFilters } from "./problem-filters.js";
import { problemsTexts as texts } from "./problems.texts.js";
import { problemViews, recordKinds } from "./routes.js";
import { SetAsideList } from "./set-aside-list.js";
import styles from "./problems.module.css";

export const problemsQuery = graphql(
  `
    query Problems($first: Int!, $after: String, $filter: ProblemFilter) {
      problems(first: $first, after: $after, filter: $filter) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { id recordCount amounts { amount } ...ProblemCard_problem }
      }
      problemCounts { open errors warnings held }
      connection { id lastSuccessAt nextTickAt }
    }
  `,
  [problemCardFragment],
);

const oneQuery = graphql(`query Problem($id: ID!) { problem(id: $id) { id severity state } }`);

const route = getRouteApi("/shell/problems");

/** Everything a person must decide, by cause; each opens in place to what it holds and what can be done (UX-62, UX-63). */
export function ProblemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const show = search.show ?? "errors";
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, error, stale }, refetch] = useQuery({
    query: problemsQuery,
    variables: { first: 25, after: position.after ?? null, filter: { ...viewFilters[show === asideView ? "resolved" : show], ...(search.record ? { recordKinds: [search.record] } : {}) } },
    requestPolicy: "cache-and-network",
  });
  const problems = useMemo(() => data && show !== asideView && { ...data.problems, nodes: data.problems.nodes.toSorted((a, b) => stake(b) - stake(a) || b.recordCount - a.recordCount) }, [data, show]);
  useViewOf(search.open, search.show === undefined);
  useInSight(search.open, problems);

  const at = problems ? problems.nodes.findIndex((each) => each.id === search.open) : -1;
  const open = (id: string | undefined) => void navigate({ search: { ...search, open: id }, replace: true, resetScroll: false });
  const step = (by: number) => {
    const target = problems && problems.nodes[Math.max(0, Math.min((problems.nodes.length || 1) - 1, at === -1 ? 0 : at + by))];
    if (!target) return;
    open(target.id);
    document.getElementById(`problem-${target.id}`)?.querySelector<HTMLElement>("button")?.focus();
  };
  useKeys(
    texts.keys.scope,
    [
      { keys: "j", label: texts.keys.next, run: () => step(1) },
      { keys: "k", label: texts.keys.previous, run: () => step(-1) },
      { keys: "e", label: texts.keys.fix, run: () => document.querySelector<HTMLElement>("[data-primary-remedy] input, [data-primary-remedy] button")?.focus() },
    ],
    Boolean(problems && problems.nodes.length > 0),
  );
  const counts = data?.problemCounts;
  const countOf = { errors: counts?.errors, warnings: counts ? counts.open - counts.errors : undefined, "set-aside": undefined, resolved: undefined };
  return (
    <Page title={texts.title} lead={texts.lead}>
      <TabLinks
        label={texts.views.label} current={show}
        tabs={problemViews.map((key) => ({ key, label: texts.views[key], count: countOf[key], url: { to: "/problems", search: { show: key === "errors" ? undefined : key, record: search.record } } }))}
      />
      {error && !data ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      <Section isFlush>
        <ListBar>
          <SelectField
            aria-label={texts.recordFilter} w={180} allowDeselect={false} value={search.record ?? ""}
            data={[{ value: "", label: texts.anyRecord }, ...recordKinds.map((value) => ({ value, label: texts.records[value] }))]}
            onChange={(value) => {
              setPosition({ skipped: 0 });
              void navigate({ search: { ...search, open: undefined, record: recordKinds.find((each) => each === value) }, replace: true });
            }}
          />
        </ListBar>
        {show === asideView ? <SetAsideList key={search.record ?? ""} record={search.record} /> : null}
        {problems === undefined && !error ? <SkeletonRows label={texts.title} /> : null}
        {problems && problems.nodes.length > 0 ? (
          <ul className={styles["list"]} aria-busy={stale}>
            {problems.nodes.map((problem) => (
              <li key={problem.id} id={`problem-${problem.id}`}>
                <ProblemCard problem={problem} isOpen={problem.id === search.open} onToggle={() => open(problem.id === search.open ? undefined : problem.id)} />
              </li>
            ))}
          </ul>
        ) : null}
        {problems && problems.nodes.length === 0 ? empty() : null}
        {problems && problems.totalCount > problems.nodes.length ? (
          <div className={styles["pager"]}><Pager position={position} shown={problems.nodes.length} total={problems.totalCount} info={problems.pageInfo} onMove={setPosition} /></div>
        ) : null}
      </Section>
    </Page>
  );

  function empty() {
    if (search.record) {
      return <EmptyState kind="nothing-matches" title={texts.empty.filtered} action={<Button onClick={() => void navigate({ search: { ...search, record: undefined }, replace: true })}>{texts.empty.clear}</Button>} />;
    }
    const { lastSuccessAt, nextTickAt } = data?.connection ?? {};
    return (
      <EmptyState kind="all-done" title={texts.empty[show]}>
        {show === "errors" ? <p>{texts.empty.errorsText}</p> : null}
        {lastSuccessAt && (show === "errors" || show === "warnings") ? <p>{texts.empty.checked} <RelativeTime at={lastSuccessAt} />{nextTickAt ? <>, {texts.empty.next} <RelativeTime at={nextTickAt} /></> : null}.</p> : null}
      </EmptyState>
    );
  }
}

/** What a cause holds up, to order by; a mix of currencies is only compared, never shown. */
function stake({ amounts }: { readonly amounts: readonly { readonly amount: string }[] }): number {
  return amounts.reduce((sum, each) => sum + Number(each.amount), 0);
}

/** A problem the address names is brought into sight when its list arrives; later it is where the person opened it. */
function useInSight(id: string | undefined, problems: object | false | undefined): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !problems) return;
    const named = id ? document.getElementById(`problem-${id}`) : null;
    // A link may still be on its way to the view that has it.
    isDone.current = !id || named !== null;
    named?.scrollIntoView({ block: "center" });
  }, [id, problems]);
}

/** A link to one problem opens the view that holds it. */
function useViewOf(id: string | undefined, isUndecided: boolean): void {
  const navigate = route.useNavigate();
  const [{ data }] = useQuery({ query: oneQuery, variables: { id: id ?? "" }, pause: id === undefined || !isUndecided });
  const problem = data?.problem;
  useEffect(() => {
    if (!problem || problem.id !== id) return;
    const view = problem.state !== "OPEN" ? "resolved" : problem.severity === "ERROR" ? undefined : "warnings";
    if (view) void navigate({ search: (before) => ({ ...before, show: view }), replace: true, resetScroll: false });
    // oxlint-disable-next-line react/exhaustive-deps -- only a newly read problem moves the view; fixing one must not
  }, [problem?.id]);
}
