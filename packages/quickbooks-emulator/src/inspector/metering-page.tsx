/** @jsxImportSource hono/jsx */
import type { EmulatorState, JournalEntry } from '../kernel/state.js';
import { quantity } from './format.js';
import { Page, ScrollTable } from './layout.js';

/** What every company's calls would have cost at Intuit, and which kinds of call it was. */
export function MeteringPage({ state }: { state: EmulatorState }) {
  const companies = state.companies().map((company) => ({ ...company, meters: state.meters(company.realmId) }));
  const sum = (kind: 'core' | 'corePlus' | 'batches' | 'throttled') => companies.reduce((total, { meters }) => total + meters[kind], 0);
  const { corePlusQuota } = state.settings;
  const kinds = byKind(state.journal());
  return (
    <Page title="Metering" section="metering" state={state}>
      <div class="head"><h1>Metering</h1></div>
      <p class="sub">Single writes are free at Intuit; reads, queries, change feeds and batches are metered; refusals cost nothing</p>
      <dl class="figures">
        <div><dt>Metered calls</dt><dd>{quantity(sum('corePlus'))}<small>{corePlusQuota === null ? 'no quota set' : `of ${quantity(corePlusQuota)} of the plan`}</small></dd></div>
        <div><dt>Free calls</dt><dd>{quantity(sum('core'))}<small>creates, updates, deletes</small></dd></div>
        <div><dt>Batches</dt><dd>{quantity(sum('batches'))}<small>counted among the metered calls</small></dd></div>
        <div><dt>Throttled</dt><dd>{quantity(sum('throttled'))}<small>answered 429</small></dd></div>
      </dl>
      <h2>By company</h2>
      <ScrollTable caption="Calls by company">
        <thead><tr><th scope="col">Company</th><th scope="col" class="num">Metered</th><th scope="col" class="num">Free</th><th scope="col" class="num wide">Batches</th><th scope="col" class="num wide">Throttled</th></tr></thead>
        <tbody>
          {companies.map(({ realmId, name, meters }) => (
            <tr>
              <th scope="row"><a href={`/companies/${realmId}`}>{name}</a></th>
              <td class="num">{quantity(meters.corePlus)}</td>
              <td class="num">{quantity(meters.core)}</td>
              <td class="num wide">{quantity(meters.batches)}</td>
              <td class="num wide">{quantity(meters.throttled)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <h2>Metered calls by kind</h2>
      {kinds.length === 0 ? (
        <p class="empty">No metered call since the last reset.</p>
      ) : (
        <ScrollTable caption="Metered calls by kind">
          <thead><tr><th scope="col">Kind</th><th scope="col" class="num">Calls</th></tr></thead>
          <tbody>{kinds.map(([kind, calls]) => <tr><th scope="row">{kind}</th><td class="num">{quantity(calls)}</td></tr>)}</tbody>
        </ScrollTable>
      )}
    </Page>
  );
}

/** "Query Customer" and how often, most frequent first, as far as the journal reaches. */
function byKind(entries: readonly JournalEntry[]): [kind: string, calls: number][] {
  const counts = new Map<string, number>();
  for (const { metered, operation, entity } of entries) {
    if (!metered) continue;
    const verb = operation === undefined ? 'Call' : operation === 'cdc' ? 'Change feed' : operation === 'pdf' ? 'PDF' : operation.charAt(0).toUpperCase() + operation.slice(1);
    const kind = entity === undefined || entity.toLowerCase() === operation ? verb : `${verb} ${entity}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}
