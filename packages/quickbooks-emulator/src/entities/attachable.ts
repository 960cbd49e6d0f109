import type { EntityName, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, choice, int, text } from '../kernel/elements.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { type Change, defineEntity, newestFirst } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

type AttachableRef = { EntityRef?: WireRef & { type?: string }; IncludeOnSend?: boolean };
type StoredAttachable = { Id?: string; FileName?: string; Note?: string; AttachableRef?: AttachableRef[] };

/** Attachable: a note, or the record of an uploaded file (reference 8.3: Intuit attachable page; ids of 19 digits, recorded). */
export const attachable = defineEntity<StoredAttachable>({
  name: 'Attachable',
  kind: 'document',
  idSpace: 'Attachable',
  operations: ['create', 'update', 'delete', 'read', 'query'],
  elements: {
    ...intuitEntity,
    FileName: text(1000),
    FileAccessUri: text(undefined, { readOnly: true }),
    TempDownloadUri: text(undefined, { readOnly: true }),
    Size: int({ readOnly: true }),
    ContentType: text(100),
    Category: choice(['Contact Photo', 'Document', 'Image', 'Receipt', 'Signature', 'Sound', 'Other']),
    Lat: text(100),
    Long: text(100),
    PlaceName: text(2000),
    Note: text(2000),
    Tag: text(2000),
    ThumbnailFileAccessUri: text(undefined, { readOnly: true }),
    ThumbnailTempDownloadUri: text(undefined, { readOnly: true }),
    AttachableEx: any(),
    documentId: text(undefined, { readOnly: true }),
    ...intuitAttributes,
  },
  queryable: ['FileName', 'Note', 'Category', 'ContentType', 'AttachableRef.EntityRef'],
  inChangeData: true,
  deletedById: true,
  compare: newestFirst,
  settle(draft: StoredAttachable, { company }: Change<StoredAttachable>) {
    if (!draft.FileName && !draft.Note) throw missing('Note');
    for (const { EntityRef } of draft.AttachableRef ?? []) if (EntityRef) requireLinked(company, EntityRef);
  },
});

/** What is linked must exist (text recorded, MQ:attachment/error_estimate); other kinds are 6050 (Intuit, common-errors). */
function requireLinked(company: CompanyState, { type, value }: WireRef & { type?: string }): void {
  if (!type) throw missing('AttachableRef.EntityRef.type');
  const definition = [...company.definitions()].find(({ name }) => name.toLowerCase() === type.toLowerCase());
  if (!definition) throw fault('6050', `Invalid Entity : ${type} cannot have attachments`, 'AttachableRef.EntityRef');
  if (!company.get(definition.name satisfies EntityName, value)) throw businessFault(`The entity ${definition.name} ${value} that you are trying to link does not exist.`);
}
