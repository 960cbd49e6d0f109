import type { EntityName } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Settling, appliedBy } from '../rules/applied.js';
import { restate } from './restate.js';

/** Books anew what settles a document whose exchange rate changed: it takes the document off at the rate it is booked with. */
export function rebookSettlers(company: CompanyState, entity: EntityName, id: string): void {
  for (const kind of ['Payment', 'BillPayment'] as const) {
    for (const settler of company.table(kind).rows.values()) {
      if (appliedBy(settler as Settling).has(`${entity}/${id}`)) restate(company, kind, settler.Id, settler);
    }
  }
}
