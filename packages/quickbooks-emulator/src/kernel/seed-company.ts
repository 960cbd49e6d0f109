import { definitions } from '../entities/registry.js';
import { openJournal } from '../ledger/opening.js';
import { estimateNumbers, salesEntities, salesNumbers } from '../rules/doc-number.js';
import { stampSeconds } from './clock.js';
import { type CompanyScenario, type WireObject, type WireRecord, entityNames } from './company.js';
import { CompanyState } from './company-state.js';
import type { VirtualClock } from './clock.js';

/** Ids of accounts made over the API in 2026 start here (recorded, NG); class ids have 19 digits (recorded, FY). */
const counterFloors: Record<string, bigint> = { Account: 1_150_040_000n - 1n, Class: 5_000_000_000_000_000_000n, [salesNumbers]: 1000n, [estimateNumbers]: 1000n, Attachable: 5_000_000_000_000_503_623n, Address: 0n };

/** Makes a company from a scenario: records verbatim, missing server members filled in, id counters behind the highest ids, books opened. */
export function seedCompany(scenario: CompanyScenario, realmId: string, clock: VirtualClock): CompanyState {
  const header = { realmId, name: scenario.name, region: scenario.region, userName: scenario.userName ?? 'Dana Reed' };
  const company = new CompanyState(header, clock, definitions);
  const info = { CompanyName: scenario.name, ...begun(scenario.companyInfo?.CompanyStartDate, company.zone), ...scenario.companyInfo } as WireObject;
  company.table('CompanyInfo').put(complete({ ...info, Id: '1' }, company, false));
  company.table('Preferences').put(complete({ ...(scenario.preferences as WireObject), Id: '1' }, company, false));
  for (const entity of entityNames) {
    const definition = definitions.get(entity)!;
    for (const record of scenario.records[entity] ?? []) {
      company.table(entity).put(complete(record, company, definition.kind === 'list'));
    }
  }
  setCounters(company);
  openJournal(company, scenario.hiddenEntries);
  return company;
}

/** A company is as old as its start date says (Intuit, companyinfo page: the day of its CreateTime). */
function begun(startDate: unknown, zone: string): WireObject {
  if (typeof startDate !== 'string') return {};
  const time = stampSeconds(Date.parse(`${startDate}T12:00:00Z`), zone);
  return { MetaData: { CreateTime: time, LastUpdatedTime: time } };
}

function complete(record: WireRecord, company: CompanyState, hasActive: boolean): WireRecord {
  return {
    domain: 'QBO',
    sparse: false,
    SyncToken: '0',
    ...(record.MetaData ? {} : { MetaData: madeNow(company) }),
    ...(hasActive ? { Active: true } : {}),
    ...company.shared.copy(record),
  };
}

function madeNow(company: CompanyState): WireObject {
  const stamp = stampSeconds(company.clock.now(), company.zone);
  return { CreateTime: stamp, LastUpdatedTime: stamp };
}

function setCounters(company: CompanyState): void {
  const highest = new Map<string, bigint>(Object.entries(counterFloors));
  const raise = (space: string, value: unknown) => {
    if (typeof value !== 'string' || !/^\d+$/.test(value)) return;
    const known = highest.get(space) ?? 0n;
    // Most ids are far below: numbers tell without making a big one.
    if (value.length < 16 && Number(value) <= Number(known)) return;
    if (BigInt(value) > known) highest.set(space, BigInt(value));
  };
  for (const definition of definitions.values()) {
    const isSale = salesEntities.some((entity) => entity === definition.name);
    const addresses = Object.keys(definition.elements).filter((member) => member.endsWith('Addr'));
    for (const record of company.table(definition.name).rows.values()) {
      raise(definition.idSpace, record.Id);
      if (record.TimeChargeId !== undefined) raise('Transactions', String(record.TimeChargeId));
      if (isSale) raise(salesNumbers, record.DocNumber);
      if (definition.name === 'Estimate') raise(estimateNumbers, record.DocNumber);
      for (const member of addresses) raise('Address', (record[member] as WireObject | undefined)?.Id);
    }
  }
  for (const [space, value] of highest) company.setCounter(space, value);
}
