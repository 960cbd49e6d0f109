import { Bookkeeper } from '../control/bookkeeper.js';
import { findDefinition } from '../entities/registry.js';
import type { EntityName, WireObject, WireRecord } from '../kernel/company.js';
import { elementOf } from '../kernel/elements.js';
import type { CompanyState } from '../kernel/company-state.js';
import { Big, decimalOf, toNumber } from '../kernel/money.js';
import type { World } from '../kernel/world.js';
import type { ApiCall } from '../protocol/call.js';
import type { FaultThen } from './fault-rule.js';

/** Changes the world before a request is looked at: what a person, Intuit or the calendar did meanwhile. */
export function changeWorldBefore(world: World, company: CompanyState, call: ApiCall, bearer: string | undefined, then: FaultThen): void {
  const person = new Bookkeeper(company);
  if (then.advanceMs !== undefined) world.virtualClock.advance(then.advanceMs);
  if (then.throttleSeconds !== undefined) world.throttle.block(company.realmId, then.throttleSeconds);
  if (then.expireToken && bearer) world.grants.expireAccess(bearer);
  if (then.revoke) world.grants.revokeCompany(company.realmId);
  if (then.preferences) person.setPreferences(then.preferences);
  if (then.companyInfo) person.change('CompanyInfo', '1', then.companyInfo, { verbatim: true });
  if (then.booksClosed) person.setPreferences({ AccountingInfoPrefs: { BookCloseDate: company.today() } });
  if (then.subscriptionExpired) endSubscription(company, person);
  changeSubject(company, person, call, then);
}

/** What happens to the record a request is about. */
function changeSubject(company: CompanyState, person: Bookkeeper, call: ApiCall, then: FaultThen): void {
  const subject = subjectOf(company, call);
  if (then.nameTakenBy) takeName(person, then.nameTakenBy, bodyOf(call));
  if (then.poison) poisonNewest(company, person);
  if (then.mergeCustomer) merge(company, person, call, then.mergeCustomer);
  if (!subject) return;
  if (then.deactivate) deactivate(company, person, call, subject);
  if (then.staleToken) person.change(subject.entity, subject.record.Id, {}, { verbatim: true });
  if (then.voidTarget && company.definition(subject.entity).operations.includes('void')) person.void(subject.entity, subject.record.Id);
  if (then.deleteTarget) person.remove(subject.entity, subject.record.Id);
}

/** Changes the world once the answer is known; answers the body anew where the record itself changed with it. */
export function changeWorldAfter(company: CompanyState, body: WireObject | string, then: FaultThen): WireObject | string {
  if (typeof body === 'string') return body;
  const person = new Bookkeeper(company);
  if (then.touchAfter) touchFirstRow(company, body);
  const answered = Object.entries(body).find(([, value]) => typeof value === 'object' && value !== null && 'Id' in value) as [EntityName, WireRecord] | undefined;
  if (!answered) return body;
  const [entity, record] = answered;
  const isSettled = then.taxOffCents === undefined ? body : { ...body, [entity]: shiftTax(person, entity, record, then.taxOffCents) };
  if (then.forget) person.remove(entity, record.Id);
  return isSettled;
}

function shiftTax(person: Bookkeeper, entity: EntityName, record: WireRecord, cents: number): WireRecord {
  const detail = (record.TxnTaxDetail ?? {}) as WireObject;
  // What is not taxed has nothing to round.
  if (!detail.TotalTax) return record;
  const total = decimalOf(detail.TotalTax as number | undefined).plus(new Big(cents).div(100));
  return person.change(entity, record.Id, { TxnTaxDetail: { ...detail, TotalTax: toNumber(total) } });
}

function touchFirstRow(company: CompanyState, body: WireObject): void {
  const response = (body.QueryResponse ?? {}) as WireObject;
  const rows = Object.entries(response).find(([, value]) => Array.isArray(value)) as [EntityName, WireRecord[]] | undefined;
  const record = rows?.[1][0] && company.get(rows[0], rows[1][0].Id);
  if (rows && record) company.touch(rows[0], record);
}

function deactivate(company: CompanyState, person: Bookkeeper, call: ApiCall, subject: Subject): void {
  if (company.definition(subject.entity).kind === 'list') return void person.remove(subject.entity, subject.record.Id);
  const customer = customerOf(company, call);
  if (customer) person.remove('Customer', customer.Id);
}

type Subject = { entity: EntityName; record: WireRecord };

/** The record a request names by id, else the customer of a new document. */
function subjectOf(company: CompanyState, call: ApiCall): Subject | undefined {
  const { entity, id } = call;
  if (entity !== undefined && entity !== 'query' && entity !== 'batch' && entity !== 'cdc' && entity !== 'reports' && id !== undefined) {
    const record = company.get(entity, id);
    return record && { entity, record };
  }
  const customer = customerOf(company, call);
  return customer && { entity: 'Customer', record: customer };
}

function customerOf(company: CompanyState, call: ApiCall): WireRecord | undefined {
  if (call.entity === 'Customer' && call.id !== undefined) return company.get('Customer', call.id);
  const stored = call.id === undefined || call.entity === undefined || !findDefinition(call.entity) ? undefined : company.get(call.entity as EntityName, call.id);
  const ref = (bodyOf(call).CustomerRef ?? stored?.CustomerRef) as { value?: string } | undefined;
  return ref?.value === undefined ? undefined : company.get('Customer', String(ref.value));
}

/** Into the customer said, else into the first other active top-level one. */
function merge(company: CompanyState, person: Bookkeeper, call: ApiCall, which: true | { loserId: string; winnerId: string }): void {
  if (which !== true) return person.mergeCustomers(which.loserId, which.winnerId);
  const loser = customerOf(company, call);
  const winner = [...company.table('Customer').rows.values()].find((customer) => customer.Id !== loser?.Id && customer.Active !== false && customer.ParentRef === undefined);
  if (loser && winner) person.mergeCustomers(loser.Id, winner.Id);
}

function takeName(person: Bookkeeper, entity: 'Customer' | 'Vendor' | 'Employee', { DisplayName }: WireObject): void {
  if (typeof DisplayName !== 'string') return;
  person.create(entity, { DisplayName, ...(entity === 'Employee' ? { GivenName: DisplayName.slice(0, 100) } : {}) });
}

function poisonNewest(company: CompanyState, person: Bookkeeper): void {
  const newest = [...company.table('Invoice').rows.keys()].at(-1);
  if (newest !== undefined) person.change('Invoice', newest, { BillEmail: { Address: 'no address at all' } }, { verbatim: true });
}

function endSubscription(company: CompanyState, person: Bookkeeper): void {
  const info = company.get<WireRecord & { NameValue?: { Name: string; Value: string }[] }>('CompanyInfo', '1');
  const others = (info?.NameValue ?? []).filter(({ Name }) => Name !== 'SubscriptionStatus');
  person.change('CompanyInfo', '1', { NameValue: [...others, { Name: 'SubscriptionStatus', Value: 'EXPIRED' }] }, { verbatim: true });
}

function bodyOf(call: ApiCall): WireObject {
  try {
    const body: unknown = JSON.parse(call.body);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as WireObject) : {};
  } catch {
    return {};
  }
}

/** The request with members changed on their way in, as QuickBooks is told to have changed them itself. */
export function silentlyChanged(call: ApiCall, { silentChange }: FaultThen): ApiCall {
  const elements = call.entity === undefined ? undefined : findDefinition(call.entity)?.elements;
  if (silentChange === undefined || !elements) return call;
  const known = Object.fromEntries(Object.entries(silentChange).filter(([member]) => elementOf(elements, member)));
  return { ...call, body: JSON.stringify({ ...bodyOf(call), ...known }) };
}
