import { blankUs, type CompanyScenario, type WireRecord } from "@tieout/quickbooks-emulator";

/** A company with so many customers and invoices, each invoice of one line; figures agree. */
export function companyOf(customers: number, invoices: number): CompanyScenario {
  const blank = blankUs("A large company");
  const perCustomer = Math.ceil(invoices / customers);
  const MetaData = { CreateTime: "2026-03-02T09:00:00-08:00", LastUpdatedTime: "2026-03-02T09:00:00-08:00" };
  const customerOf = (_none: unknown, at: number): WireRecord => {
    const name = `Client ${String(at + 1).padStart(5, "0")}`;
    return { Id: String(at + 1), DisplayName: name, FullyQualifiedName: name, PrintOnCheckName: name, Balance: perCustomer * 100, BalanceWithJobs: perCustomer * 100, MetaData };
  };
  const invoiceOf = (_none: unknown, at: number): WireRecord => ({
    Id: String(at + 1),
    DocNumber: String(1_001 + at),
    TxnDate: "2026-03-02",
    DueDate: "2026-04-01",
    CustomerRef: { value: String((at % customers) + 1), name: `Client ${String((at % customers) + 1).padStart(5, "0")}` },
    Line: [{ Id: "1", LineNum: 1, Amount: 100, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "1", name: "Services" } } }],
    TotalAmt: 100,
    Balance: 100,
    MetaData,
  });
  return { ...blank, records: { ...blank.records, Customer: Array.from({ length: customers }, customerOf), Invoice: Array.from({ length: invoices }, invoiceOf) } };
}
