import {
  clientNameFromText,
  displayName,
  HubError,
  normalizeName,
  optionalEmail,
  optionalText,
  tidyAddress,
  type Address,
  type ClientName,
  type LedgerAddress,
  type LedgerCustomer,
} from "@tieout/domain";
import type { PulledClient, SyncClient } from "@tieout/store";
import type { Fields } from "../engine/three-way.js";

const addressPaths = { addressLine1: "line1", addressLine2: "line2", city: "city", state: "state", postalCode: "postalCode", country: "country" } as const satisfies Record<keyof Address, keyof LedgerAddress>;

/** Our side of a client, by the fields both sides own. The name is one field: its parts follow from it. */
export function fieldsOfClient(client: SyncClient): Fields {
  const { displayName: name, email, phone, isTaxable, isActive } = client;
  const address = Object.fromEntries(Object.keys(addressPaths).map((path) => [path, client[path as keyof Address]]));
  return { displayName: name, email, phone, ...address, isTaxable, isActive };
}

/** The ledger's side, by the same names. A tax switch that the ledger does not show is taken for ours. */
export function fieldsOfCustomer(customer: LedgerCustomer, isTaxable: boolean): Fields {
  const address = Object.fromEntries(Object.entries(addressPaths).map(([path, part]) => [path, customer.billingAddress?.[part] ?? null]));
  return { displayName: customer.displayName, email: customer.email, phone: customer.phone, ...address, isTaxable: customer.isTaxable ?? isTaxable, isActive: customer.isActive };
}

/** A new customer for a client. */
export function customerOfClient(client: SyncClient, currency: string | null): LedgerCustomer {
  return {
    kind: "customer",
    displayName: client.displayName,
    ...nameParts(client),
    email: client.email,
    phone: client.phone,
    billingAddress: ledgerAddress(client),
    parentId: null,
    currency,
    isTaxable: client.isTaxable,
    balance: null,
    isActive: true,
  };
}

/** The customer as the ledger has it, with our values in the named fields, and what of it must be sent. */
export function customerWithOurs(customer: LedgerCustomer, client: SyncClient, paths: readonly string[]): { document: LedgerCustomer; fields: string[] } {
  const document: LedgerCustomer = { ...customer };
  const fields = new Set<string>();
  for (const path of paths) {
    if (path === "displayName") {
      // A company name or contact person of its own belongs to whoever keeps the ledger.
      const isOwnName = customer.companyName === customer.displayName || client.kind !== "business";
      Object.assign(document, { displayName: client.displayName }, isOwnName ? nameParts(client) : {});
      for (const field of isOwnName ? ["displayName", "companyName", "givenName", "familyName", "suffix"] : ["displayName"]) fields.add(field);
    } else if (path in addressPaths) {
      const part = addressPaths[path as keyof Address];
      document.billingAddress = { ...(document.billingAddress ?? emptyAddress), [part]: client[path as keyof Address] };
      fields.add("billingAddress");
    } else if (path === "email" || path === "phone") {
      document[path] = client[path];
      fields.add(path);
    } else if (path === "isTaxable") {
      document.isTaxable = client.isTaxable;
      fields.add(path);
    }
  }
  return { document, fields: [...fields] };
}

/** A new client for a customer. */
export function clientOfCustomer(id: string, customer: LedgerCustomer, currency: string): PulledClient {
  const { line1, line2, city, state, postalCode, country } = customer.billingAddress ?? emptyAddress;
  return {
    id,
    ...nameOfCustomer(customer),
    email: acceptable(() => optionalEmail(customer.email)),
    phone: acceptable(() => optionalText(customer.phone, "The phone number", "phone", 30)),
    ...(acceptable(() => tidyAddress({ addressLine1: line1, addressLine2: line2, city, state, postalCode, country })) ?? tidyAddress({})),
    currency: customer.currency ?? currency,
    isTaxable: customer.isTaxable ?? true,
    isActive: customer.isActive,
  };
}

/** The client as we have it, with the ledger's values in the named fields. */
export function clientWithTheirs(client: SyncClient, customer: LedgerCustomer, paths: readonly string[]): PulledClient {
  const theirs = clientOfCustomer(client.id, customer, client.currency);
  const { version: _version, updatedAt: _updatedAt, ...ours } = client;
  const taken: PulledClient = { ...ours };
  for (const path of paths) {
    if (path === "displayName") Object.assign(taken, nameOfCustomer(customer));
    else Object.assign(taken, { [path]: theirs[path as keyof PulledClient] });
  }
  return taken;
}

/** The client with some fields as they are given, by the names both sides own. A business stays one whatever it is called; people's names are read as they come in. */
export function clientWithFields(client: SyncClient, values: Readonly<Record<string, unknown>>): PulledClient {
  const { version: _version, updatedAt: _updatedAt, ...ours } = client;
  const { displayName: name, ...rest } = values;
  return { ...ours, ...rest, ...(typeof name === "string" && name !== client.displayName ? nameOfText(name, client.kind) : {}) };
}

function nameOfText(text: string, kind: SyncClient["kind"]): ReturnType<typeof nameOfCustomer> {
  const read = clientNameFromText(kind === "business" ? "" : text);
  const name = kind !== "business" && acceptable(() => displayName(read)) === text ? read : { ...clientNameFromText(""), kind: "business" as const, businessName: text };
  return { ...name, displayName: text, normalizedName: normalizeName(text) };
}

function nameParts(client: ClientName): Pick<LedgerCustomer, "companyName" | "givenName" | "familyName" | "suffix"> {
  if (client.kind === "business") return { companyName: client.businessName, givenName: null, familyName: null, suffix: null };
  const isSharedSurname = client.kind === "couple" && client.partnerLastName === null;
  const givenName = isSharedSurname ? [client.firstName, client.partnerFirstName].filter(Boolean).join(" & ") : client.firstName;
  return { companyName: null, givenName: givenName || null, familyName: client.lastName, suffix: client.kind === "couple" ? null : client.suffix };
}

/** A name we could not have entered ourselves, too long for instance, is kept as a business writes it. */
function nameOfCustomer(customer: LedgerCustomer): ClientName & { displayName: string; normalizedName: string } {
  const name = clientNameFromText(customer.displayName, customer);
  const written = acceptable(() => displayName(name));
  if (written !== null) return { ...name, displayName: written, normalizedName: normalizeName(written) };
  const { displayName: text } = customer;
  return { ...clientNameFromText(""), kind: "business", businessName: text, displayName: text, normalizedName: normalizeName(text) };
}

/** QuickBooks accepts texts we do not (two e-mail addresses in one field): such a field stays empty here and is not sent back. */
function acceptable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof HubError) return null;
    throw error;
  }
}

function ledgerAddress(client: SyncClient): LedgerAddress | null {
  const address = Object.fromEntries(Object.entries(addressPaths).map(([path, part]) => [part, client[path as keyof Address]])) as unknown as LedgerAddress;
  return Object.values(address).every((part) => part === null) ? null : address;
}

const emptyAddress: LedgerAddress = { line1: null, line2: null, city: null, state: null, postalCode: null, country: null };
