import type { WireRef } from '../kernel/company.js';
import { any, flag, ref, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { carryPathDown, qualifiedName, settleParent } from '../rules/hierarchy.js';
import { requireFreeName, settleActive } from '../rules/names.js';
import { rulesOf } from '../rules/preferences.js';
import { type Change, type Effect, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity, nameForbids } from './shapes.js';

type StoredClass = { Id?: string; Name?: string; Active?: boolean; SubClass?: boolean; ParentRef?: WireRef; FullyQualifiedName?: string };

/** Class: ids of 19 digits (recorded, FY); needs class tracking switched on. */
export const classEntity = defineEntity<StoredClass>({
  name: 'Class',
  kind: 'list',
  idSpace: 'Class',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    Name: text(100, { forbid: nameForbids }),
    SubClass: flag({ readOnly: true }),
    ParentRef: ref('Class'),
    FullyQualifiedName: text(undefined, { readOnly: true }),
    Active: flag(),
    ClassEx: any(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'FullyQualifiedName', 'Active', 'SubClass', 'ParentRef'],
  inChangeData: true,
  compare: inOrderOf('FullyQualifiedName'),
  keyOf: (record) => record.FullyQualifiedName?.toLowerCase(),
  labelOf: (record) => record.FullyQualifiedName,
  referenceNoun: 'Klasses',
  settle: settleClass,
  affect: affectTree,
});

function settleClass(draft: StoredClass, { company, before }: Change<StoredClass>): void {
  const rules = rulesOf(company);
  if (!rules.classPerTxn && !rules.classPerLine) throw fault('5030', 'Feature Not Supported Error : class tracking is not enabled', '');
  if (!draft.Name) throw missing('Name');
  const { parent } = settleParent<StoredClass>(company, 'Class', { ...draft, ...(before?.Id ? { Id: before.Id } : {}) });
  if (parent) draft.ParentRef = { value: parent.Id };
  draft.SubClass = parent !== undefined;
  settleActive(draft, before, 'Name');
  // The qualified name keeps the plain leaf while the name carries the suffix (recorded 2013, RR:deleted_class).
  const leaf = draft.Active ? draft.Name : (before?.Active === false ? before.FullyQualifiedName!.split(':').at(-1)! : (before?.Name ?? draft.Name));
  draft.FullyQualifiedName = qualifiedName(parent, leaf);
  if (draft.Active) requireFreeName(company, 'Class', draft.FullyQualifiedName, before?.Id);
}

function affectTree({ company, before, after }: Effect<StoredClass>): void {
  if (!before || !after || before.FullyQualifiedName === after.FullyQualifiedName) return;
  carryPathDown(company, 'Class', { ...after, Id: after.Id! }, (child) => child.Name as string);
}
