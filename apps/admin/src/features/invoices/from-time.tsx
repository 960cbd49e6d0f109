import { getRouteApi } from "@tanstack/react-router";
import { useQuery } from "urql";
import { timeUrl } from "../time/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import { ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { unbilledQuery, type UnbilledRow } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import { UnbilledPreview } from "./unbilled-preview.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.create;

const columns = columnsOf<UnbilledRow>([
  { id: "client", header: texts.columns.client, card: "title", cell: (row) => <strong className={styles["clientName"]}>{row.client.displayName}</strong> },
  { id: "entries", header: texts.columns.entries, width: "88px", align: "end", cell: (row) => row.entries },
  { id: "hours", header: texts.columns.hours, width: "88px", align: "end", cell: (row) => formatMinutes(row.minutes) },
  { id: "oldest", header: texts.columns.oldest, width: "124px", cell: (row) => (row.oldestDay ? formatDay(row.oldestDay) : null) },
  { id: "newest", header: texts.columns.newest, width: "124px", cell: (row) => (row.newestDay ? formatDay(row.newestDay) : null) },
  { id: "amount", header: texts.columns.amount, width: "124px", align: "end", card: "corner", cell: (row) => <Amount row={row} /> },
]);

function Amount({ row }: { readonly row: UnbilledRow }) {
  const { homeCurrency } = useFirmFacts();
  return <Money value={row.amount} homeCurrency={homeCurrency} />;
}

const route = getRouteApi("/shell/invoices/new");

/** Clients with approved time no invoice carries; opening one shows what its invoice would hold. */
export function FromTime({ clientId }: { readonly clientId: string | undefined }) {
  const setSearch = route.useNavigate();
  const [{ data, error, fetching, stale }, read] = useQuery({ query: unbilledQuery, requestPolicy: "cache-and-network" });
  if (error && !data) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  const rows = data?.unbilledTime.toSorted((a, b) => Number(b.amount.amount) - Number(a.amount.amount));
  return (
    <Section title={texts.clients} lead={texts.clientsLead} isFlush>
      <DataTable
        label={texts.clients} columns={columns} rows={rows} rowId={(row) => row.client.id} isRefreshing={(fetching || stale) && data !== undefined} openId={clientId}
        onOpen={(row) => void setSearch({ search: { client: row.client.id === clientId ? undefined : row.client.id }, replace: true, resetScroll: false })}
        detail={(row) => (data ? <UnbilledPreview row={row} firmRollUp={data.firm.rollUp} today={data.firm.today} /> : null)}
        empty={<EmptyState kind="all-done" title={texts.none} action={<ButtonLink {...timeUrl}>{texts.toTime}</ButtonLink>}>{texts.noneText}</EmptyState>}
      />
    </Section>
  );
}
