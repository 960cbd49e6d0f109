import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, date, dateTime, decimal, flag, int, ref, text } from '../kernel/elements.js';
import { businessFault, fault, missing, notFound } from '../protocol/fault.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { rulesOf } from '../rules/preferences.js';
import { labelled, requireReference } from '../rules/references.js';
import { type Change, defineEntity, newestFirst } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

type StoredTime = {
  Id?: string;
  TxnDate?: string;
  NameOf?: string;
  EmployeeRef?: WireRef;
  VendorRef?: WireRef;
  OtherNameRef?: WireRef;
  CustomerRef?: WireRef;
  ItemRef?: WireRef;
  ClassRef?: WireRef;
  TimeChargeId?: number;
  BillableStatus?: string;
  Taxable?: boolean;
  HourlyRate?: number;
  CostRate?: number;
  Hours?: number;
  Minutes?: number;
  Seconds?: number;
  BreakHours?: number;
  BreakMinutes?: number;
  StartTime?: string;
  EndTime?: string;
};

/** TimeActivity: hours of an employee or vendor. Rules: reference 7.3 (Intuit timeactivity page, codes 6290-6390). */
export const timeActivity = defineEntity<StoredTime>({
  name: 'TimeActivity',
  kind: 'document',
  idSpace: 'TimeActivity',
  operations: ['create', 'update', 'delete', 'read', 'query'],
  elements: {
    ...intuitEntity,
    TimeZone: text(),
    TxnDate: date(),
    NameOf: text(),
    EmployeeRef: ref(),
    VendorRef: ref('Vendor'),
    OtherNameRef: ref(),
    CustomerRef: ref('Customer'),
    DepartmentRef: ref('Department'),
    ItemRef: ref('Item'),
    ClassRef: ref('Class'),
    PayrollItemRef: ref(),
    ProjectRef: ref(),
    TimeChargeId: int({ readOnly: true }),
    BillableStatus: text(),
    Taxable: flag(),
    HourlyRate: decimal({ range: [0, 99_999_999_999] }),
    CostRate: decimal({ range: [0, 99_999_999_999] }),
    Hours: int(),
    Minutes: int(),
    Seconds: int(),
    BreakHours: int(),
    BreakMinutes: int(),
    BreakSeconds: int(),
    StartTime: dateTime(),
    EndTime: dateTime(),
    Description: text(4000),
    TimeActivityEx: any(),
    HoursInEmployeeTimeZone: flag(),
    ...intuitAttributes,
  },
  queryable: ['TxnDate', 'ProjectRef', 'BillableStatus'],
  inChangeData: false,
  compare: newestFirst,
  settle: settleTime,
  guardDelete(record, { company, byPerson }) {
    refuseClosedPeriod(company, byPerson, record.TxnDate);
    refuseBilled(record);
  },
});

function settleTime(draft: StoredTime, change: Change<StoredTime>): void {
  const { company, before, byPerson } = change;
  if (before) refuseBilled(before);
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleWorker(draft, change);
  settleDuration(draft);
  settleItem(draft, change);
  settleBilling(draft, change);
  if (draft.ClassRef && !rulesOf(company).classPerTxn && !rulesOf(company).classPerLine) {
    throw fault('5030', 'Feature Not Supported Error : class tracking is not enabled', 'ClassRef');
  }
}

function settleWorker(draft: StoredTime, { company, before }: Change<StoredTime>): void {
  if (draft.NameOf === 'Other' && before?.NameOf === 'Other') return;
  if (draft.NameOf !== undefined && draft.NameOf !== 'Employee' && draft.NameOf !== 'Vendor') throw fault('6300', `Time Activity Name Type Invalid : ${draft.NameOf}`, 'NameOf');
  if (draft.NameOf === undefined) throw missing('NameOf');
  const hasOneName = (draft.EmployeeRef === undefined) !== (draft.VendorRef === undefined);
  const isNameOfKind = draft.NameOf === 'Employee' ? draft.EmployeeRef !== undefined : draft.VendorRef !== undefined;
  if (!hasOneName || !isNameOfKind) throw fault('6290', 'Specify either EmployeeRef or VendorRef, as NameOf says', draft.NameOf === 'Employee' ? 'EmployeeRef' : 'VendorRef');
  if (draft.EmployeeRef) settleEmployee(draft, company, draft.EmployeeRef.value, before?.EmployeeRef?.value === draft.EmployeeRef.value);
}

/** The id of a customer or vendor in EmployeeRef files the time under that name, as "Other", without a word (minimul/qbo_api#16). */
function settleEmployee(draft: StoredTime, company: CompanyState, id: string, isHeld: boolean): void {
  const other = (['Customer', 'Vendor'] as const).find((entity) => company.get(entity, id));
  if (other) {
    draft.NameOf = 'Other';
    draft.OtherNameRef = labelled(company, other, company.get(other, id)!);
    delete draft.EmployeeRef;
    return;
  }
  const employee = requireReference(company, 'Employee', id, 'EmployeeRef');
  if (employee.Active === false && !isHeld) throw notFound();
  draft.EmployeeRef = labelled(company, 'Employee', employee);
}

/** Hours and minutes, or start and end; the clock form is answered without Hours and Minutes (Intuit sample). */
function settleDuration(draft: StoredTime): void {
  const hasDuration = draft.Hours !== undefined || draft.Minutes !== undefined || draft.Seconds !== undefined;
  const hasClock = draft.StartTime !== undefined || draft.EndTime !== undefined;
  if (hasDuration && hasClock) throw fault('6390', 'Duration And Start Or End Time Both Specified', 'Hours');
  if (!hasDuration && !hasClock) throw fault('6350', 'Hours and Minutes, or StartTime and EndTime, must be given', 'Hours');
  if (hasClock) return settleClock(draft);
  draft.Hours ??= 0;
  draft.Minutes ??= 0;
  draft.Seconds ??= 0;
  if (draft.Hours === 0 && draft.Minutes === 0 && draft.Seconds === 0) throw fault('6340', 'Time Duration Missing : the duration is zero', 'Hours');
  const isValid = draft.Hours >= 0 && draft.Hours <= 8760 && draft.Minutes >= 0 && draft.Minutes <= 59 && draft.Seconds >= 0 && draft.Seconds <= 59;
  if (!isValid) throw fault('6380', `Invalid Duration : ${draft.Hours}:${draft.Minutes}`, 'Hours');
}

function settleClock(draft: StoredTime): void {
  const start = wallClock(draft.StartTime, draft.TxnDate!);
  const end = wallClock(draft.EndTime, draft.TxnDate!);
  if (start === undefined || end === undefined) throw fault('6350', 'StartTime and EndTime must both be given', 'StartTime');
  if (start >= end) throw fault('6370', 'Start Time After End Time', 'StartTime');
  const breakMs = ((draft.BreakHours ?? 0) * 60 + (draft.BreakMinutes ?? 0)) * 60_000;
  if (breakMs >= end - start) throw fault('6360', 'Break Time Exceeds Duration', 'BreakHours');
  draft.StartTime = onDay(draft.StartTime!, draft.TxnDate!);
  draft.EndTime = onDay(draft.EndTime!, draft.TxnDate!);
}

/** Offsets do not change the duration and dates inside are ignored (Intuit, minimul/qbo_api#16): only the clock counts. */
function wallClock(value: string | undefined, day: string): number | undefined {
  const clock = value && /(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(value)?.[1];
  return clock ? Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`) : undefined;
}

function onDay(value: string, day: string): string {
  return `${day}T${value.includes('T') ? value.slice(value.indexOf('T') + 1) : value}`;
}

/** Without an item the company's default service item is taken, "Hours" in the template (minor version 74, recorded). */
function settleItem(draft: StoredTime, { company }: Change<StoredTime>): void {
  const fallback = rulesOf(company).defaultTimeItem ?? company.table('Item').idsByKey('hours')[0];
  if (!draft.ItemRef && fallback !== undefined) {
    const standard = company.get('Item', fallback);
    if (standard) draft.ItemRef = labelled(company, 'Item', standard);
  }
  if (!draft.ItemRef) return;
  const item = requireReference(company, 'Item', draft.ItemRef.value, 'ItemRef');
  if (item.Type === 'Category') throw businessFault('Categories cannot be used in transactions.');
}

function settleBilling(draft: StoredTime, { company, before, sent }: Change<StoredTime>): void {
  // Recorded text (Intuit, common-errors 2170).
  if (sent.BillableStatus === 'HasBeenBilled' && before?.BillableStatus !== 'HasBeenBilled') throw fault('2170', 'Invalid Enumeration : HAS_BEEN_BILLED');
  draft.BillableStatus ??= 'NotBillable';
  if (draft.BillableStatus !== 'Billable' && draft.BillableStatus !== 'NotBillable') throw fault('2170', `Invalid Enumeration : ${draft.BillableStatus}`, 'BillableStatus');
  const isBillable = draft.BillableStatus === 'Billable';
  if (isBillable && !draft.CustomerRef) throw fault('6310', 'Customer Required If Billable', 'CustomerRef');
  if (isBillable && draft.HourlyRate === undefined) throw fault('6330', 'Hourly Rate Required If Billable', 'HourlyRate');
  draft.HourlyRate ??= 0;
  draft.CostRate ??= 0;
  draft.Taxable = isBillable ? (draft.Taxable ?? false) : false;
  // A billable activity has a hidden charge in the transactions' id space (recorded, TS).
  if (isBillable) draft.TimeChargeId = before?.TimeChargeId ?? Number(company.nextId('Transactions'));
  else delete draft.TimeChargeId;
}

/** Billed time is not changed before its invoice is (code assumed). */
function refuseBilled(record: StoredTime): void {
  if (record.BillableStatus === 'HasBeenBilled') throw businessFault('This time activity has been billed and cannot be changed or deleted.');
}
