import { Navigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { connectionTexts } from "./connection.texts.js";
import { connectionUrl } from "./urls.js";
import { useConnect } from "./use-connect.js";

const texts = connectionTexts.reconnectPage;

const reconnectQuery = graphql(`query Reconnect { connection { id state } }`);

/** Where Intuit sends people whose sign-in ends: straight on to the consent. Who was never connected is first told what is read and written. */
export function ReconnectPage() {
  const may = useMay("connectQuickBooks");
  const [{ data, error }, refetch] = useQuery({ query: reconnectQuery, requestPolicy: "network-only", pause: !may });
  if (data?.connection.state === "NEVER_CONNECTED") return <Navigate {...connectionUrl} replace />;
  return (
    <Page title={texts.title} width="text">
      {may ? null : <Banner tone="attention" title={texts.forbidden}>{texts.forbiddenText}</Banner>}
      {error ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      {may && !data && !error ? <SkeletonRows label={texts.title} rows={2} /> : null}
      {data ? <Leaving /> : null}
    </Page>
  );
}

function Leaving() {
  const { connect, isLeaving } = useConnect();
  const [failure, setFailure] = useState<string | null>(null);
  const hasBegun = useRef(false);
  const leave = async () => setFailure(await connect({ isReconnect: true }));
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void leave();
  });
  if (failure !== null) return <Banner tone="failure" title={texts.failed} isUrgent actions={<Button look="primary" isBusy={isLeaving} onClick={() => void leave()}>{texts.again}</Button>}>{failure}</Banner>;
  return <Section title={texts.opening}><p role="status">{texts.openingText}</p></Section>;
}
