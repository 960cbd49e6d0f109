import type { WireObject, WireRecord } from '../kernel/company.js';
import { homeCurrency, present } from './wire.js';
import { pseudonym } from '../rules/pseudonym.js';

/** Where somebody lives: id of the address, street, city, state, postal code. */
export type AddressFact = readonly [id: string, line1: string, city: string, state: string, postalCode: string];

/** What a person or firm is called and how it is reached; absent members stay absent on the wire. */
export type NameFact = {
  id: string;
  name: string;
  title?: string;
  given?: string;
  middle?: string;
  family?: string;
  suffix?: string;
  company?: string;
  phone?: string;
  mobile?: string;
  fax?: string;
  email?: string;
  web?: string;
  address?: AddressFact;
};

export type CustomerFact = NameFact & {
  /** Customer this one is a job of. */
  parent?: string;
  taxable?: boolean;
  /** Shipped to the billing address (the same address object); absent: no shipping address. */
  shipsToBilling?: boolean;
};

export type VendorFact = NameFact & {
  accountNumber?: string;
  is1099?: boolean;
  termId?: string;
  billRate?: number;
  balance?: number;
};

/** `PrintOnCheckName`: the firm, else the person, else the display name (order recorded in 2026; Intuit's page says DisplayName). */
export function printName({ company, given, family, name }: NameFact): string {
  const person = [given, family].filter((part) => part !== undefined).join(' ');
  return company ?? (person === '' ? name : person);
}

/** An address with its parts, as customers and vendors carry it. */
export function postalAddress([id, line1, city, state, postalCode]: AddressFact): WireObject {
  // A street that could not be located carries "INVALID" (recorded); nothing here is ever geocoded.
  return { Id: id, Line1: line1, City: city, CountrySubDivisionCode: state, PostalCode: postalCode, Lat: 'INVALID', Long: 'INVALID' };
}

function contact(fact: NameFact): WireObject {
  return present({
    Title: fact.title,
    GivenName: fact.given,
    MiddleName: fact.middle,
    FamilyName: fact.family,
    Suffix: fact.suffix,
    CompanyName: fact.company,
    DisplayName: fact.name,
    PrintOnCheckName: printName(fact),
    Active: true,
    PrimaryPhone: fact.phone === undefined ? undefined : { FreeFormNumber: fact.phone },
    Mobile: fact.mobile === undefined ? undefined : { FreeFormNumber: fact.mobile },
    Fax: fact.fax === undefined ? undefined : { FreeFormNumber: fact.fax },
    PrimaryEmailAddr: fact.email === undefined ? undefined : { Address: fact.email },
    WebAddr: fact.web === undefined ? undefined : { URI: fact.web },
  });
}

/**
 * Customers on the wire.
 * @param facts parents before their jobs
 * @param balances own open amount by customer id; a parent's `BalanceWithJobs` adds its jobs'
 */
export function customerRecords(facts: readonly CustomerFact[], balances: ReadonlyMap<string, number>): WireRecord[] {
  const withJobs = (id: string): number =>
    facts
      .filter((fact) => fact.parent === id)
      .reduce((cents, job) => cents + Math.round(withJobs(job.id) * 100), Math.round((balances.get(id) ?? 0) * 100)) / 100;
  return facts.map((fact) => {
    const parent = fact.parent === undefined ? undefined : facts.find(({ id }) => id === fact.parent);
    const billAddr = fact.address === undefined ? undefined : postalAddress(fact.address);
    return {
      Id: fact.id,
      ...present({
        Taxable: fact.taxable ?? false,
        BillAddr: billAddr,
        ShipAddr: fact.shipsToBilling ? billAddr : undefined,
        Job: parent !== undefined,
        BillWithParent: false,
        ParentRef: parent === undefined ? undefined : { value: parent.id },
        Level: parent === undefined ? undefined : 1,
        Balance: balances.get(fact.id) ?? 0,
        BalanceWithJobs: withJobs(fact.id),
        CurrencyRef: homeCurrency,
        PreferredDeliveryMethod: 'Print',
        IsProject: false,
        FullyQualifiedName: parent === undefined ? fact.name : `${parent.name}:${fact.name}`,
        V4IDPseudonym: pseudonym('Customer', fact.id),
        DefaultTaxCodeRef: { value: '2' },
      }),
      ...contact(fact),
    };
  });
}

/** Vendors on the wire. */
export function vendorRecords(facts: readonly VendorFact[]): WireRecord[] {
  return facts.map((fact) => ({
    Id: fact.id,
    ...present({
      BillAddr: fact.address === undefined ? undefined : postalAddress(fact.address),
      TermRef: fact.termId === undefined ? undefined : { value: fact.termId },
      Balance: fact.balance ?? 0,
      BillRate: fact.billRate ?? 0,
      AcctNum: fact.accountNumber,
      Vendor1099: fact.is1099 ?? false,
      CurrencyRef: homeCurrency,
      CostRate: 0,
      V4IDPseudonym: pseudonym('Vendor', fact.id),
    }),
    ...contact(fact),
  }));
}
