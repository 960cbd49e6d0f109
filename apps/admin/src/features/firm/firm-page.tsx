import { useQuery } from "urql";
import { graphql } from "../../lib/graphql.js";
import { Page } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { firmFragment, FirmForm } from "./firm-form.js";
import { firmTexts as texts } from "./firm.texts.js";

const firmQuery = graphql(`query FirmSettings { firm { id version ...FirmForm_firm } }`, [firmFragment]);

/** Settings of the firm. */
export function FirmPage() {
  const [{ data, error }, refetch] = useQuery({ query: firmQuery, requestPolicy: "cache-and-network" });
  return (
    <Page title={texts.title} lead={texts.lead} width="text">
      {error && !data ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      {!data && !error ? <SkeletonRows label={texts.title} rows={6} /> : null}
      {data ? <FirmForm key={data.firm.version} firm={data.firm} onStale={() => refetch({ requestPolicy: "network-only" })} /> : null}
    </Page>
  );
}
