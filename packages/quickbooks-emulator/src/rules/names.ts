import type { EntityName } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type QuickBooksFault, fault } from '../protocol/fault.js';

const deletedSuffix = ' (deleted)';

type Person = {
  Title?: string;
  GivenName?: string;
  MiddleName?: string;
  FamilyName?: string;
  Suffix?: string;
  CompanyName?: string;
  DisplayName?: string;
  PrintOnCheckName?: string;
};

/** DisplayName, or built from the name parts; neither is fault 6080 (Intuit, customer page). */
export function settleDisplayName(draft: Person): void {
  draft.DisplayName ??= joined(draft.Title, draft.GivenName, draft.MiddleName, draft.FamilyName, draft.Suffix);
  if (draft.DisplayName === undefined || draft.DisplayName.trim() === '') {
    throw fault('6080', 'At least one of DisplayName, Title, GivenName, MiddleName, FamilyName, Suffix must be given');
  }
}

/** CompanyName, else "Given Family", else DisplayName (recorded, NG; the docs say DisplayName). */
export function settlePrintOnCheckName(draft: Person): void {
  draft.PrintOnCheckName ??= draft.CompanyName ?? joined(draft.GivenName, draft.FamilyName) ?? draft.DisplayName!;
}

function joined(...parts: (string | undefined)[]): string | undefined {
  const text = parts.filter((part) => part).join(' ');
  return text === '' ? undefined : text;
}

/**
 * Names change with `Active`: deactivating appends ` (deleted)` (recorded 2020), which frees the name; activating
 * again takes it off (assumed). `Active` defaults to true, also in a full update.
 */
export function settleActive<Draft extends { Active?: boolean }>(
  draft: Draft,
  before: { Active?: boolean } | undefined,
  nameMember: keyof Draft & string,
): void {
  draft.Active ??= true;
  const name = draft[nameMember] as string;
  const wasActive = before?.Active ?? true;
  let settled = name;
  if (!draft.Active && wasActive && !name.endsWith(deletedSuffix)) settled = name + deletedSuffix;
  if (draft.Active && !wasActive && name.toLowerCase().endsWith(deletedSuffix)) settled = name.slice(0, -deletedSuffix.length);
  (draft as Record<string, unknown>)[nameMember] = settled;
}

const nameLists = ['Customer', 'Vendor', 'Employee'] as const;

/** Display names are unique over customers, vendors and employees; jobs by their qualified name (recorded, MQ:all/customers). */
export function requireFreeDisplayName(company: CompanyState, name: string, self: { entity: EntityName; id: string | undefined }): void {
  for (const entity of nameLists) requireFree(company, entity, name, self, texts.anyoneBroken);
}

/** Names of other lists are unique within their list, by qualified name. */
export function requireFreeName(company: CompanyState, entity: EntityName, name: string, id: string | undefined): void {
  requireFree(company, entity, name, { entity, id }, texts.null);
}

function requireFree(
  company: CompanyState,
  entity: EntityName,
  name: string,
  self: { entity: EntityName; id: string | undefined },
  recorded: string,
): void {
  const taken = company.table(entity).idsByKey(name.toLowerCase());
  if (taken.some((id) => self.entity !== entity || self.id !== id)) throw nameTaken(company, recorded);
}

/** Ends of fault 6240 in the field: of display names with its line break, of other lists (both recorded 2020), and three others (FL 2019, NG 2026, 2014). */
const texts = {
  anyoneBroken: 'Another customer, vendor or employee is already using this \nname. Please use a different name.',
  null: 'null',
  customer: 'Another customer is already using this name.  Please use a different name.',
  anyone: 'Another customer, vendor or employee is already using this name. Please use a different name.',
  placeholder: 'Another $$customer$$ is already using this name. Please use a different name.',
};

function nameTaken(company: CompanyState, recorded: string): QuickBooksFault {
  const { duplicateNameText: chosen } = company.settings;
  return fault('6240', `The name supplied already exists. : ${chosen === 'recorded' ? recorded : texts[chosen]}`, '');
}

/** E-mail texts hold one address or several with commas, each with `@` and `.` (Intuit, customer page; recorded, MQ). */
export function requireEmail(address: string | undefined, path: string): void {
  if (address === undefined || address === '') return;
  const isValid = address.split(',').every((one) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one.trim()));
  if (!isValid) throw fault('2210', `Invalid Email Address format : ${path}`, path);
}

/** Web addresses: no blanks, and a dot (Intuit names the fault only; the check itself is assumed). */
export function requireWebAddress(uri: string | undefined): void {
  if (uri !== undefined && uri !== '' && !/^\S+\.\S+$/.test(uri)) throw fault('2200', 'Invalid Web Address Format : WebAddr.URI', 'WebAddr.URI');
}
