import type { LedgerKind } from "@tieout/domain";

/** Which QuickBooks is meant. `emulator` needs a base address; the other two are Intuit's. */
export type QuickBooksEnvironment = "emulator" | "sandbox" | "production";

export interface QuickBooksTarget {
  environment: QuickBooksEnvironment;
  /** Base address of the emulator, without a trailing slash; ignored for Intuit. */
  baseUrl?: string;
}

const apiHosts = { sandbox: "https://sandbox-quickbooks.api.intuit.com", production: "https://quickbooks.api.intuit.com" };
const appHosts = { sandbox: "https://app.sandbox.qbo.intuit.com", production: "https://app.qbo.intuit.com" };

/** The only two addresses of Intuit's sign-in that are written down; all others come from these documents. */
const discoveryUrls = {
  sandbox: "https://developer.api.intuit.com/.well-known/openid_sandbox_configuration",
  production: "https://developer.api.intuit.com/.well-known/openid_configuration",
};

/** Start of every Accounting URL of one company. */
export function companyUrl(target: QuickBooksTarget, realmId: string): string {
  const host = target.environment === "emulator" ? emulatorBase(target) : apiHosts[target.environment];
  return `${host}/v3/company/${encodeURIComponent(realmId)}`;
}

export function discoveryUrl(target: QuickBooksTarget): string {
  return target.environment === "emulator"
    ? `${emulatorBase(target)}/.well-known/openid_sandbox_configuration`
    : discoveryUrls[target.environment];
}

/**
 * Pages of the QuickBooks web app. Intuit documents none of them (qbo-entities 10): a detail page where several products
 * use the same one, else the list the record is in.
 */
const appPages: Record<LedgerKind, (id: string) => string> = {
  customer: (id) => `customerdetail?nameId=${id}`,
  vendor: (id) => `vendordetail?nameId=${id}`,
  employee: () => "employees",
  item: () => "items",
  account: (id) => `register?accountId=${id}`,
  class: () => "class",
  term: () => "terms",
  "tax-code": () => "homepage",
  "tax-rate": () => "homepage",
  "tax-agency": () => "homepage",
  invoice: (id) => `invoice?txnId=${id}`,
  "time-activity": (id) => `timeactivity?txnId=${id}`,
};

/**
 * Where a person opens a record. Ids repeat over companies, so Intuit's log-in address is used that selects the company
 * first (as in Intuit's own time tracking sample); the emulator has an inspector page for each record.
 */
export function recordUrl(target: QuickBooksTarget, realmId: string, kind: LedgerKind, id: string): string {
  if (target.environment === "emulator") {
    return `${emulatorBase(target)}/companies/${encodeURIComponent(realmId)}/${kind.replace("-", "")}/${encodeURIComponent(id)}`;
  }
  const page = appPages[kind](encodeURIComponent(id));
  return `${appHosts[target.environment]}/login?deeplinkcompanyid=${encodeURIComponent(realmId)}&pagereq=${encodeURIComponent(page)}`;
}

function emulatorBase(target: QuickBooksTarget): string {
  if (!target.baseUrl) throw new TypeError("The emulator's base address is missing.");
  return target.baseUrl.replace(/\/+$/, "");
}
