import type { WireRef } from '../kernel/company.js';
import { any, flag, ref, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { carryPathDown, qualifiedName, settleParent } from '../rules/hierarchy.js';
import { requireFreeName, settleActive } from '../rules/names.js';
import { rulesOf } from '../rules/preferences.js';
import { type Change, type Effect, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity, nameForbids, physicalAddress } from './shapes.js';

type StoredDepartment = { Id?: string; Name?: string; Active?: boolean; SubDepartment?: boolean; ParentRef?: WireRef; FullyQualifiedName?: string };

/** Department, "Location" on QuickBooks' pages; needs TrackDepartments (reference 4.4: Intuit department page, XSD). */
export const department = defineEntity<StoredDepartment>({
  name: 'Department',
  kind: 'list',
  idSpace: 'Department',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    Name: text(100, { forbid: nameForbids }),
    SubDepartment: flag({ readOnly: true }),
    ParentRef: ref('Department'),
    FullyQualifiedName: text(undefined, { readOnly: true }),
    Active: flag(),
    DepartmentEx: any(),
    Address: physicalAddress(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'FullyQualifiedName', 'Active', 'SubDepartment', 'ParentRef'],
  inChangeData: true,
  compare: inOrderOf('FullyQualifiedName'),
  keyOf: (record) => record.FullyQualifiedName?.toLowerCase(),
  labelOf: (record) => record.FullyQualifiedName,
  referenceNoun: 'Departments',
  settle: settleDepartment,
  affect: affectTree,
});

function settleDepartment(draft: StoredDepartment, { company, before }: Change<StoredDepartment>): void {
  if (!rulesOf(company).departments) throw fault('5030', 'Feature Not Supported Error : location tracking is not enabled', '');
  if (!draft.Name) throw missing('Name');
  const { parent } = settleParent<StoredDepartment>(company, 'Department', { ...draft, ...(before?.Id ? { Id: before.Id } : {}) });
  if (parent) draft.ParentRef = { value: parent.Id, ...(parent.Name ? { name: parent.Name } : {}) };
  draft.SubDepartment = parent !== undefined;
  settleActive(draft, before, 'Name');
  draft.FullyQualifiedName = qualifiedName(parent, draft.Name);
  if (draft.Active) requireFreeName(company, 'Department', draft.FullyQualifiedName, before?.Id);
}

function affectTree({ company, before, after }: Effect<StoredDepartment>): void {
  if (!before || !after || before.FullyQualifiedName === after.FullyQualifiedName) return;
  carryPathDown(company, 'Department', { ...after, Id: after.Id! }, (child) => child.Name as string);
}
