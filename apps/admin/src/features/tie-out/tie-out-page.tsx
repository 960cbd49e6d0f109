import { getRouteApi } from "@tanstack/react-router";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "urql";
import { formatDay } from "../../lib/format.js";
import { Button, ButtonLink, ExternalButton } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { Clients, LedgerOnlyInvoices } from "./clients.js";
import { Documents } from "./documents.js";
import { Counts, History, ReportCheck, Signature } from "./proof-side.js";
import { ResultMark } from "./result-mark.js";
import { RunTieOut } from "./run-tie-out.js";
import { Statement } from "./statement.js";
import { tieOutQuery } from "./tie-out-query.js";
import { tieOutTexts as texts } from "./tie-out.texts.js";
import { tieOutUrl } from "./urls.js";
import styles from "./tie-out.module.css";

const route = getRouteApi("/shell/tie-out");

/** The proof that both sides agree: the statement, the documents that explain what is left, and the signature (J10). */
export function TieOutPage() {
  const { day } = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, error }, refetch] = useQuery({ query: tieOutQuery, variables: { day: day ?? null }, requestPolicy: "cache-and-network" });
  const proof = data?.tieOut;
  const showNewest = () => {
    if (day) void navigate({ search: {} });
    refetch({ requestPolicy: "network-only" });
  };
  return (
    <Page
      title={texts.title}
      mark={proof ? <ResultMark result={proof.result} /> : null}
      lead={proof ? <>{texts.sides(proof.firmName, proof.companyName)}. {texts.asOf(formatDay(proof.asOf))}, {texts.proven} <RelativeTime at={proof.provenAt} /> {proof.requestedBy ? texts.byPerson(proof.requestedBy) : texts.by[proof.trigger]}.</> : null}
      actions={
        <>
          {proof ? (
            <>
              <Button look="quiet" icon={<IconPrinter size={16} stroke={1.6} aria-hidden="true" />} onClick={() => window.print()}>{texts.print}</Button>
              <ExternalButton href={proof.csvUrl} icon={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>{texts.csv}</ExternalButton>
              <ExternalButton href={proof.pdfUrl} icon={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>{texts.pdf}</ExternalButton>
            </>
          ) : null}
          <RunTieOut onDone={showNewest} />
        </>
      }
    >
      {error && !data ? <QueryFailure error={error} onRetry={() => refetch({ requestPolicy: "network-only" })} /> : null}
      {!data && !error ? <SkeletonRows label={texts.title} rows={6} /> : null}
      {data && !proof ? (
        <Section>
          {day ? <EmptyState kind="nothing-matches" title={texts.noneThatDay} action={<ButtonLink {...tieOutUrl}>{texts.newest}</ButtonLink>}>{texts.noneThatDayText}</EmptyState> : <EmptyState kind="nothing-yet" title={texts.none}>{texts.noneText}</EmptyState>}
        </Section>
      ) : null}
      {data && proof ? (
        <>
          <div className={styles["grid"]}>
            <div className={styles["column"]}>
              <p className={styles["sentence"]} data-result={proof.result}>{proof.result === "EXPLAINED" ? texts.sentence.EXPLAINED(proof.documentCount) : texts.sentence[proof.result]}</p>
              {proof.totals.length === 0 ? <Section><p className={styles["note"]}>{texts.noInvoices}</p></Section> : proof.totals.map((total) => <Statement key={total.currency} total={total} />)}
            </div>
            <div className={styles["column"]}>
              <History proofs={data.tieOuts.nodes} shownId={proof.id} />
              <ReportCheck check={proof.check} />
            </div>
          </div>
          <Documents key={`documents ${proof.id}`} day={day} proofId={proof.id} total={proof.documentCount} />
          <Clients key={`clients ${proof.id}`} day={day} proofId={proof.id} />
          <LedgerOnlyInvoices key={`only ${proof.id}`} day={day} proofId={proof.id} />
          <Counts counts={proof.counts} />
          <Signature proof={proof} />
        </>
      ) : null}
    </Page>
  );
}
