import { getRouteApi, Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "urql";
import { problemsOfUrl } from "../problems/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatMoney } from "../../lib/format.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { LinkMark } from "../../ui/link-mark.js";
import { ListBar } from "../../ui/list-bar.js";
import { Money } from "../../ui/money.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SearchField } from "../../ui/search-field.js";
import { StateChip } from "../../ui/state-chip.js";
import { StaffDialog } from "./staff-dialog.js";
import { staffTexts as texts } from "./staff.texts.js";
import styles from "./staff.module.css";

const staffQuery = graphql(`
  query Staff($search: String, $isActive: Boolean) {
    staff(first: 100, search: $search, isActive: $isActive) {
      nodes {
        id firstName lastName displayName email isActive version syncState syncReason
        rate { amount currency } ledgerRate { amount currency } rateDifference { amount currency }
        link { ledgerKind ledgerId name url origin linkedBy linkedAt isActive }
        problems { id title severity }
      }
      totalCount
    }
  }
`);
export type StaffRow = ResultOf<typeof staffQuery>["staff"]["nodes"][number];

const columns = columnsOf<StaffRow>([
  { id: "name", header: texts.columns.name, card: "title", cell: (person) => <strong className={styles["name"]}>{person.displayName}</strong> },
  { id: "email", header: texts.columns.email, width: "25%", cell: (person) => person.email },
  { id: "rate", header: texts.columns.rate, width: "120px", align: "end", cell: (person) => <Rate value={person.rate} /> },
  {
    id: "ledgerRate", header: texts.columns.ledgerRate, width: "130px", align: "end",
    cell: (person) => (person.ledgerRate ? <LedgerRate person={person} /> : null),
  },
  {
    id: "link", header: texts.columns.link, width: "190px",
    cell: ({ link }) =>
      link ? (
        <span className={styles["link"]}>{texts.linked(texts.kinds[link.ledgerKind] ?? link.ledgerKind, link.ledgerId)}<LinkMark link={link} /></span>
      ) : (
        <Link {...problemsOfUrl("STAFF_MEMBER")} className={styles["waiting"]}>{texts.notLinked}</Link>
      ),
  },
  { id: "state", header: texts.columns.state, width: "132px", card: "corner", cell: (person) => <StateChip of="record" state={person.syncState} reason={person.syncReason} /> },
]);

function Rate({ value }: { readonly value: StaffRow["rate"] }) {
  const { homeCurrency } = useFirmFacts();
  return value ? <Money value={value} homeCurrency={homeCurrency} /> : <span className={styles["muted"]}>{texts.noRate}</span>;
}

/** QuickBooks' rate, and in words by how much it is another one. */
function LedgerRate({ person: { ledgerRate, rateDifference } }: { readonly person: StaffRow }) {
  return (
    <>
      <Rate value={ledgerRate} />
      {rateDifference ? <span className={styles["differs"]}>{texts.rateDiffers(formatMoney({ ...rateDifference, amount: rateDifference.amount.replace("-", "") }), !rateDifference.amount.startsWith("-"))}</span> : null}
    </>
  );
}

const route = getRouteApi("/shell/staff");

/** The people who enter time, and whom each of them is in QuickBooks. */
export function StaffPage() {
  const { q, inactive } = route.useSearch();
  const setSearch = route.useNavigate();
  const mayEdit = useMay("updateStaffMember");
  const [{ data, error, fetching, stale }, read] = useQuery({ query: staffQuery, variables: { search: q ?? null, isActive: !inactive }, requestPolicy: "cache-and-network" });
  const [edited, setEdited] = useState<StaffRow | "new" | null>(null);
  const readAgain = () => read({ requestPolicy: "network-only" });
  return (
    <Page
      title={texts.title} lead={texts.lead}
      actions={<Button look="primary" icon={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} blockedBecause={mayEdit ? null : texts.forbidden} onClick={() => setEdited("new")}>{texts.add}</Button>}
    >
      <Section isFlush>
        <ListBar>
          <SearchField label={texts.search} value={q ?? ""} onChange={(text) => void setSearch({ search: { q: text || undefined, inactive }, replace: true })} />
          <FilterChips<"active" | "inactive">
            label={texts.show} value={inactive ? "inactive" : "active"} onChange={(view) => void setSearch({ search: { q, inactive: view === "inactive" || undefined } })}
            chips={(["active", "inactive"] as const).map((view) => ({ value: view, label: texts.views[view], count: (view === "inactive") === (inactive ?? false) ? data?.staff.totalCount : undefined }))}
          />
        </ListBar>
        {error && !data ? <div className={styles["inset"]}><QueryFailure error={error} onRetry={readAgain} /></div> : (
          <DataTable
            label={texts.title} columns={columns} rows={data?.staff.nodes} rowId={(person) => person.id} isRefreshing={(fetching || stale) && data !== undefined}
            {...(mayEdit ? { onOpen: setEdited } : {})}
            empty={
              q || inactive ? (
                <EmptyState kind="nothing-matches" title={texts.empty.match} action={<Button onClick={() => void setSearch({ search: {} })}>{texts.empty.clear}</Button>}>{q ? texts.empty.matchText(q) : texts.empty.matchView}</EmptyState>
              ) : (
                <EmptyState kind="nothing-yet" title={texts.empty.none}>{texts.empty.noneText}</EmptyState>
              )
            }
          />
        )}
      </Section>
      {edited ? (
        <StaffDialog
          person={edited === "new" ? null : edited} onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            readAgain();
          }}
        />
      ) : null}
    </Page>
  );
}
