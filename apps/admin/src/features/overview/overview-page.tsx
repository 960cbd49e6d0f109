import { Navigate } from "@tanstack/react-router";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Page } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { timeUrl } from "../time/urls.js";
import { Headline, headlineConnection, headlineOverview } from "./headline.js";
import { Lanes, lanesFragment } from "./lanes.js";
import { LastTieOut, lastTieOutFragment } from "./last-tie-out.js";
import { NeedsYou, needsYouFragment, needsYouOverview } from "./needs-you.js";
import { overviewTexts as texts } from "./overview.texts.js";
import { Quota, quotaFragment } from "./quota.js";
import { SetUp, setUpFragment } from "./set-up.js";
import { Trend, trendFragment } from "./trend.js";
import styles from "./overview.module.css";

const overviewQuery = graphql(
  `
    query Overview {
      connection { id stage ...Headline_connection ...Quota_connection }
      overview { ...Headline_overview ...Lanes_overview ...LastTieOut_overview ...Trend_overview ...SetUp_overview ...NeedsYou_overview }
      problems(first: 20, filter: { states: [OPEN] }) { ...NeedsYou_problems }
    }
  `,
  [headlineConnection, headlineOverview, quotaFragment, lanesFragment, lastTieOutFragment, trendFragment, setUpFragment, needsYouFragment, needsYouOverview],
);

/** The page people land on: the firm's state, or the own week of somebody who enters time and does not see it. */
export function OverviewPage() {
  return useMay("overview") ? <Overview /> : <Navigate {...timeUrl} replace />;
}

/** Whether all is well, in one sentence; then what each lane did, what needs a person, and what it cost. */
function Overview() {
  const [{ data, error, stale }, refetch] = useQuery({ query: overviewQuery, requestPolicy: "cache-and-network" });
  return (
    <Page title={texts.title}>
      {error && !data ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      {!data && !error ? <SkeletonRows label={texts.title} rows={6} /> : null}
      {data ? (
        <>
          <Headline connection={data.connection} overview={data.overview} />
          <SetUp overview={data.overview} />
          {data.connection.stage === "NONE" ? null : (
            <div className={styles["grid"]} aria-busy={stale}>
              <div className={styles["column"]}>
                <Lanes overview={data.overview} />
                <NeedsYou problems={data.problems} overview={data.overview} />
              </div>
              <div className={styles["column"]}>
                <LastTieOut overview={data.overview} />
                <Trend overview={data.overview} />
                <Quota connection={data.connection} />
              </div>
            </div>
          )}
        </>
      ) : null}
    </Page>
  );
}
