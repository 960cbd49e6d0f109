import { any, choice, date, decimal, flag, list, text } from '../kernel/elements.js';
import { settleAddresses } from '../rules/addresses.js';
import { fault } from '../protocol/fault.js';
import { requireEmail, requireFreeDisplayName, settleActive, settlePrintOnCheckName } from '../rules/names.js';
import { type Change, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity, nameBase, physicalAddress } from './shapes.js';

type StoredEmployee = {
  Id?: string;
  GivenName?: string;
  MiddleName?: string;
  FamilyName?: string;
  DisplayName?: string;
  Active?: boolean;
  BillableTime?: boolean;
  BillRate?: number;
  SSN?: string;
  PrimaryEmailAddr?: { Address?: string };
};

/** Employee. Answers carry no CurrencyRef, Balance or FullyQualifiedName (recorded, AB). */
export const employee = defineEntity<StoredEmployee>({
  name: 'Employee',
  kind: 'list',
  idSpace: 'Names',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    ...nameBase(20),
    EmployeeType: text(),
    EmployeeNumber: text(100),
    SSN: text(100),
    PrimaryAddr: physicalAddress(),
    OtherAddr: list(physicalAddress()),
    BillableTime: flag(),
    BillRate: decimal(),
    BirthDate: date(),
    Gender: choice(['Male', 'Female']),
    HiredDate: date(),
    ReleasedDate: date(),
    UseTimeEntry: text(),
    EmployeeEx: any(),
    CostRate: decimal(),
    Notes: text(),
    ...intuitAttributes,
  },
  queryable: ['DisplayName', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix', 'PrintOnCheckName', 'Active'],
  inChangeData: true,
  compare: inOrderOf('DisplayName'),
  keyOf: (record) => record.DisplayName?.toLowerCase(),
  labelOf: (record) => record.DisplayName,
  referenceNoun: 'Names',
  settle: settleEmployee,
});

function settleEmployee(draft: StoredEmployee, { company, before }: Change<StoredEmployee>): void {
  // One of the two is enough (Intuit's table; the text above it asks for both).
  if (!draft.GivenName && !draft.FamilyName) throw fault('6080', 'At least one of GivenName, FamilyName must be given');
  if (!draft.DisplayName?.trim()) draft.DisplayName = before?.DisplayName ?? [draft.GivenName, draft.MiddleName, draft.FamilyName].filter(Boolean).join(' ');
  requireEmail(draft.PrimaryEmailAddr?.Address, 'PrimaryEmailAddr.Address');
  settleActive(draft, before, 'DisplayName');
  if (draft.Active) requireFreeDisplayName(company, draft.DisplayName, { entity: 'Employee', id: before?.Id });
  settlePrintOnCheckName(draft);
  settleAddresses(company, draft, ['PrimaryAddr']);
  draft.BillableTime ??= false;
  // Kept only with BillableTime (Intuit, employee page).
  if (!draft.BillableTime) delete draft.BillRate;
  if (draft.SSN) draft.SSN = 'XXX-XX-XXXX';
}
