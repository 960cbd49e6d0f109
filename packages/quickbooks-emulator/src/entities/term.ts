import { any, decimal, flag, int, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { requireFreeName } from '../rules/names.js';
import { type Change, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

export type StoredTerm = {
  Id?: string;
  Name?: string;
  Active?: boolean;
  Type?: string;
  DueDays?: number;
  DayOfMonthDue?: number;
  DueNextMonthDays?: number;
};

/** Term: days after the document (STANDARD) or a day of the month (DATE_DRIVEN). Keeps its name when inactive (recorded 2013, RR). */
export const term = defineEntity<StoredTerm>({
  name: 'Term',
  kind: 'list',
  idSpace: 'Term',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    Name: text(31),
    Active: flag(),
    Type: text(undefined, { readOnly: true }),
    DiscountPercent: decimal({ range: [0, 100] }),
    DueDays: int({ range: [0, 999] }),
    DiscountDays: int({ range: [0, 999] }),
    DayOfMonthDue: int({ range: [1, 31] }),
    DueNextMonthDays: int({ range: [0, 999] }),
    DiscountDayOfMonth: int({ range: [0, 31] }),
    SalesTermEx: any(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'Active', 'Type', 'DueDays'],
  inChangeData: true,
  compare: inOrderOf('Name'),
  keyOf: (record) => record.Name?.toLowerCase(),
  settle: settleTerm,
});

function settleTerm(draft: StoredTerm, { company, before }: Change<StoredTerm>): void {
  if (!draft.Name) throw missing('Name');
  if (draft.DueDays === undefined && draft.DayOfMonthDue === undefined) throw missing('DueDays');
  if (draft.DueDays !== undefined && draft.DayOfMonthDue !== undefined) throw fault('2600', 'DueDays and DayOfMonthDue exclude each other', 'DueDays');
  draft.Type = draft.DueDays === undefined ? 'DATE_DRIVEN' : 'STANDARD';
  draft.Active ??= true;
  if (draft.Active) requireFreeName(company, 'Term', draft.Name, before?.Id);
}
