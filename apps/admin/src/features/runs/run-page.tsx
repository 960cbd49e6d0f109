import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useQuery } from "urql";
import { openPlanUrl, planUrl } from "../plan/urls.js";
import { formatDuration } from "../../lib/format.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import { useLiveState } from "../../lib/live.js";
import { Banner } from "../../ui/banner.js";
import { ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Facts } from "../../ui/facts.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { StateChip } from "../../ui/state-chip.js";
import { TabLinks } from "../../ui/tab-links.js";
import { RunActions } from "./run-actions.js";
import { CallPanel } from "./call-panel.js";
import { RunCalls } from "./run-calls.js";
import { CallTotals, Outcome } from "./run-figures.js";
import { RunProgress } from "./run-progress.js";
import { RunRecords } from "./run-records.js";
import { runKind } from "./run-kind.js";
import { runsTexts, runTexts as texts } from "./runs.texts.js";
import { runsUrl } from "./urls.js";
import styles from "./runs.module.css";

export const runQuery = graphql(`
  query Run($id: ID!) {
    run(id: $id) {
      id number kind trigger state phase mode startedBy startedAt finishedAt workedSeconds waitingUntil done total etaSeconds summary failure
      counts { created updated linked removed unchanged asked blocked refused skipped checking }
      calls { reads writes batches repeated throttled metered cost { amount currency } }
      plan { id state }
    }
  }
`);

export type RunValue = NonNullable<ResultOf<typeof runQuery>["run"]>;

const route = getRouteApi("/shell/runs/$runId");
const active = new Set<RunValue["state"]>(["QUEUED", "RUNNING", "WAITING"]);

/** One run: live while it goes, in one sentence when it is over; its records and the calls behind them. */
export function RunPage() {
  const { runId } = route.useParams();
  const { tab = "records", call } = route.useSearch();
  const navigate = route.useNavigate();
  const live = useLiveState();
  const [{ data, error }, refetch] = useQuery({ query: runQuery, variables: { id: runId }, requestPolicy: "cache-and-network" });
  const run = data?.run;
  const isActive = run ? active.has(run.state) : false;
  useEffect(() => {
    // Events carry the figures; without the stream the page asks.
    if (!isActive || live.is === "live") return;
    const timer = setInterval(() => refetch({ requestPolicy: "network-only" }), 5_000);
    return () => clearInterval(timer);
  }, [isActive, live.is, refetch]);

  const trail = <Link {...runsUrl}>{texts.back}</Link>;
  if (error && !data) return <Page title={runsTexts.title} trail={trail}><QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /></Page>;
  if (!data) return <Page title={runsTexts.title} trail={trail}><SkeletonRows label={runsTexts.title} /></Page>;
  if (!run) return <Page title={runsTexts.title} trail={trail}><Section isFlush><EmptyState kind="nothing-matches" title={texts.notFound}>{texts.notFoundText}</EmptyState></Section></Page>;
  return (
    <Page
      title={texts.title(runKind(run), run.number)} trail={trail} mark={<StateChip of="run" state={run.state} variant="boxed" />}
      lead={run.summary ?? undefined} actions={<RunActions run={run} isActive={isActive} />}
    >
      {run.failure ? <Banner tone="failure" title={texts.failureTitle}>{run.failure}</Banner> : null}
      {run.state === "AWAITING_APPROVAL" ? <Banner tone="attention" title={texts.approval} actions={<ButtonLink {...(run.plan ? planUrl(run.plan.id) : openPlanUrl)} look="primary">{texts.openPlan}</ButtonLink>} /> : null}
      {isActive ? <RunProgress run={run} /> : null}
      <div className={styles["figures"]}>
        <Section title={texts.counts}><Outcome counts={run.counts} /></Section>
        <Section title={texts.cost}><CallTotals calls={run.calls} /></Section>
        <Section title={runsTexts.columns.run}>
          <Facts
            facts={[
              { term: texts.facts.started, value: <RelativeTime at={run.startedAt} /> },
              ...(run.finishedAt ? [{ term: texts.facts.finished, value: formatDuration(run.workedSeconds) }] : []),
              { term: texts.facts.by, value: run.startedBy ? texts.startedBy(runsTexts.triggers[run.trigger], run.startedBy) : runsTexts.triggers[run.trigger] },
              { term: texts.facts.mode, value: texts.modes[run.mode] },
              ...(run.plan ? [{ term: texts.plan, value: <Link {...planUrl(run.plan.id)}>{texts.openPlan}</Link> }] : []),
            ]}
          />
        </Section>
      </div>
      <TabLinks
        label={texts.tabs.label} current={tab}
        tabs={(["records", "calls"] as const).map((key) => ({ key, label: texts.tabs[key], url: { to: "/runs/$runId", params: { runId }, search: key === "records" ? {} : { tab: key } } }))}
      />
      {tab === "records" ? <RunRecords run={run} isActive={isActive} /> : <RunCalls runId={run.id} />}
      {call ? <CallPanel callId={call} onClose={() => void navigate({ search: (search) => ({ ...search, call: undefined }), resetScroll: false })} /> : null}
    </Page>
  );
}
