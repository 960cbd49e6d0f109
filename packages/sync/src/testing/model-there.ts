import type { WireRecord } from "@tieout/quickbooks-emulator";
import { pick } from "./pick.js";
import type { SyncFixture } from "./sync-fixture.js";

/** What people do in the screens of QuickBooks. */
export const ledgerSteps = [
  "add a customer", "edit a customer", "rename a customer", "close a customer", "open a customer", "merge a customer",
  "pay an invoice", "take a payment back", "void it there", "delete an invoice", "edit an invoice there", "delete time there", "rename an item",
  "add a namesake", "switch an item off", "switch an item on", "close the books", "open the books",
] as const;

const isUnpaid = (invoice: WireRecord): boolean => Number(invoice["Balance"]) === Number(invoice["TotalAmt"]);

export async function happenThere({ bookkeeper, records, rows }: SyncFixture, step: { do: (typeof ledgerSteps)[number]; which: number }, index: number): Promise<void> {
  const customers = records("Customer").filter((record) => (record["Active"] === false) === (step.do === "open a customer"));
  const customer = pick(customers, step.which);
  const invoice = pick(records("Invoice").filter((record) => Number(record["TotalAmt"]) > 0), step.which);
  switch (step.do) {
    case "add a customer":
      bookkeeper.create("Customer", { DisplayName: `Walked in ${index} ${step.which}` });
      return;
    case "edit a customer":
      if (customer) bookkeeper.change("Customer", customer.Id, { PrimaryEmailAddr: { Address: `c${step.which}@example.com` } });
      return;
    case "rename a customer":
      if (customer) bookkeeper.change("Customer", customer.Id, { DisplayName: `Renamed there ${index} ${step.which}` });
      return;
    case "close a customer":
      if (customer && Number(customer["Balance"] ?? 0) === 0) bookkeeper.change("Customer", customer.Id, { Active: false });
      return;
    case "open a customer": {
      // QuickBooks opens none whose name another has by now.
      const name = String(customer?.["DisplayName"] ?? "").replace(/ \(deleted[^)]*\)$/, "");
      if (customer && !records("Customer").some((other) => other.Id !== customer.Id && other["DisplayName"] === name)) bookkeeper.change("Customer", customer.Id, { Active: true });
      return;
    }
    case "merge a customer": {
      const winner = pick(customers.filter((other) => other.Id !== customer?.Id), step.which + 1);
      if (customer && winner) bookkeeper.mergeCustomers(customer.Id, winner.Id);
      return;
    }
    case "pay an invoice": {
      const open = Number(invoice?.["Balance"] ?? 0);
      const paid = Math.min(1, open);
      if (invoice && open > 0) bookkeeper.create("Payment", { CustomerRef: invoice["CustomerRef"] as { value: string }, TotalAmt: paid, Line: [{ Amount: paid, LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }] }] });
      return;
    }
    case "take a payment back": {
      const payment = pick(records("Payment"), step.which);
      if (payment) bookkeeper.remove("Payment", payment.Id);
      return;
    }
    case "void it there":
      if (invoice && isUnpaid(invoice)) bookkeeper.void("Invoice", invoice.Id);
      return;
    case "delete an invoice":
      if (invoice && isUnpaid(invoice)) bookkeeper.remove("Invoice", invoice.Id);
      return;
    case "edit an invoice there":
      if (invoice) bookkeeper.change("Invoice", invoice.Id, step.which % 2 === 0 ? { DueDate: "2026-12-31" } : { CustomerMemo: { value: `Thank you ${step.which}` } });
      return;
    case "delete time there": {
      const time = pick(records("TimeActivity"), step.which);
      if (time) bookkeeper.remove("TimeActivity", time.Id);
      return;
    }
    case "rename an item":
    case "switch an item off":
    case "switch an item on": {
      const item = pick(records("Item").filter((record) => record["Type"] === "Service"), step.which);
      const change: Record<string, string | boolean> = step.do === "rename an item" ? { Name: `Service ${index} ${step.which}` } : { Active: step.do === "switch an item on" };
      if (item) bookkeeper.change("Item", item.Id, change);
      return;
    }
    case "add a namesake": {
      const client = pick(await rows<{ name: string }>("select display_name as name from hub.client c where not exists (select from hub.link l where l.record_id = c.id and l.unlinked_at is null) order by created_at, id"), step.which);
      const name = client && (step.which % 2 === 0 ? client.name : `${client.name} LLC`);
      if (name && !records("Customer").some(({ DisplayName }) => DisplayName === name)) bookkeeper.create("Customer", { DisplayName: name });
      return;
    }
    case "close the books":
      bookkeeper.setPreferences({ AccountingInfoPrefs: { BookCloseDate: step.which % 2 === 0 ? "2026-11-02" : "2026-11-05" } });
      return;
    case "open the books":
      bookkeeper.setPreferences({ AccountingInfoPrefs: { BookCloseDate: null } });
  }
}
