import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { formatDay, formatMoney } from "../../lib/format.js";
import type { ResultOf } from "../../lib/graphql.js";
import { usePageSize, type PagePosition } from "../../lib/paging.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { clientUrl } from "../clients/urls.js";
import { LedgerLink } from "./documents.js";
import { clientsQuery, ledgerOnlyQuery } from "./tie-out-query.js";
import { tieOutTexts as texts } from "./tie-out.texts.js";
import styles from "./tie-out.module.css";

type Client = NonNullable<ResultOf<typeof clientsQuery>["tieOut"]>["clients"]["nodes"][number];
type LedgerOnly = NonNullable<ResultOf<typeof ledgerOnlyQuery>["tieOut"]>["ledgerOnly"]["nodes"][number];

const isZero = (amount: string) => /^-?0*\.?0*$/.test(amount);
const money = (amount: string, currency: string) => <span className={styles["amount"]}>{formatMoney({ amount, currency })}</span>;

const clientColumns = columnsOf<Client>([
  { id: "client", header: texts.columns.client, card: "title", cell: ({ clientId, name }) => <Link {...clientUrl(clientId)}>{name}</Link> },
  { id: "currency", header: "", width: "64px", shows: "wide", card: "none", cell: ({ currency }) => <span className={styles["day"]}>{currency}</span> },
  { id: "hub", header: texts.columns.hub, width: "130px", align: "end", cell: ({ hub, currency }) => money(hub, currency) },
  { id: "ledger", header: texts.columns.ledger, width: "130px", align: "end", cell: ({ ledger, currency }) => money(ledger, currency) },
  { id: "difference", header: texts.columns.difference, width: "130px", align: "end", card: "corner", cell: ({ difference, currency }) => <Money value={{ amount: difference, currency }} tiesOut={isZero(difference)} /> },
  { id: "elsewhere", header: texts.columns.elsewhere, width: "130px", align: "end", shows: "wide", cell: ({ elsewhere, currency }) => (elsewhere === null ? <span className={styles["day"]}>{texts.unread}</span> : money(elsewhere, currency)) },
]);

const ledgerOnlyColumns = columnsOf<LedgerOnly>([
  { id: "document", header: texts.columns.document, width: "190px", card: "title", cell: ({ label, issuedOn, ledgerUrl }) => <span className={styles["named"]}>{label}<LedgerLink url={ledgerUrl} /><span className={styles["day"]}>{formatDay(issuedOn)}</span></span> },
  { id: "customer", header: texts.columns.customer, width: "220px", cell: ({ clientId, customerName }) => (clientId ? <Link {...clientUrl(clientId)}>{customerName}</Link> : customerName) },
  { id: "why", header: texts.columns.why, cell: ({ reasonText }) => reasonText },
  { id: "open", header: texts.columns.open, width: "130px", align: "end", card: "corner", cell: ({ open, currency }) => money(open, currency) },
]);

interface PartProps {
  readonly day: string | undefined;
  readonly proofId: string;
}

/** What each client owes on both sides. */
export function Clients({ day, proofId }: PartProps) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const first = usePageSize(25, 8);
  const [{ data, stale }] = useQuery({ query: clientsQuery, variables: { day: day ?? null, first, after: position.after ?? null }, requestPolicy: "cache-and-network" });
  const page = data?.tieOut?.id === proofId ? data.tieOut.clients : undefined;
  return (
    <Section title={texts.clients} isFlush>
      <DataTable
        label={texts.clients} columns={clientColumns} rows={page?.nodes} rowId={({ clientId, currency }) => `${clientId} ${currency}`} isRefreshing={stale}
        empty={<EmptyState kind="all-done" title={texts.noClients} />}
        footer={page && page.totalCount > 0 ? <Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} /> : null}
      />
    </Section>
  );
}

/** Open invoices that QuickBooks has and we have not. Nothing is shown when there is none. */
export function LedgerOnlyInvoices({ day, proofId }: PartProps) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const first = usePageSize(25, 8);
  const [{ data, stale }] = useQuery({ query: ledgerOnlyQuery, variables: { day: day ?? null, first, after: position.after ?? null }, requestPolicy: "cache-and-network" });
  const page = data?.tieOut?.id === proofId ? data.tieOut.ledgerOnly : undefined;
  if (!page || page.totalCount === 0) return null;
  return (
    <Section title={texts.ledgerOnly(page.totalCount)} lead={texts.ledgerOnlyLead} isFlush>
      <DataTable
        label={texts.ledgerOnly(page.totalCount)} columns={ledgerOnlyColumns} rows={page.nodes} rowId={({ ledgerId }) => ledgerId} isRefreshing={stale} empty={null}
        footer={<Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} />}
      />
    </Section>
  );
}
