import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { CallList } from "./call-list.js";
import { callFragment } from "./call-table.js";
import { runTexts as texts } from "./runs.texts.js";
import { useCallUrl } from "./use-call-url.js";

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
  const urlOf = useCallUrl();
  return <CallList label={texts.tabs.calls} page={data?.run?.exchanges} error={error} position={position} onMove={setPosition} nothing={texts.noCallsText} urlOf={urlOf} />;
}
