import { type EntityDefinition, inOrderOf } from './define-entity.js';
import { preferenceGroups } from './preference-shapes.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

/** Preferences: one row, Id "1". BookCloseDate is read-only since minor version 21 (Intuit, preferences page). */
export const preferences: EntityDefinition = {
  name: 'Preferences',
  kind: 'single',
  idSpace: 'Preferences',
  operations: ['update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    ...preferenceGroups,
    ...intuitAttributes,
  },
  queryable: [],
  inChangeData: true,
  compare: inOrderOf('Id'),
  settle(draft, { before }) {
    // Groups that were not sent stay, also in a full update (assumed).
    for (const [name, group] of Object.entries(before ?? {})) draft[name] ??= group;
    const info = draft.AccountingInfoPrefs as { BookCloseDate?: string } | undefined;
    const stored = before?.AccountingInfoPrefs as { BookCloseDate?: string } | undefined;
    if (!info) return;
    if (stored?.BookCloseDate === undefined) delete info.BookCloseDate;
    else info.BookCloseDate = stored.BookCloseDate;
  },
};
