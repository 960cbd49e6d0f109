import type { WireObject } from '../kernel/company.js';

/**
 * An address as it stands on a printed document: below the customer's name, unless the address names it by itself
 * (recorded: free-form addresses begin with person and company, those copied from a customer do not).
 * @param name what to print above it; the customer's display name
 */
export function underName(lines: readonly string[], name: string, customer: WireObject | undefined): string[] {
  const person = [customer?.['GivenName'], customer?.['FamilyName']].filter(Boolean).join(' ');
  const names = new Set([name, person, customer?.['CompanyName'], customer?.['DisplayName']].filter(Boolean));
  return name === '' || lines.some((line) => names.has(line)) ? [...lines] : [name, ...lines];
}
