import type { EntityDefinition } from '../../entities/define-entity.js';
import type { WireObject, WireRecord } from '../../kernel/company.js';
import type { CompanyState } from '../../kernel/company-state.js';
import { requireEmail } from '../../rules/names.js';
import { refuseLapsedSubscription } from '../../rules/subscription.js';
import { fault } from '../fault.js';
import { readRecord } from '../operations.js';

/**
 * Mails a document to `sendTo`, or to the address it carries: the answer is the document with `EmailStatus` "EmailSent"
 * and `DeliveryInfo`; its SyncToken stays, its time moves (recorded, NG invoice 106). No mail leaves this machine.
 */
export function sendDocument(company: CompanyState, definition: EntityDefinition, id: string, sendTo: string | null): WireRecord {
  refuseLapsedSubscription(company);
  const record = readRecord(company, definition, id);
  const address = sendTo ?? ((record.BillEmail as WireObject | undefined)?.Address as string | undefined);
  if (!address) throw fault('6420', 'An email address is required to send the document', 'BillEmail');
  requireEmail(address, 'BillEmail.Address');
  company.touch(definition.name, {
    ...record,
    BillEmail: { Address: address },
    EmailStatus: 'EmailSent',
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: company.stamp() },
  });
  company.announce({ entity: definition.name, id, operation: 'Emailed' });
  return company.get(definition.name, id)!;
}
