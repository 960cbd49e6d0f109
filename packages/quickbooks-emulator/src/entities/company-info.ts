import type { WireObject } from '../kernel/company.js';
import { any, date, dateTime, flag, list, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { settleAddresses } from '../rules/addresses.js';
import { type Change, defineEntity, inOrderOf } from './define-entity.js';
import { emailAddress, intuitAttributes, intuitEntity, nameValue, physicalAddress, telephone, webAddress } from './shapes.js';

type StoredCompanyInfo = WireObject & { CompanyName?: string; DefaultTimeZone?: string; CompanyAddr?: WireObject };

/** CompanyInfo: one row, Id "1"; read under `/companyinfo/{realmId}` (Intuit, companyinfo page). */
export const companyInfo = defineEntity<StoredCompanyInfo>({
  name: 'CompanyInfo',
  kind: 'single',
  idSpace: 'CompanyInfo',
  operations: ['update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    CompanyName: text(1024),
    LegalName: text(1024),
    CompanyAddr: physicalAddress(),
    CustomerCommunicationAddr: physicalAddress(),
    LegalAddr: physicalAddress(),
    CompanyEmailAddr: emailAddress,
    CustomerCommunicationEmailAddr: emailAddress,
    CompanyURL: webAddress,
    PrimaryPhone: telephone(30),
    OtherContactInfo: list(any()),
    CompanyFileName: text(),
    FlavorStratum: text(),
    SampleFile: flag(),
    CompanyUserId: text(),
    CompanyUserAdminEmail: text(),
    CompanyStartDate: date({ readOnly: true }),
    EmployerId: text(undefined, { readOnly: true }),
    FiscalYearStartMonth: text(),
    TaxYearStartMonth: text(),
    QBVersion: text(),
    Country: text(undefined, { readOnly: true }),
    ShipAddr: physicalAddress(),
    OtherAddr: list(physicalAddress()),
    Mobile: telephone(30),
    Fax: telephone(30),
    Email: emailAddress,
    WebAddr: webAddress,
    LastImportedTime: dateTime(),
    LastSyncTime: dateTime(),
    SupportedLanguages: text(),
    DefaultTimeZone: text(),
    MultiByteCharsSupported: flag(),
    NameValue: { ...list(nameValue), readOnly: true },
    FifoCalculationStatus: text(),
    CompanyInfoEx: any(),
    ...intuitAttributes,
  },
  queryable: ['CompanyName', 'LegalName', 'Country'],
  inChangeData: true,
  compare: inOrderOf('Id'),
  settle(draft: StoredCompanyInfo, { company }: Change<StoredCompanyInfo>) {
    if (!draft.CompanyName) throw missing('CompanyName');
    // Every time of the company is printed in its zone: one that is none is refused (code assumed).
    if (draft.DefaultTimeZone && !isTimeZone(draft.DefaultTimeZone)) throw fault('2170', `Invalid Enumeration : ${draft.DefaultTimeZone}`, 'DefaultTimeZone');
    settleAddresses(company, draft, ['CompanyAddr', 'CustomerCommunicationAddr', 'LegalAddr']);
  },
  inRead: asAnswered,
  inQuery: asAnswered,
});

const alphaThree: Readonly<Record<string, string>> = { US: 'USA', CA: 'CAN', GB: 'GBR', AU: 'AUS', FR: 'FRA', IN: 'IND' };

/** Since August 2025 the company's addresses name their country by three letters and have no coordinates (Intuit, blog of 2025-08-13). */
function asAnswered(record: StoredCompanyInfo): StoredCompanyInfo {
  const addresses = Object.entries(record).filter(([name, value]) => name.endsWith('Addr') && value !== null && typeof value === 'object');
  return { ...record, ...Object.fromEntries(addresses.map(([name, value]) => [name, withoutPlace(value as WireObject)])) };
}

function withoutPlace({ Lat: _lat, Long: _long, ...address }: WireObject): WireObject {
  return typeof address.Country === 'string' ? { ...address, Country: alphaThree[address.Country] ?? address.Country } : address;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
