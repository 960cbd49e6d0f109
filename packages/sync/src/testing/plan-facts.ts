import { defaultConnectionSettings, type LedgerCompany, type LedgerCustomer } from "@tieout/domain";
import type { ClientPair, LinkRow, MirrorRow, SyncClient } from "@tieout/store";
import type { PlanFacts } from "../engine/flow.js";
import { createPlanned, type PlannedRegistry } from "../engine/planned.js";
import { fieldsOfClient } from "../resolve/client-fields.js";

/** Facts for planners, without a database. For tests of this package. */
export const company: LedgerCompany = {
  name: "Books", legalName: null, country: "US", homeCurrency: "USD", isMultiCurrency: false, usesCustomNumbers: false, warnsOnDuplicateNumbers: false, closedThrough: null, tracksClasses: "none",
  tracksTime: true, isTimeBillable: true, hasSalesTax: true, isTaxAutomatic: false, hasTaxAgency: true, defaultTaxCodeId: "2", appliesCreditsAutomatically: false, defaultTermId: null,
};

export function planFacts<References>(references: References, given: Partial<PlanFacts<References>> = {}): PlanFacts<References> & { planned: PlannedRegistry } {
  const planned = createPlanned();
  return { settings: defaultConnectionSettings, company, startDate: null, numbersInvoices: false, homeCurrency: "USD", defaultItemId: null, chosen: new Set(), references, ...given, planned };
}

export function aClient(given: Partial<SyncClient> = {}): SyncClient {
  const displayName = given.displayName ?? "Acme Inc";
  return {
    id: "client-1", kind: "business", firstName: null, lastName: null, suffix: null, partnerFirstName: null, partnerLastName: null, partnerSuffix: null, businessName: displayName, displayName,
    normalizedName: displayName.toLowerCase(), email: null, phone: null, addressLine1: null, addressLine2: null, city: null, state: null, postalCode: null, country: null, currency: "USD", isTaxable: true,
    isActive: true, version: 3, updatedAt: "2026-11-01T00:00:00Z", ...given,
  };
}

export function aCustomer(given: Partial<LedgerCustomer> = {}, row: Partial<MirrorRow> = {}): MirrorRow & { document: LedgerCustomer } {
  const document: LedgerCustomer = {
    kind: "customer", displayName: "Acme Inc", companyName: "Acme Inc", givenName: null, familyName: null, suffix: null, email: null, phone: null, billingAddress: null, parentId: null, currency: "USD",
    isTaxable: true, balance: "0.00", isActive: true, ...given,
  };
  return { kind: "customer", ledgerId: "71", token: "2", name: document.displayName, parentId: document.parentId, isActive: document.isActive, isDeleted: false, updatedAt: "2026-11-02T00:00:00Z", ...row, document };
}

/** A client and its customer that agree on what the client is now. */
export function aPair(client: SyncClient, ledger: ReturnType<typeof aCustomer>, link: Partial<LinkRow> = {}): ClientPair & { client: SyncClient; link: LinkRow; ledger: ReturnType<typeof aCustomer> } {
  return {
    client, ledger, isSetAside: false,
    link: { id: "link-1", kind: "client", recordId: client.id, ledgerKind: "customer", ledgerId: ledger.ledgerId, token: ledger.token, agreed: { ...fieldsOfClient(client) }, hubAgreed: {}, origin: "created-by-hub", ...link },
  };
}
