import { blankUs, type JournalEntry, type WireRecord } from "@tieout/quickbooks-emulator";
import { startOwnPart } from "../part.js";

/** What a company was asked since some moment, as the emulator's own journal tells it. */
export interface CallTally {
  /** Every call, refused ones too, but for those counted in `referenceCalls`. */
  calls: number;
  /** Full reads of the reference lists: accounts, items, people, terms, taxes. */
  referenceCalls: number;
  /** Of both: what counts against the month's quota. */
  metered: number;
  /** Of both: reads, queries and change feeds. */
  reads: number;
  /** Of both: answers 429. */
  throttled: number;
}

/** A company in the emulator, and what is done with it past the product. */
export interface BenchCompany {
  realmId: string;
  emulatorUrl: string;
  /** A consent, as if somebody had given it on the consent page. */
  grant(): Promise<{ accessToken: string; refreshToken: string }>;
  create(entity: string, members: object): Promise<{ Id: string }>;
  /** How many records of a kind there are. */
  count(entity: string): Promise<number>;
  /** What is asked from now until the function returned is called. */
  tally(): Promise<() => Promise<CallTally>>;
  /** Moves QuickBooks' clock. */
  advance(milliseconds: number): Promise<void>;
}

/** Lists that change seldom and are the same for every kind of work. */
const referenceEntities = new Set(["Account", "Class", "Term", "TaxAgency", "TaxRate", "TaxCode", "Item", "Vendor", "Employee"]);

/** Makes a company with so many customers. */
export type CompanyMaker = (name: string, customers: number) => Promise<BenchCompany>;

/** Starts the emulator in a process of its own. Answers what makes companies in it. */
export async function startQuickBooks(): Promise<CompanyMaker> {
  const { answer: emulatorUrl } = await startOwnPart<string>("emulator", {});
  return companiesAt(emulatorUrl);
}

/** Companies of the emulator that listens there. */
export function companiesAt(emulatorUrl: string): CompanyMaker {
  return async (name, customers) => {
    const scenario = blankUs(name);
    const { realmId } = await send<{ realmId: string }>(emulatorUrl, "companies", { ...scenario, records: { ...scenario.records, Customer: Array.from({ length: customers }, (_, index) => customer(index + 1)) } });
    const journal = () => send<JournalEntry[]>(emulatorUrl, `journal?realmId=${realmId}`);
    return {
      realmId,
      emulatorUrl,
      grant: () => send(emulatorUrl, "grants", { realmId }),
      create: (entity, members) => send(emulatorUrl, `companies/${realmId}/records/${entity}`, members),
      count: async (entity) => (await send<WireRecord[]>(emulatorUrl, `companies/${realmId}/records/${entity}`)).length,
      async tally() {
        const last = (await journal()).at(-1)?.seq ?? 0;
        return async () => tallyOf((await journal()).filter(({ seq }) => seq > last));
      },
      async advance(milliseconds) {
        await send(emulatorUrl, "clock", { advanceMs: milliseconds });
      },
    };
  };
}

/** Sorts what the journal holds by what it costs. */
export function tallyOf(entries: readonly JournalEntry[]): CallTally {
  const isRead = ({ method, operation }: JournalEntry) => method === "GET" || operation === "query";
  const ofReference = entries.filter((entry) => entry.operation === "query" && referenceEntities.has(entry.entity ?? ""));
  return {
    calls: entries.length - ofReference.length,
    referenceCalls: ofReference.length,
    metered: entries.filter(({ metered }) => metered).length,
    reads: entries.filter(isRead).length,
    throttled: entries.filter(({ status }) => status === 429).length,
  };
}

/** A customer as QuickBooks keeps it; every one is called and reached differently. */
function customer(position: number): WireRecord {
  const name = `Client ${String(position).padStart(5, "0")}`;
  return {
    Id: String(position),
    DisplayName: name,
    FullyQualifiedName: name,
    CompanyName: name,
    PrintOnCheckName: name,
    PrimaryEmailAddr: { Address: `office${position}@example.com` },
    PrimaryPhone: { FreeFormNumber: `(303) ${200 + Math.floor(position / 10_000)}-${String(position % 10_000).padStart(4, "0")}` },
    BillAddr: { Id: String(position), Line1: `${position} Alder Street`, City: "Denver", CountrySubDivisionCode: "CO", PostalCode: "80202" },
    Balance: 0,
    BalanceWithJobs: 0,
    Taxable: false,
    Job: false,
    BillWithParent: false,
    CurrencyRef: { value: "USD", name: "United States Dollar" },
    PreferredDeliveryMethod: "None",
  };
}

/** Asks the emulator's control plane. */
async function send<Answer>(emulatorUrl: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${emulatorUrl}/_emulator/${path}`, body ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {});
  if (!response.ok) throw new Error(`The emulator refused ${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
