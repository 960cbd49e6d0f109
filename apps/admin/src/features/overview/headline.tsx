import type { ReactNode } from "react";
import { connectionUrl } from "../connection/urls.js";
import { openPlanUrl } from "../plan/urls.js";
import { problemsUrl } from "../problems/urls.js";
import { runUrl } from "../runs/urls.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { ButtonLink } from "../../ui/button.js";
import { isHeldUp } from "../../ui/health-chip.js";
import { healthTexts } from "../../ui/health-chip.texts.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { StateChip } from "../../ui/state-chip.js";
import { stateIcons } from "../../ui/state-icons.js";
import { overviewTexts as texts } from "./overview.texts.js";
import styles from "./overview.module.css";

export const headlineConnection = graphql(`
  fragment Headline_connection on LedgerConnection {
    state stage stateReason lastSuccessAt nextTickAt
    currentRun { id }
    openPlan { id counts { total ask blocked } }
  }
`);
export const headlineOverview = graphql(`
  fragment Headline_overview on Overview { problemCounts { errors warnings held } lanes { kind waiting } }
`);

interface HeadlineProps {
  readonly connection: FragmentOf<typeof headlineConnection>;
  readonly overview: FragmentOf<typeof headlineOverview>;
}

/** "Is all well?", answered in one sentence, with the last success and the next look (UX-10). */
export function Headline(props: HeadlineProps) {
  const connection = readFragment(headlineConnection, props.connection);
  const { problemCounts, lanes } = readFragment(headlineOverview, props.overview);
  const waiting = lanes.reduce((sum, lane) => sum + lane.waiting, 0);
  const isBlocked = isHeldUp({ state: connection.state, problems: problemCounts });
  const isCalm = connection.state === "HEALTHY" && !isBlocked && !connection.openPlan;
  const mayConnect = useMay("connectQuickBooks");
  return (
    <section className={styles["headline"]} data-calm={isCalm || undefined}>
      <div>
        <p className={styles["sentence"]}>{isBlocked ? <span className={styles["heldMark"]}>{stateIcons.padlock}</span> : null}{sentence()}</p>
        <p className={styles["times"]}>
          {isBlocked ? null : <StateChip of="connection" state={connection.state} />}
          {connection.lastSuccessAt ? <span>{texts.lastSuccess} <RelativeTime at={connection.lastSuccessAt} /></span> : null}
          {connection.nextTickAt ? <span>{texts.nextTick} <RelativeTime at={connection.nextTickAt} /></span> : null}
        </p>
        {connection.stateReason && connection.state !== "HEALTHY" ? <p className={styles["reason"]}>{connection.stateReason}</p> : null}
      </div>
      {action()}
    </section>
  );

  function sentence(): string {
    const { headline } = texts;
    if (connection.openPlan) return headline.plan(connection.openPlan.counts);
    switch (connection.state) {
      case "NEVER_CONNECTED": return headline.never;
      case "DISCONNECTED": return headline.disconnected;
      case "ACTION_REQUIRED": return headline.action;
      case "PAUSED": return headline.paused;
      case "RUNNING": return headline.running;
      case "DELAYED": return headline.delayed;
      default: break;
    }
    if (isBlocked) return `${healthTexts.problems(problemCounts.errors, problemCounts.held)}.`;
    if (waiting > 0) return headline.healthyWaiting(waiting);
    return problemCounts.warnings > 0 ? headline.notices(problemCounts.warnings) : headline.healthy;
  }

  function action(): ReactNode {
    if (connection.openPlan) return <ButtonLink {...openPlanUrl} look="primary">{texts.openPlan}</ButtonLink>;
    const isStopped = connection.stage === "ENABLED" && (connection.state === "ACTION_REQUIRED" || connection.state === "PAUSED");
    if (connection.currentRun && !isStopped) return <ButtonLink {...runUrl(connection.currentRun.id)}>{texts.watch}</ButtonLink>;
    if (isBlocked) return <ButtonLink {...problemsUrl} look="primary">{texts.solve}</ButtonLink>;
    if (!mayConnect) return null;
    if (connection.stage === "NONE") return <ButtonLink {...connectionUrl} look="primary">{texts.connect}</ButtonLink>;
    return connection.state === "HEALTHY" || connection.state === "DELAYED" ? null : <ButtonLink {...connectionUrl} look="primary">{texts.reconnect}</ButtonLink>;
  }
}
