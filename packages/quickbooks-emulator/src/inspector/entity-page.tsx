/** @jsxImportSource hono/jsx */
import type { CompanySummary, EmulatorState } from '../kernel/state.js';
import type { EntityName } from '../kernel/company.js';
import { entityViews } from './entity-views.js';
import { recordPath } from './format.js';
import { Page } from './layout.js';
import { inListOrder, matchesSearch, RecordTable } from './list-table.js';
import { companyToday } from './record-page.js';

export type ListFilter = { search: string; page: number };

const pageSize = 100;

/** All records of one entity, searchable, a hundred to a page. */
export function EntityPage({ state, company, entity, filter }: { state: EmulatorState; company: CompanySummary; entity: EntityName; filter: ListFilter }) {
  const { realmId } = company;
  const { plural } = entityViews[entity];
  const all = state.records(realmId, entity);
  const found = inListOrder(entity, all.filter((record) => matchesSearch(record, filter.search)));
  const shown = found.slice((filter.page - 1) * pageSize, filter.page * pageSize);
  const pageLink = (page: number) => `${recordPath(realmId, entity)}?${new URLSearchParams({ q: filter.search, page: String(page) })}`;
  return (
    <Page title={plural} section="companies" state={state} realmId={realmId} current={entity}>
      <div class="head"><h1>{plural}</h1></div>
      <p class="sub">{company.name}</p>
      <search>
        <form class="filter" method="get" action={recordPath(realmId, entity)}>
          <label>Name, number or id <input type="search" name="q" value={filter.search} /></label>
          <button type="submit">Search</button>
        </form>
      </search>
      {shown.length === 0 ? (
        <p class="empty">{all.length === 0 ? `${plural} of this company appear here as soon as there are any.` : `None of ${all.length} fits "${filter.search}". Search for another part of the name, or clear the search.`}</p>
      ) : (
        <RecordTable entity={entity} records={shown} caption={plural} context={{ realmId, today: companyToday(state, realmId) }} />
      )}
      <div class="pager">
        <span>{found.length === all.length ? `${all.length} in all` : `${found.length} of ${all.length}`}</span>
        {filter.page > 1 ? <a href={pageLink(filter.page - 1)}>Previous</a> : null}
        {found.length > filter.page * pageSize ? <a href={pageLink(filter.page + 1)}>Next</a> : null}
      </div>
    </Page>
  );
}
