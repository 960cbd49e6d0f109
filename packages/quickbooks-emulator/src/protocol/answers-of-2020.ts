import type { WireObject, WireValue } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { customFieldDefinitions } from '../rules/custom-fields.js';

/** Members answers of 2020 did not carry (recorded: MQ of 2020 and AB of 2023 against NG of 2026). */
const newer = new Set(['ItemAccountRef', 'CustomExtensions', 'TimeChargeId', 'CostRate', 'Seconds', 'IsProject', 'DefaultTaxCodeRef', 'ClientEntityId', 'V4IDPseudonym', 'LastModifiedByRef', 'ShipFromAddr', 'FreeFormAddress', 'DeferredRevenue']);

/** A body as companies answered in 2020: without newer members, with the definitions of custom fields where none is filled in (recorded, MQ:create/invoice). */
export function asOf2020(company: CompanyState, body: WireObject): WireObject {
  const fields = customFieldDefinitions(company);
  return trimmed(body, fields) as WireObject;
}

function trimmed(value: WireValue, fields: WireObject[]): WireValue {
  if (Array.isArray(value)) return value.map((member) => trimmed(member, fields));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !newer.has(name))
      .map(([name, member]) => [name, name === 'CustomField' && Array.isArray(member) && member.length === 0 ? fields : trimmed(member, fields)]),
  );
}
