import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { previousPage, nextPage, type PagePosition } from "../../lib/paging.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { CallTable, callFragment } from "./call-table.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

const callsQuery = graphql(
  `
    query RunCalls($id: ID!, $after: String) {
      run(id: $id) { id exchanges(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...CallTable_call } } }
    }
  `,
  [callFragment],
);

/** Every exchange of a run with QuickBooks, for roles that may audit. */
export function RunCalls({ runId }: { readonly runId: string }) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, error }] = useQuery({ query: callsQuery, variables: { id: runId, after: position.after ?? null }, requestPolicy: "cache-and-network" });
  if (error && !data?.run) return <Banner tone="information" title={error.graphQLErrors[0]?.message ?? error.message} />;
  const page = data?.run?.exchanges;
  if (!page) return <Section isFlush><SkeletonRows label={texts.tabs.calls} /></Section>;
  const before = previousPage(position);
  const next = nextPage(position, page.nodes.length, page.pageInfo);
  return (
    <Section isFlush>
      {page.nodes.length === 0 ? <EmptyState kind="all-done" title={texts.noCalls}>{texts.noCallsText}</EmptyState> : <CallTable calls={page.nodes} label={texts.tabs.calls} />}
      {before || next ? (
        <div className={styles["more"]}>
          {before ? <Button size="sm" onClick={() => setPosition(before)}>{texts.previous}</Button> : null}
          {next ? <Button size="sm" onClick={() => setPosition(next)}>{texts.next}</Button> : null}
        </div>
      ) : null}
    </Section>
  );
}
