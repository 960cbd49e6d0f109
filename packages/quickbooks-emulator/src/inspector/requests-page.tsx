/** @jsxImportSource hono/jsx */
import type { CompanySummary, EmulatorState, JournalEntry } from '../kernel/state.js';
import { Page } from './layout.js';
import { RequestTable } from './request-table.js';

/** How the answers may be filtered, by the value the form sends. */
export const answerFilters = {
  '': 'Every answer',
  ok: 'Succeeded',
  refused: 'Refused (4xx or a fault)',
  throttled: 'Throttled (429)',
  broken: 'Broken (5xx or dropped)',
} as const;

export type RequestFilter = { entity: string; answer: string; page: number };

const pageSize = 100;

/** The journal, newest first: of one company or of all. */
export function RequestsPage({ state, company, filter }: { state: EmulatorState; company?: CompanySummary; filter: RequestFilter }) {
  const all = state.journal(company === undefined ? undefined : { realmId: company.realmId });
  const kinds = [...new Set(all.map((entry) => requestKind(entry)))].sort((one, other) => one.localeCompare(other, 'en'));
  const found = all.filter((entry) => (filter.entity === '' || requestKind(entry) === filter.entity) && answered(entry, filter.answer)).toReversed();
  const shown = found.slice((filter.page - 1) * pageSize, filter.page * pageSize);
  const base = company === undefined ? '/requests' : `/companies/${company.realmId}/requests`;
  const pageLink = (page: number) => `${base}?${new URLSearchParams({ entity: filter.entity, answer: filter.answer, page: String(page) })}`;
  return (
    <Page title="Requests" section={company === undefined ? 'requests' : 'companies'} state={state} realmId={company?.realmId} current="requests">
      <div class="head"><h1>Requests</h1></div>
      <p class="sub">{company === undefined ? 'Every request this emulator answered since the last reset, newest first' : `What ${company.name} was asked, newest first`}</p>
      <form class="filter" method="get" action={base}>
        <label>About
          <select name="entity">
            <option value="">Everything</option>
            {kinds.map((kind) => <option value={kind} selected={kind === filter.entity}>{kind}</option>)}
          </select>
        </label>
        <label>Answer
          <select name="answer">
            {Object.entries(answerFilters).map(([value, label]) => <option value={value} selected={value === filter.answer}>{label}</option>)}
          </select>
        </label>
        <button type="submit">Show</button>
      </form>
      <RequestTable
        entries={shown}
        state={company === undefined ? state : undefined}
        caption="Requests, newest first"
        empty={all.length === 0 ? 'No request yet. Connect a company and every call appears here.' : 'No request fits this filter. Choose another answer or record.'}
      />
      <div class="pager">
        <span>{found.length === all.length ? `${all.length} requests` : `${found.length} of ${all.length} requests`}</span>
        {filter.page > 1 ? <a href={pageLink(filter.page - 1)}>Newer</a> : null}
        {found.length > filter.page * pageSize ? <a href={pageLink(filter.page + 1)}>Older</a> : null}
      </div>
    </Page>
  );
}

/** What a request was about: an entity, or the endpoint where it is about none. */
function requestKind({ entity, operation, path }: JournalEntry): string {
  return entity ?? operation ?? path;
}

function answered({ status, faultCode }: JournalEntry, wanted: string): boolean {
  const broken = status === 0 || status >= 500;
  if (wanted === 'ok') return status >= 200 && status < 400 && faultCode === undefined;
  if (wanted === 'throttled') return status === 429;
  if (wanted === 'broken') return broken;
  if (wanted === 'refused') return !broken && (status >= 400 || faultCode !== undefined);
  return true;
}
