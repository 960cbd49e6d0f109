import { getRouteApi } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "urql";
import { mappingUrl } from "../mapping/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { useMay } from "../../lib/viewer.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { ListBar } from "../../ui/list-bar.js";
import { Money } from "../../ui/money.js";
import { Page, Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SearchField } from "../../ui/search-field.js";
import { CategoryTypes } from "./category-types.js";
import { ServiceDialog, type Edited } from "./service-dialog.js";
import { servicesTexts as texts } from "./services.texts.js";
import styles from "./services.module.css";

const categoriesQuery = graphql(`
  query Services($after: String, $search: String, $isActive: Boolean) {
    billableCategories(first: 50, after: $after, search: $search, isActive: $isActive) {
      nodes {
        id code name isTaxable isActive version
        rate { amount currency }
        mapping { id item { id fullName } }
        types { id code name isBillable isActive version rate { amount currency } mapping { id item { id fullName } } }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
export type CategoryRow = ResultOf<typeof categoriesQuery>["billableCategories"]["nodes"][number];

const columns = columnsOf<CategoryRow>([
  { id: "code", header: texts.columns.code, width: "140px", card: "corner", cell: (category) => <span className={styles["code"]}>{category.code}</span> },
  { id: "name", header: texts.columns.name, card: "title", cell: (category) => <strong className={styles["name"]}>{category.name}</strong> },
  { id: "types", header: texts.columns.types, width: "100px", cell: (category) => (category.types.length > 0 ? texts.types(category.types.length) : null) },
  { id: "rate", header: texts.columns.rate, width: "130px", align: "end", cell: (category) => <Rate value={category.rate} /> },
  { id: "tax", header: texts.columns.tax, width: "100px", shows: "wide", card: "none", cell: (category) => (category.isTaxable ? texts.taxable : null) },
  { id: "service", header: texts.columns.service, width: "26%", cell: (category) => category.mapping?.item.fullName ?? <span className={styles["unmapped"]}>{texts.unmapped}</span> },
]);

function Rate({ value }: { readonly value: CategoryRow["rate"] }) {
  const { homeCurrency } = useFirmFacts();
  return value ? <Money value={value} homeCurrency={homeCurrency} /> : <span className={styles["muted"]}>{texts.noRate}</span>;
}

const route = getRouteApi("/shell/services");

/** What the firm bills for: categories, their types, their rates. */
export function ServicesPage() {
  const { q, open, inactive } = route.useSearch();
  const setSearch = route.useNavigate();
  const mayEdit = useMay("updateBillableCategory");
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, error, fetching, stale }, read] = useQuery({ query: categoriesQuery, variables: { after: position.after ?? null, search: q ?? null, isActive: !inactive }, requestPolicy: "cache-and-network" });
  const [edited, setEdited] = useState<Edited | null>(null);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const list = data?.billableCategories;
  const search = (changes: { q?: string | undefined; inactive?: boolean | undefined }) => {
    setPosition({ skipped: 0 });
    void setSearch({ search: { q, inactive, ...changes }, replace: true });
  };
  return (
    <Page
      title={texts.title} lead={texts.lead}
      actions={
        <>
          <ButtonLink {...mappingUrl}>{texts.map}</ButtonLink>
          <Button look="primary" icon={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} blockedBecause={mayEdit ? null : texts.forbidden} onClick={() => setEdited({ kind: "category", category: null })}>{texts.add}</Button>
        </>
      }
    >
      <Section isFlush>
        <ListBar>
          <SearchField label={texts.search} value={q ?? ""} onChange={(text) => search({ q: text || undefined })} />
          <FilterChips<"active" | "inactive">
            label={texts.show} value={inactive ? "inactive" : "active"} onChange={(view) => search({ inactive: view === "inactive" || undefined })}
            chips={(["active", "inactive"] as const).map((view) => ({ value: view, label: texts.views[view], count: (view === "inactive") === (inactive ?? false) ? list?.totalCount : undefined }))}
          />
        </ListBar>
        {error && !list ? <div className={styles["inset"]}><QueryFailure error={error} onRetry={readAgain} /></div> : (
          <DataTable
            label={texts.title} columns={columns} rows={list?.nodes} rowId={(category) => category.id} isRefreshing={(fetching || stale) && list !== undefined} openId={open}
            onOpen={(category) => void setSearch({ search: { q, inactive, open: category.id === open ? undefined : category.id }, replace: true, resetScroll: false })}
            detail={(category) => <CategoryTypes category={category} mayEdit={mayEdit} onEdit={setEdited} />}
            empty={
              q || inactive ? (
                <EmptyState kind="nothing-matches" title={texts.empty.match} action={<Button onClick={() => search({ q: undefined, inactive: undefined })}>{texts.empty.clear}</Button>}>{q ? texts.empty.matchText(q) : texts.empty.matchView}</EmptyState>
              ) : (
                <EmptyState kind="nothing-yet" title={texts.empty.none}>{texts.empty.noneText}</EmptyState>
              )
            }
            footer={list ? <Pager position={position} shown={list.nodes.length} total={list.totalCount} info={list.pageInfo} onMove={setPosition} /> : null}
          />
        )}
      </Section>
      {edited ? (
        <ServiceDialog
          edited={edited} onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            readAgain();
          }}
        />
      ) : null}
    </Page>
  );
}
