import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { TabLinks } from "../../ui/tab-links.js";
import { ButtonLink } from "../../ui/button.js";
import { formatDay } from "../../lib/format.js";
import { runUrl } from "../runs/urls.js";
import { ApproveBar, approveFragment } from "./approve-bar.js";
import type { Choice } from "./approve-chosen.js";
import { ChangeList } from "./change-list.js";
import { Computing, computingFragment } from "./computing.js";
import { DecideView } from "./decide-view.js";
import { NoPlan } from "./no-plan.js";
import { planTexts as texts } from "./plan.texts.js";
import { pickedTabs } from "./plan-tabs.js";
import { planTabs, undoTabs, type PlanTab } from "./routes.js";

const planQuery = graphql(
  `
    query Plan($id: ID) {
      plan(id: $id) {
        id kind state createdAt approvedBy approvedAt
        undoOf { day runId changeId }
        run { id number }
        counts { total link createInHub createInLedger updateInHub updateInLedger remove ask blocked skipped revert compensate impossible }
        cost { calls meteredCalls estimatedSeconds mode }
        ...ApproveBar_plan
      }
      connection { id stage currentRun { ...Computing_run } }
    }
  `,
  [approveFragment, computingFragment],
);

const route = getRouteApi("/shell/plan");
const ordinaryTabs = planTabs.filter((tab) => !(undoTabs as readonly PlanTab[]).includes(tab));

function undoTitle({ day, runId }: { readonly day: string | null; readonly runId: string | null }): string {
  if (day) return texts.undo.titleOfDay(formatDay(day));
  return runId ? texts.undo.titleOfRun : texts.undo.titleOfChange;
}

/** The first plan and an undo are approved as one whole; of any other, changes can be picked. */
function isPickable({ kind, state }: { readonly kind: string; readonly state: string }): boolean {
  return state === "OPEN" && kind !== "import" && kind !== "undo";
}

/** What would be written, before it is: counts, every change with its fields, the questions, and one button that carries the numbers. */
export function PlanPage() {
  const search = route.useSearch();
  const [{ data, error }, refetch] = useQuery({ query: planQuery, variables: { id: search.id ?? null }, requestPolicy: "cache-and-network" });
  const plan = data?.plan;
  const [chosen, setChosen] = useState<{ readonly planId: string; readonly ids: ReadonlySet<string> }>({ planId: "", ids: new Set() });
  if (error && !data) return <Page title={texts.title}><QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /></Page>;
  if (!data) return <Page title={texts.title}><SkeletonRows label={texts.title} /></Page>;
  if (!plan || plan.state === "COMPUTING") {
    const run = data.connection.currentRun;
    return <Page title={texts.title}>{run ? <Computing run={run} /> : <NoPlan isEnabled={data.connection.stage === "ENABLED"} />}</Page>;
  }
  const { counts, cost } = plan;
  const numbers: Record<PlanTab, number> = {
    decide: counts.ask, "create-there": counts.createInLedger, "create-here": counts.createInHub,
    update: counts.updateInHub + counts.updateInLedger + counts.remove, link: counts.link, blocked: counts.blocked, skipped: counts.skipped,
    "take-back": counts.revert, "own-document": counts.compensate, stays: counts.impossible,
  };
  const { undoOf } = plan;
  const choice: Choice = { ids: chosen.planId === plan.id ? chosen.ids : new Set<string>(), onChange: (ids) => setChosen({ planId: plan.id, ids }) };
  const offered: readonly PlanTab[] = undoOf ? undoTabs : ordinaryTabs.filter((tab) => numbers[tab] > 0 || tab === search.tab || (tab === "decide" && plan.state === "OPEN"));
  const tab = search.tab ?? offered.find((each) => numbers[each] > 0) ?? offered[0] ?? "create-there";
  return (
    <Page
      title={undoOf ? undoTitle(undoOf) : texts.title}
      lead={plan.state === "OPEN" ? <>{undoOf ? texts.undo.lead : texts.lead} {undoOf?.runId ? <Link {...runUrl(undoOf.runId)}>{texts.undo.ofRun}</Link> : null}{undoOf?.runId ? "." : null} <span>{texts.cost(cost.calls, cost.meteredCalls, cost.estimatedSeconds, cost.mode)}.</span></> : <>{texts.states[plan.state]} {plan.approvedBy ? (plan.state === "DISCARDED" ? texts.discardedBy : texts.approvedBy)(plan.approvedBy) : null} {plan.approvedAt ? <RelativeTime at={plan.approvedAt} /> : null}</>}
      actions={plan.state === "OPEN" ? <ApproveBar plan={plan} /> : plan.run ? <ButtonLink {...runUrl(plan.run.id)}>{texts.run}</ButtonLink> : null}
    >
      <TabLinks
        label={texts.tabs.label} current={tab}
        tabs={offered.map((each) => ({ key: each, label: texts.tabs[each], count: numbers[each], url: { to: "/plan", search: { id: search.id, tab: each } } }))}
      />
      {tab === "decide" ? <DecideView planId={plan.id} isOpen={plan.state === "OPEN"} /> : <Section isFlush><ChangeList key={tab} planId={plan.id} tab={tab} choice={isPickable(plan) && pickedTabs.has(tab) ? choice : undefined} /></Section>}
    </Page>
  );
}
