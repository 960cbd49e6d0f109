import { LedgerError, type Ledger, type LedgerCustomer, type LedgerInvoice, type LedgerInvoiceLine, type LedgerKind, type LedgerRecord, type LedgerTimeActivity, type LedgerWrite } from "@tieout/domain";

/** The company a run of the contract writes to, as far as its documents need it; `tag` tells the runs apart. */
type ContractCompany = { ledger: Ledger; tag: string; itemId: string; employeeId: string; homeCurrency: string };

/**
 * What the contract's tests write and how: documents with everything a ledger asks for, changed where a test says so.
 * @param under the company, asked for when a test runs
 */
export function contractFixtures(under: () => ContractCompany) {
  async function all(kind: LedgerKind): Promise<LedgerRecord[]> {
    const records: LedgerRecord[] = [];
    for await (const page of under().ledger.readAll(kind)) records.push(...page);
    return records;
  }

  const write = (intended: LedgerWrite, requestId: string = crypto.randomUUID()) => under().ledger.send(under().ledger.prepare(intended), requestId);

  async function written(intended: LedgerWrite): Promise<LedgerRecord> {
    const { record } = await write(intended);
    if (!record) throw new Error("The ledger answered without a record.");
    return record;
  }

  async function refusal(work: Promise<unknown>): Promise<LedgerError> {
    try {
      await work;
    } catch (error) {
      if (error instanceof LedgerError) return error;
      throw error;
    }
    throw new Error("The ledger accepted what it should refuse.");
  }

  const customerNamed = (displayName: string, changes: Partial<LedgerCustomer> = {}): LedgerCustomer => ({
    kind: "customer",
    displayName: `${displayName} ${under().tag}`,
    companyName: null,
    givenName: null,
    familyName: null,
    suffix: null,
    email: null,
    phone: null,
    billingAddress: null,
    parentId: null,
    currency: null,
    isTaxable: false,
    balance: null,
    isActive: true,
    ...changes,
  });

  const line = (changes: Partial<LedgerInvoiceLine>): LedgerInvoiceLine => ({
    description: "Advisory",
    itemId: under().itemId,
    classId: null,
    taxCodeId: null,
    quantity: null,
    unitPrice: null,
    amount: "100.00",
    serviceDate: null,
    ...changes,
  });

  const invoiceFor = (customerId: string, changes: Partial<LedgerInvoice> = {}): LedgerInvoice => ({
    kind: "invoice",
    customerId,
    number: null,
    issuedOn: "2026-03-31",
    dueOn: "2026-04-30",
    termId: null,
    billEmail: null,
    currency: under().homeCurrency,
    memo: null,
    taxCodeId: null,
    marker: null,
    lines: [line({})],
    subtotal: null,
    tax: null,
    total: null,
    balance: null,
    isVoid: false,
    isEmailed: false,
    ...changes,
  });

  const timeFor = (customerId: string, changes: Partial<LedgerTimeActivity> = {}): LedgerTimeActivity => ({
    kind: "time-activity",
    personKind: "employee",
    personId: under().employeeId,
    customerId,
    itemId: under().itemId,
    classId: null,
    day: "2026-03-30",
    minutes: 95,
    description: `Drafting ${under().tag}`,
    hourlyRate: "150.00",
    isBillable: false,
    isBilled: false,
    ...changes,
  });

  const created = (displayName: string, changes: Partial<LedgerCustomer> = {}) =>
    written({ operation: "create", document: customerNamed(displayName, changes) });

  return { all, write, written, refusal, customerNamed, line, invoiceFor, timeFor, created };
}
