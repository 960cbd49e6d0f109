import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { Banner } from "../../ui/banner.js";
import { HealthChip } from "../../ui/health-chip.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { SupportBundle } from "../../ui/support-bundle.js";
import { supportTexts } from "../../ui/support-bundle.texts.js";
import { ConfirmCompany, confirmCompanyFragment } from "./confirm-company.js";
import { takeConnectNotice } from "./connect-notice.js";
import { ConnectExplainer } from "./connect-explainer.js";
import { connectionTexts as texts } from "./connection.texts.js";
import { Enable, enableFragment } from "./enable.js";
import { OpenPlanBanner, openPlanFragment } from "./open-plan-banner.js";
import { Preflight, preflightFragment } from "./preflight.js";
import { ReconnectBanner, reconnectFragment } from "./reconnect-banner.js";
import { SignInBanner, signInFragment } from "./sign-in-banner.js";
import { CallBudget, callBudgetFragment } from "./call-budget.js";
import { Settings, settingsFragment } from "./settings.js";
import { Status, statusFragment } from "./status.js";

const connectionQuery = graphql(
  `
    query Connection {
      connection {
        id state stage stateReason
        ...ConfirmCompany_connection ...Status_connection ...Preflight_connection ...Settings_connection ...Enable_connection
        ...OpenPlanBanner_connection ...ReconnectBanner_connection ...SignInBanner_connection ...CallBudget_connection
      }
      problemCounts { errors held }
    }
  `,
  [confirmCompanyFragment, statusFragment, preflightFragment, settingsFragment, enableFragment, openPlanFragment, reconnectFragment, signInFragment, callBudgetFragment],
);

/** Everything about the connection, in the order it happens: connect, confirm, check, choose, enable; then status and the way out. */
export function ConnectionPage() {
  const [notice] = useState(takeConnectNotice);
  const [{ data, error }, refetch] = useQuery({ query: connectionQuery, requestPolicy: "cache-and-network" });
  const connection = data?.connection;
  return (
    <Page title={texts.title} width="text" mark={connection ? <HealthChip state={connection.state} stateReason={connection.stateReason} problems={data?.problemCounts} /> : undefined}>
      {notice && notice.result !== "connected" ? <Banner tone={notice.result === "declined" ? "attention" : "failure"} title={texts.outcome[notice.result]}>{notice.message}</Banner> : null}
      {error && !data ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      {!connection && !error ? <SkeletonRows label={texts.title} rows={6} /> : null}
      {connection?.stage === "NONE" ? <ConnectExplainer wasConnected={connection.state === "DISCONNECTED"} endedBecause={connection.stateReason} /> : null}
      {connection?.stage === "CONFIRMING" ? <ConfirmCompany connection={connection} /> : null}
      {connection?.stage === "READY" || connection?.stage === "ENABLED" ? (
        <>
          <ReconnectBanner connection={connection} />
          <SignInBanner connection={connection} />
          <OpenPlanBanner connection={connection} />
          <Status connection={connection} />
          <Preflight connection={connection} />
          <Settings connection={connection} />
          {connection.stage === "READY" ? <Enable connection={connection} /> : null}
          <CallBudget connection={connection} />
          <Section title={supportTexts.title}><SupportBundle /></Section>
        </>
      ) : null}
    </Page>
  );
}
