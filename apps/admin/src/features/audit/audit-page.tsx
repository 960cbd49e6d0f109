import { getRouteApi, Link, type LinkOptions } from "@tanstack/react-router";
import { IconDownload } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { clientUrl } from "../clients/urls.js";
import { invoiceUrl } from "../invoices/urls.js";
import { callsOutsideRunsUrl, callUrl, runUrl } from "../runs/urls.js";
import { timeEntryUrl } from "../time/urls.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { count } from "../../lib/text.js";
import { Banner } from "../../ui/banner.js";
import { Button, ButtonLink, ExternalButton } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FieldChanges } from "../../ui/field-changes.js";
import { historyTexts } from "../../ui/history-list.texts.js";
import { Page, Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SearchField } from "../../ui/search-field.js";
import { AuditProof } from "./audit-proof.js";
import { auditTexts as texts } from "./audit.texts.js";
import styles from "./audit.module.css";

const auditQuery = graphql(`
  query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes { id number at actorKind actor action recordKind recordId label runId callId changes { path before after agreed } }
    }
  }
`);
type Line = ResultOf<typeof auditQuery>["auditEvents"]["nodes"][number];

const route = getRouteApi("/shell/audit");

function urlOf({ recordKind, recordId }: Line): LinkOptions | null {
  if (recordId === null) return null;
  if (recordKind === "client") return clientUrl(recordId);
  if (recordKind === "time-entry") return timeEntryUrl(recordId);
  return recordKind === "invoice" ? invoiceUrl(recordId) : null;
}

/** Everything that happened, newest first, and the proof that it is as it was written. */
export function AuditPage() {
  const { record, search } = route.useSearch();
  const navigate = route.useNavigate();
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [openId, setOpenId] = useState<string>();
  const filter = { recordId: record ?? null, search: search ?? null };
  const [{ data, error }, read] = useQuery({ query: auditQuery, variables: { first: 50, after: position.after ?? null, filter }, requestPolicy: "cache-and-network" });
  const columns = useMemo(() => columnsOf<Line>([
    { id: "number", header: texts.columns.number, width: "100px", align: "end", cell: (line) => count(line.number) },
    { id: "at", header: texts.columns.at, width: "150px", cell: (line) => <RelativeTime at={line.at} isQuiet /> },
    { id: "who", header: texts.columns.who, width: "170px", cell: (line) => historyTexts.actor(line.actorKind, line.actor) },
    { id: "action", header: texts.columns.action, width: "200px", card: "title", cell: (line) => historyTexts.action(line.action) },
    { id: "record", header: texts.columns.record, cell: (line) => <RecordName line={line} /> },
    { id: "run", header: texts.columns.run, width: "72px", shows: "wide", cell: (line) => (line.runId ? <Link {...runUrl(line.runId)}>{texts.run}</Link> : null) },
  ]), []);
  const page = data?.auditEvents;
  const show = (next: { record?: string | undefined; search?: string | undefined }) => {
    setPosition({ skipped: 0 });
    void navigate({ search: next, replace: true });
  };
  return (
    <Page
      title={texts.title} lead={texts.lead}
      actions={
        <>
          <ButtonLink {...callsOutsideRunsUrl}>{texts.callsOutside}</ButtonLink>
          <ExternalButton href="/audit.csv" icon={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>{texts.csv}</ExternalButton>
          <ExternalButton href="/audit.jsonl" icon={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>{texts.json}</ExternalButton>
        </>
      }
    >
      <AuditProof />
      {record ? <Banner tone="information" title={texts.onlyOne} actions={<Button size="sm" onClick={() => show({ search })}>{texts.showAll}</Button>} /> : null}
      <SearchField label={texts.search} value={search ?? ""} onChange={(value) => show({ record, search: value || undefined })} />
      <Section isFlush>
        {error && !data ? <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} /> : (
          <DataTable
            label={texts.title} columns={columns} rows={page?.nodes} rowId={(line) => line.id} openId={openId} onOpen={(line) => setOpenId(line.id === openId ? undefined : line.id)}
            detail={(line) => <Detail line={line} />}
            empty={<EmptyState kind={record || search ? "nothing-matches" : "nothing-yet"} title={record || search ? texts.empty.filtered : texts.empty.none}>{texts.empty.text}</EmptyState>}
            footer={page && (page.pageInfo.hasNextPage || position.after) ? <Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} /> : null}
          />
        )}
      </Section>
    </Page>
  );
}

function RecordName({ line }: { readonly line: Line }) {
  const url = urlOf(line);
  const kind = texts.kinds[line.recordKind] ?? line.recordKind;
  if (!line.label) return kind;
  // One piece: as a card, the cell lays out what it holds, and the kind would stand on a line of its own.
  return <span>{url ? <Link {...url}>{line.label}</Link> : line.label} {texts.kindOf(kind)}</span>;
}

function Detail({ line: { changes, runId, callId } }: { readonly line: Line }) {
  return (
    <div className={styles["detail"]}>
      {changes.length > 0 ? <FieldChanges changes={changes} label={historyTexts.changes} /> : <p>{texts.noFields}</p>}
      {runId && callId ? <Link {...callUrl(runId, callId)}>{historyTexts.call}</Link> : null}
    </div>
  );
}
