import { getRouteApi } from "@tanstack/react-router";
import { useQuery } from "urql";
import { timeUrl } from "../time/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import { hasWords } from "../../lib/word-search.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { ListBar } from "../../ui/list-bar.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SearchField } from "../../ui/search-field.js";
import { unbilledQuery, type UnbilledRow } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import { UnbilledPreview } from "./unbilled-preview.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.create;

const columns = columnsOf<UnbilledRow>([
  { id: "client", header: texts.columns.client, card: "title", cell: (row) => <strong className={styles["clientName"]}>{row.client.displayName}</strong> },
  { id: "entries", header: texts.columns.entries, width: "88px", align: "end", cell: (row) => row.entries },
  { id: "unapproved", header: texts.columns.unapproved, width: "100px", align: "end", shows: "wide", cell: (row) => (row.unapproved > 0 ? <span className={styles["unapproved"]}>{row.unapproved}</span> : null) },
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

/** Clients with time no invoice carries, found by typing; opening one shows what its invoice would hold. */
export function FromTime({ clientId, words }: { readonly clientId: string | undefined; readonly words: string }) {
  const setSearch = route.useNavigate();
  const [{ data, error, fetching, stale }, read] = useQuery({ query: unbilledQuery, requestPolicy: "cache-and-network" });
  if (error && !data) return <QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  const all = data?.unbilledTime.toSorted((a, b) => Number(b.amount.amount) - Number(a.amount.amount));
  const rows = all?.filter((row) => row.client.id === clientId || hasWords(row.client.displayName, words));
  const show = (next: { client?: string | undefined; q?: string | undefined }) => void setSearch({ search: { client: clientId, q: words || undefined, ...next }, replace: true, resetScroll: false });
  return (
    <Section title={texts.clients} lead={texts.clientsLead} isFlush>
      {all?.length === 0 ? null : (
        <ListBar end={rows ? <span className={styles["muted"]}>{texts.found(rows.length)}</span> : null}>
          <SearchField label={texts.search} value={words} wait={0} onChange={(q) => show({ q: q || undefined, client: undefined })} />
        </ListBar>
      )}
      <DataTable
        label={texts.clients} columns={columns} rows={rows} rowId={(row) => row.client.id} isRefreshing={(fetching || stale) && data !== undefined} openId={clientId}
        onOpen={(row) => show({ client: row.client.id === clientId ? undefined : row.client.id })}
        detail={(row) => (data ? <UnbilledPreview row={row} firmRollUp={data.firm.rollUp} today={data.firm.today} /> : null)}
        empty={all?.length ? (
          <EmptyState kind="nothing-matches" title={texts.noMatch} action={<Button onClick={() => show({ q: undefined })}>{texts.clear}</Button>}>{texts.noMatchText(words)}</EmptyState>
        ) : <EmptyState kind="all-done" title={texts.none} action={<ButtonLink {...timeUrl}>{texts.toTime}</ButtonLink>}>{texts.noneText}</EmptyState>}
      />
    </Section>
  );
}
