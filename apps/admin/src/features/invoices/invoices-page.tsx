import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { clientUrl } from "../clients/urls.js";
import { runUrl } from "../runs/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatDay, formatMoney, sameAmount } from "../../lib/format.js";
import { refusalOf } from "../../lib/refusal.js";
import { list as listed } from "../../lib/text.js";
import { useMay } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable, type Column } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { InvoiceStatus } from "../../ui/invoice-status.js";
import { LinkMark } from "../../ui/link-mark.js";
import { ListBar } from "../../ui/list-bar.js";
import { Money } from "../../ui/money.js";
import { Page, Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { ReasonBrief } from "../../ui/reason-brief.js";
import { SearchField } from "../../ui/search-field.js";
import { SendEarlier } from "../../ui/send-earlier.js";
import { TabLinks } from "../../ui/tab-links.js";
import { toast } from "../../ui/toast.js";
import { invoicesQuery, invoiceTotalsQuery, olderTotalsQuery, sendInvoicesMutation, startDateQuery, type InvoiceRow } from "./invoice-queries.js";
import { invoicesTexts as texts } from "./invoices.texts.js";
import { filterOf, totalsOf, unsentOf, type Summed } from "./tab-filters.js";
import { invoiceFromTimeUrl, invoicesTabUrl, invoiceUrl, type InvoiceTab } from "./urls.js";
import styles from "./invoices.module.css";

const column: Record<"number" | "client" | "issued" | "due" | "status" | "reason" | "total" | "ledger", Column<InvoiceRow>> = {
  number: {
    id: "number", header: texts.columns.number, width: "136px", card: "title",
    cell: (invoice) => <span className={styles["numberCell"]}><Link {...invoiceUrl(invoice.id)} data-numbered={invoice.number !== null}>{invoice.number ?? (invoice.status === "DRAFT" ? texts.noNumber.draft : texts.noNumber.final)}</Link><LinkMark link={invoice.link} /></span>,
  },
  client: { id: "client", header: texts.columns.client, cell: (invoice) => <Link {...clientUrl(invoice.client.id)} className={styles["plainLink"]}>{invoice.client.displayName}</Link> },
  issued: { id: "issued", header: texts.columns.issued, width: "124px", cell: (invoice) => formatDay(invoice.issuedOn) },
  due: { id: "due", header: texts.columns.due, width: "124px", shows: "wide", card: "none", cell: (invoice) => formatDay(invoice.dueOn) },
  status: { id: "status", header: texts.columns.status, width: "184px", cell: (invoice) => <InvoiceStatus status={invoice.status} syncState={invoice.syncState} reason={invoice.syncReason} /> },
  reason: { id: "reason", header: texts.columns.reason, width: "31%", cell: (invoice) => <ReasonBrief reason={invoice.syncReason} /> },
  total: { id: "total", header: texts.columns.total, width: "124px", align: "end", card: "corner", cell: (invoice) => <Total invoice={invoice} of="total" /> },
  ledger: { id: "ledger", header: texts.columns.ledger, width: "124px", align: "end", shows: "wide", card: "none", cell: (invoice) => (invoice.ledgerTotal ? <Total invoice={invoice} of="ledgerTotal" /> : null) },
};
const columns = columnsOf([column.number, column.client, column.issued, column.due, column.status, column.total]);
const sentColumns = columnsOf([column.number, column.client, column.issued, column.due, column.status, column.total, column.ledger]);
const heldColumns = columnsOf([column.number, column.client, { ...column.issued, shows: "wide", card: "none" }, { ...column.status, width: "116px" }, column.reason, column.total]);

function Total({ invoice, of }: { readonly invoice: InvoiceRow; readonly of: "total" | "ledgerTotal" }) {
  const { homeCurrency } = useFirmFacts();
  return <Money value={invoice[of]} homeCurrency={homeCurrency} tiesOut={invoice.tiesOut && !sameAmount(invoice.total, invoice.ledgerTotal) ? undefined : invoice.tiesOut} />;
}

const route = getRouteApi("/shell/invoices");
const tabs = ["new", "held", "sent", "unsynced", "aside", "draft", "void"] as const satisfies readonly (InvoiceTab | "new")[];

/** Every invoice in the view it belongs to: how many, what they come to, and what to do with them. */
export function InvoicesPage() {
  const { tab = "new", q, after, skipped = 0 } = route.useSearch();
  const setSearch = route.useNavigate();
  const navigate = useNavigate();
  const mayEdit = useMay("createInvoice");
  const maySync = useMay("syncInvoices");
  const maySeeConnection = useMay("connection");
  const [{ data: settings }] = useQuery({ query: startDateQuery, pause: !maySeeConnection });
  const startDate = settings?.connection.settings.startDate ?? null;
  const [{ data: totals }] = useQuery({ query: invoiceTotalsQuery, requestPolicy: "cache-and-network" });
  const [{ data: olderData }] = useQuery({ query: olderTotalsQuery, variables: { filter: filterOf("unsynced", startDate, undefined) }, pause: startDate === null, requestPolicy: "cache-and-network" });
  const older = startDate === null ? [] : olderData?.invoiceTotals;
  const isReady = !maySeeConnection || settings !== undefined;
  // Before it is known what is older than the start date, every figure would be of another view than it says.
  const isCounted = isReady && older !== undefined;
  const [{ data, error, fetching, stale }, read] = useQuery({ query: invoicesQuery, variables: { after: after ?? null, filter: filterOf(tab, startDate, q) }, pause: !isReady, requestPolicy: "cache-and-network" });
  const [shown, setShown] = useState({ tab, data });
  if (data && (data !== shown.data || tab !== shown.tab)) setShown({ tab, data });
  const list = data?.invoices ?? (shown.tab === tab ? shown.data?.invoices : undefined);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [, send] = useMutation(sendInvoicesMutation);
  const old = totalsOf("unsynced", older ?? []).count;
  const { homeCurrency } = useFirmFacts();
  const unsent = unsentOf(older ?? []);

  const request = async (which: { ids?: string[]; beforeStartDate?: boolean }, dryRun: boolean) => {
    const { data: answer, error: failure } = await send({ input: { ...which, dryRun } });
    return { run: answer?.syncInvoices.run, refusal: refusalOf(failure, answer?.syncInvoices.userErrors) };
  };
  const start = async (ids: readonly string[] | null, dryRun: boolean) => {
    const { run, refusal } = await request(ids ? { ids: [...ids] } : {}, dryRun);
    if (!run) return toast({ tone: "failure", message: refusal ?? "" });
    setSelected(new Set());
    if (dryRun) await navigate(runUrl(run.id));
    else toast({ message: texts.started(run.number) });
  };
  const sendOlder = async (dryRun: boolean) => {
    const { run, refusal } = await request({ beforeStartDate: true }, dryRun);
    if (run) await navigate(runUrl(run.id));
    return refusal;
  };
  const canSend = tab === "new" || tab === "held" || tab === "unsynced";
  const ids = [...selected].filter((id) => list?.nodes.some((invoice) => invoice.id === id));
  return (
    <Page
      title={texts.title}
      actions={
        <>
          {tab === "new" && (list?.totalCount ?? 0) > 0 ? <Button blockedBecause={maySync ? null : texts.syncForbidden} onClick={() => void start(null, true)}>{texts.planAll}</Button> : null}
          {tab === "unsynced" && !q && startDate && unsent.count > 0 ? (
            <SendEarlier kind="invoices" count={unsent.count} worth={listed(writtenSums(unsent.sums, homeCurrency))} startDate={startDate} forbidden={maySync ? null : texts.syncForbidden} onSend={sendOlder} />
          ) : null}
          {mayEdit ? (
            <ButtonLink {...invoiceFromTimeUrl()} look="primary" icon={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}>{texts.add}</ButtonLink>
          ) : (
            <Button look="primary" blockedBecause={texts.forbidden}>{texts.add}</Button>
          )}
        </>
      }
    >
      <Section isFlush>
        <TabLinks
          label={texts.views} current={tab}
          tabs={tabs.filter((each) => each !== "unsynced" || old > 0 || tab === "unsynced").map((each) => {
            if (each === "unsynced") return { key: each, url: invoicesTabUrl(each), label: texts.tabs[each], count: old, sum: startDate ? texts.before(formatDay(startDate)) : " " };
            const of = totals && isCounted ? totalsOf(each, totals.invoiceTotals, older) : null;
            return { key: each, url: invoicesTabUrl(each), label: texts.tabs[each], count: of?.count, sum: of ? writtenSums(of.sums, homeCurrency).join(" + ") : " " };
          })}
        />
        <ListBar end={canSend && ids.length > 0 ? (
          <span className={styles["bulk"]}>
            <span className={styles["muted"]}>{texts.selected(ids.length)}</span>
            <Button size="sm" blockedBecause={maySync ? null : texts.syncForbidden} onClick={() => void start(ids, true)}>{texts.plan(ids.length)}</Button>
            <Button size="sm" blockedBecause={maySync ? null : texts.syncForbidden} onClick={() => void start(ids, false)}>{texts.send(ids.length)}</Button>
          </span>
        ) : null}>
          <SearchField label={texts.search} value={q ?? ""} onChange={(text) => void setSearch({ search: { tab: tab === "new" ? undefined : tab, q: text || undefined }, replace: true })} />
          <span className={styles["hint"]}>{texts.hints[tab]}</span>
        </ListBar>
        {error && !list ? <div className={styles["inset"]}><QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} /></div> : (
          <DataTable
            label={texts.tabs[tab]} columns={tab === "held" ? heldColumns : tab === "sent" ? sentColumns : columns} rows={list?.nodes} rowId={(invoice) => invoice.id} isRefreshing={(fetching || stale) && list !== undefined}
            onOpen={(invoice) => void navigate(invoiceUrl(invoice.id))}
            {...(canSend ? { selection: { ids: selected, onChange: setSelected, nameOf: (invoice: InvoiceRow) => texts.select(invoice.number ?? invoice.client.displayName) } } : {})}
            empty={<NoInvoices tab={tab} q={q} hasAny={(totals?.invoiceTotals.length ?? 0) > 0} onClear={() => void setSearch({ search: { tab: tab === "new" ? undefined : tab } })} />}
            footer={list ? (
              <Pager
                position={{ after, skipped }} shown={list.nodes.length} total={list.totalCount} info={list.pageInfo}
                onMove={(to) => void setSearch({ search: { tab: tab === "new" ? undefined : tab, q, after: to.after, skipped: to.skipped || undefined } })}
              />
            ) : null}
          />
        )}
      </Section>
    </Page>
  );
}

function writtenSums(sums: Summed["sums"], homeCurrency: string): string[] {
  if (sums.length === 0) return [formatMoney({ amount: "0", currency: homeCurrency })];
  return sums.map((sum) => formatMoney(sum, sum.currency !== homeCurrency));
}

function NoInvoices({ tab, q, hasAny, onClear }: { readonly tab: InvoiceTab | "new"; readonly q: string | undefined; readonly hasAny: boolean; readonly onClear: () => void }) {
  const { empty } = texts;
  if (q) return <EmptyState kind="nothing-matches" title={empty.match} action={<Button onClick={onClear}>{empty.clear}</Button>}>{empty.matchText(q)}</EmptyState>;
  if (!hasAny) return <EmptyState kind="nothing-yet" title={empty.none} action={<ButtonLink {...invoiceFromTimeUrl()}>{texts.add}</ButtonLink>}>{empty.noneText}</EmptyState>;
  return <EmptyState kind={tab === "held" || tab === "new" ? "all-done" : "nothing-matches"} title={empty.tab[tab]}>{empty.tabText}</EmptyState>;
}
