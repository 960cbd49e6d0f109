import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { auditUrl } from "../audit/urls.js";
import { graphql } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { Page } from "../../ui/page.js";
import { CallList } from "./call-list.js";
import { CallPanel } from "./call-panel.js";
import { callFragment } from "./call-table.js";
import { runTexts } from "./runs.texts.js";
import { callOutsideRunsUrl } from "./urls.js";

const texts = runTexts.callsOutside;
const callsQuery = graphql(
  `query CallsOutsideRuns($after: String) { callsOutsideRuns(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...CallTable_call } } }`,
  [callFragment],
);
const route = getRouteApi("/shell/runs/outside");

/** What Tieout asked QuickBooks where there is no run to show it with. */
export function CallsOutsideRunsPage() {
  const { call } = route.useSearch();
  const navigate = route.useNavigate();
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, error }] = useQuery({ query: callsQuery, variables: { after: position.after ?? null }, requestPolicy: "cache-and-network" });
  return (
    <Page title={texts.title} lead={texts.lead} trail={<Link {...auditUrl}>{texts.trail}</Link>}>
      <CallList label={texts.title} page={data?.callsOutsideRuns} error={error} position={position} onMove={setPosition} nothing={texts.none} spans="days" urlOf={callOutsideRunsUrl} />
      {call ? <CallPanel callId={call} onClose={() => void navigate({ search: {}, resetScroll: false })} /> : null}
    </Page>
  );
}
