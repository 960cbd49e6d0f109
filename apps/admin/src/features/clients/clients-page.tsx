import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "urql";
import { importsUrl } from "../imports/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { graphql, type ResultOf, type VariablesOf } from "../../lib/graphql.js";
import { useMay, useSeesMoney } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { LinkMark } from "../../ui/link-mark.js";
import { ListBar } from "../../ui/list-bar.js";
import { Money } from "../../ui/money.js";
import { Page, Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SearchField } from "../../ui/search-field.js";
import { StateChip } from "../../ui/state-chip.js";
import { ClientSync } from "./client-sync.js";
import { clientsTexts as texts } from "./clients.texts.js";
import { clientUrl, clientViews, newClientUrl, type ClientView } from "./urls.js";
import styles from "./clients.module.css";

const clientsQuery = graphql(`
  query Clients($after: String, $filter: ClientFilter, $money: Boolean!) {
    clients(first: 50, after: $after, filter: $filter) {
      nodes {
        id kind displayName email phone currency syncState syncReason
        ledgerBalance @include(if: $money) { amount currency }
        link { ledgerKind ledgerId name url origin linkedBy linkedAt isActive }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
type Row = ResultOf<typeof clientsQuery>["clients"]["nodes"][number];
type Filter = NonNullable<VariablesOf<typeof clientsQuery>["filter"]>;

const viewFilters: Record<ClientView, Filter> = {
  problems: { hasProblem: true },
  unlinked: { isLinked: false, isActive: true },
  waiting: { syncStates: ["NEVER_SENT", "QUEUED", "SENDING", "CHECKING", "CHANGED"], isActive: true },
  changed: { syncStates: ["CHANGED"], isActive: true },
  inactive: { isActive: false },
};

const columns = columnsOf<Row>([
  {
    id: "name", header: texts.columns.name, card: "title",
    cell: (client) => <span className={styles["name"]}><Link {...clientUrl(client.id)}>{client.displayName}</Link><LinkMark link={client.link} /></span>,
  },
  { id: "kind", header: texts.columns.kind, width: "108px", shows: "wide", card: "none", cell: (client) => <span className={styles["muted"]}>{texts.kinds[client.kind]}</span> },
  { id: "email", header: texts.columns.email, width: "23%", cell: (client) => client.email },
  { id: "balance", header: texts.columns.balance, width: "150px", align: "end", cell: (client) => <Balance client={client} /> },
  { id: "state", header: texts.columns.state, width: "132px", card: "corner", cell: (client) => <StateChip of="record" state={client.syncState} reason={client.syncReason} /> },
  { id: "sync", header: texts.columns.sync, width: "240px", align: "end", cell: (client) => <ClientSync clientId={client.id} name={client.displayName} /> },
]);

const withoutMoney = columns.filter((column) => column.id !== "balance");

function Balance({ client }: { readonly client: Row }) {
  const { homeCurrency } = useFirmFacts();
  return <Money value={client.ledgerBalance ?? null} homeCurrency={homeCurrency} />;
}

const route = getRouteApi("/shell/clients");

/** Every client: search, views by state, the link to QuickBooks and Sync on each row. */
export function ClientsPage() {
  const { q, show, after, skipped = 0 } = route.useSearch();
  const setSearch = route.useNavigate();
  const navigate = useNavigate();
  const mayAdd = useMay("createClient");
  const money = useSeesMoney();
  const filter: Filter = { ...(show ? viewFilters[show] : { isActive: true }), ...(q ? { search: q } : {}) };
  const [{ data, error, fetching, stale }, retry] = useQuery({ query: clientsQuery, variables: { after: after ?? null, filter, money }, requestPolicy: "cache-and-network" });
  // The rows of the view before stay visible until the new ones are here.
  const [shown, setShown] = useState(data);
  if (data && data !== shown) setShown(data);
  const list = (data ?? shown)?.clients;
  const clear = () => void setSearch({ search: {} });

  return (
    <Page
      title={texts.title} lead={texts.lead}
      actions={
        mayAdd ? (
          <ButtonLink {...newClientUrl} look="primary" icon={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}>{texts.add}</ButtonLink>
        ) : (
          <Button look="primary" blockedBecause={texts.addForbidden}>{texts.add}</Button>
        )
      }
    >
      <Section isFlush>
        <ListBar>
          <SearchField label={texts.search} value={q ?? ""} onChange={(text) => void setSearch({ search: { q: text || undefined, show }, replace: true })} />
          <FilterChips<ClientView | "active">
            label={texts.show} value={show ?? "active"} onChange={(view) => void setSearch({ search: { q, show: view === "active" ? undefined : view } })}
            chips={(["active", ...clientViews] as const).map((view) => ({ value: view, label: texts.views[view], count: list && view === (show ?? "active") ? list.totalCount : undefined }))}
          />
        </ListBar>
        {error && !list ? (
          <div className={styles["inset"]}><QueryFailure error={error} onRetry={() => retry({ requestPolicy: "network-only" })} /></div>
        ) : (
          <DataTable
            label={texts.title} columns={money ? columns : withoutMoney} rows={list?.nodes} rowId={(client) => client.id} isRefreshing={(fetching || stale) && list !== undefined}
            onOpen={(client) => void navigate(clientUrl(client.id))}
            rowKeys={[{ key: "s", label: texts.syncKey, run: (client) => document.getElementById(`sync-${client.id}`)?.querySelector("button")?.click() }]}
            empty={
              q || show ? (
                <EmptyState kind="nothing-matches" title={texts.empty.match} action={<Button onClick={clear}>{texts.empty.clear}</Button>}>{q ? texts.empty.matchText(q) : texts.empty.matchView}</EmptyState>
              ) : (
                <EmptyState kind="nothing-yet" title={texts.empty.none} action={<ButtonLink {...importsUrl}>{texts.empty.import}</ButtonLink>}>{texts.empty.noneText}</EmptyState>
              )
            }
            footer={
              list ? (
                <Pager
                  position={{ after, skipped }} shown={list.nodes.length} total={list.totalCount} info={list.pageInfo}
                  onMove={(to) => void setSearch({ search: { q, show, after: to.after, skipped: to.skipped || undefined } })}
                />
              ) : null
            }
          />
        )}
      </Section>
    </Page>
  );
}
