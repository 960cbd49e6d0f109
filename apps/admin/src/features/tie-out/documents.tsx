import { IconExternalLink } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { formatDay, formatMoney } from "../../lib/format.js";
import type { ResultOf } from "../../lib/graphql.js";
import { usePageSize, type PagePosition } from "../../lib/paging.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { invoiceUrl } from "../invoices/urls.js";
import { problemUrl } from "../problems/urls.js";
import { documentsQuery } from "./tie-out-query.js";
import { tieOutTexts as texts } from "./tie-out.texts.js";
import styles from "./tie-out.module.css";

type Document = NonNullable<ResultOf<typeof documentsQuery>["tieOut"]>["documents"]["nodes"][number];

/** Opens a document in QuickBooks, in a tab of its own. */
export function LedgerLink({ url }: { readonly url: string | null }) {
  if (!url) return null;
  return <a href={url} target="_blank" rel="noreferrer" aria-label={texts.openInQuickBooks} title={texts.openInQuickBooks} className={styles["ledgerLink"]}><IconExternalLink size={15} stroke={1.6} aria-hidden="true" /></a>;
}

function Why({ document }: { readonly document: Document }) {
  const { reasonText, detail, problemId, isExplained } = document;
  return (
    <span className={styles["why"]} data-open={isExplained ? undefined : true}>
      {detail ? `${reasonText}: ${detail}` : reasonText}
      {problemId ? <> · <Link {...problemUrl(problemId)}>{texts.problem}</Link></> : null}
    </span>
  );
}

const money = (amount: string, currency: string) => <span className={styles["amount"]}>{formatMoney({ amount, currency })}</span>;

const columns = columnsOf<Document>([
  { id: "document", header: texts.columns.document, width: "230px", card: "title", cell: ({ recordId, label, issuedOn, ledgerUrl }) => <span className={styles["named"]}><Link {...invoiceUrl(recordId)}>{label}</Link><LedgerLink url={ledgerUrl} /><span className={styles["day"]}>{formatDay(issuedOn)}</span></span> },
  { id: "client", header: texts.columns.client, width: "220px", cell: ({ clientName }) => clientName },
  { id: "why", header: texts.columns.why, cell: (document) => <Why document={document} /> },
  { id: "hub", header: texts.columns.hub, width: "110px", align: "end", cell: ({ hubOpen, currency }) => money(hubOpen, currency) },
  { id: "ledger", header: texts.columns.ledger, width: "110px", align: "end", cell: ({ ledgerOpen, currency }) => money(ledgerOpen, currency) },
  { id: "difference", header: texts.columns.difference, width: "120px", align: "end", card: "corner", cell: ({ difference, currency }) => <strong>{money(difference, currency)}</strong> },
]);

/** The documents that explain a difference. */
export function Documents({ day, proofId, total }: { readonly day: string | undefined; readonly proofId: string; readonly total: number }) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const first = usePageSize(25, 8);
  const [{ data, stale }] = useQuery({ query: documentsQuery, variables: { day: day ?? null, first, after: position.after ?? null }, requestPolicy: "cache-and-network", pause: total === 0 });
  const page = data?.tieOut?.id === proofId ? data.tieOut.documents : undefined;
  if (total === 0) return null;
  return (
    <Section title={texts.documents(total)} lead={texts.documentsLead} isFlush>
      <DataTable
        label={texts.documents(total)} columns={columns} rows={page?.nodes} rowId={({ recordId, clientId }) => `${recordId} ${clientId}`} isRefreshing={stale} empty={null}
        footer={page ? <Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} /> : null}
      />
    </Section>
  );
}
