import { addDays, displayName, type CalendarDate } from "@tieout/domain";
import { blankUs } from "@tieout/quickbooks-emulator";
import type { DemoClient } from "./clients.js";
import { demoItems } from "./services.js";
import { demoStaff } from "./staff.js";

const linked = 170;
/** Position of a client and how QuickBooks spells the same one: six pairs, one of them a married couple. */
const variants: readonly [number, (client: DemoClient) => string][] = [
  [171, ({ firstName, lastName }) => `${firstName} ${lastName} (old)`],
  [172, ({ firstName, lastName }) => `${lastName}, ${firstName?.[0]}.`],
  [173, ({ firstName, lastName }) => `${lastName}, ${firstName} & Family`],
  [82, ({ firstName, lastName, partnerFirstName }) => `${partnerFirstName} and ${firstName} ${lastName}`],
  [3, ({ businessName }) => `${businessName?.split(" ").slice(0, 2).join(" ")} Holdings`],
  [7, ({ businessName }) => `The ${businessName?.replace(/ (LLC|Inc\.|LLP|Co\.)$/, "")} Company`],
];
/** Position of the client whose payment lies in a deposit. */
const payer = 100;
/** Which of the customers only QuickBooks knows pays in Canadian dollars: a client in a foreign currency. */
const canadian = "Harborlight Chapel";
const onlyThere = ["Aurora Print Works", "Beacon Hill Dance School", "Copper Kettle Diner", "Delta Roofing Supply", "Eagle Nest Lodge", "Fernwood, Clara", "Granite State Movers", "Harborlight Chapel", "Ivers, Simon & Petra"];

/**
 * Makes the firm's own QuickBooks company in the emulator, as its bookkeeper would have left it: most clients as customers, six
 * spelled differently, nine the firm does not know, people as employees and one vendor, services of which two share a name and
 * one is inactive, the books closed through `closedThrough`, a customer in a foreign currency, and a payment that has been deposited.
 */
export async function createDemoCompany(emulatorUrl: string, clients: readonly DemoClient[], closedThrough: CalendarDate): Promise<void> {
  const { realmId } = await post<{ realmId: string }>(`${emulatorUrl}/_emulator/companies`, blankUs("Larkspur & Whitfield Books", "9341450000000042", { bookCloseDate: closedThrough, multiCurrency: true }));
  const create = (entity: string, body: object) => post<{ Id: string }>(`${emulatorUrl}/_emulator/companies/${realmId}/records/${entity}`, body);

  const itemIds = new Map<string, string>();
  for (const item of demoItems) {
    const parent = item.parentId ? { SubItem: true, ParentRef: { value: itemIds.get(item.parentId) } } : {};
    const sold = item.type === "Service" ? { IncomeAccountRef: { value: "45" } } : {};
    const { Id } = await create("Item", { Name: item.name, Type: item.type, ...parent, ...sold });
    itemIds.set(item.id, Id);
    if (!item.isActive) await patch(`${emulatorUrl}/_emulator/companies/${realmId}/records/Item/${Id}`, { Active: false });
  }

  for (const person of demoStaff) {
    if (person.inQuickBooks === "nobody") continue;
    const email = person.inQuickBooks === "other-email" ? person.email.replace("larkspur", "old-mail") : person.email;
    const record = { GivenName: person.firstName, FamilyName: person.lastName, DisplayName: `${person.firstName} ${person.lastName}`, PrimaryEmailAddr: { Address: email } };
    const isVendor = person.inQuickBooks === "vendor";
    const rate = person.rateInQuickBooks ?? person.rate;
    // An employee's rate is kept only where the time may be billed.
    await create(isVendor ? "Vendor" : "Employee", rate ? { ...record, ...(!isVendor && { BillableTime: true }), BillRate: Number(rate) } : record);
  }

  await create("CompanyCurrency", { Code: "CAD" });
  await create("ExchangeRate", { SourceCurrencyCode: "CAD", Rate: 0.73, AsOfDate: closedThrough });

  let payerId = "";
  const spelled = new Map(variants);
  for (const [index, client] of clients.entries()) {
    const spell = spelled.get(index);
    if (index >= linked && !spell) continue;
    const { Id } = await create("Customer", customer(client, spell?.(client) ?? displayName({ ...client, partnerSuffix: null })));
    if (index === payer) payerId = Id;
    for (const site of client.sites) await create("Customer", { DisplayName: site === "Main office" ? `${client.businessName} ${site}` : `${site} of ${client.businessName}`, Job: true, ParentRef: { value: Id } });
  }
  for (const name of onlyThere) await create("Customer", { DisplayName: name, PrimaryEmailAddr: { Address: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@elsewhere.example` }, ...(name === canadian ? { CurrencyRef: { value: "CAD" } } : {}) });
  await writeDepositedPayment(create, payerId, itemIds.get("103") ?? "", addDays(closedThrough, 1));
}

/**
 * An invoice the bookkeeper wrote in QuickBooks itself, paid, and the payment already in a deposit: QuickBooks refuses to change or
 * delete that payment (fault 6540), and with it the invoice.
 */
async function writeDepositedPayment(create: (entity: string, body: object) => Promise<{ Id: string }>, customerId: string, itemId: string, day: CalendarDate): Promise<void> {
  const common = { CustomerRef: { value: customerId }, CurrencyRef: { value: "USD" }, TxnDate: day };
  const line = { Amount: 250, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: itemId }, Qty: 1, UnitPrice: 250 } };
  const invoice = await create("Invoice", { ...common, DocNumber: "OLD-118", Line: [line] });
  const payment = await create("Payment", { ...common, TotalAmt: 250, PaymentRefNum: "20418", Line: [{ Amount: 250, LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }] }] });
  await create("Deposit", { CurrencyRef: { value: "USD" }, TxnDate: day, DepositToAccountRef: { value: "35" }, Line: [{ Amount: 250, LinkedTxn: [{ TxnId: payment.Id, TxnType: "Payment" }] }] });
}

function customer(client: DemoClient, name: string): object {
  return {
    DisplayName: name,
    ...(client.businessName ? { CompanyName: client.businessName } : { GivenName: client.firstName, FamilyName: client.lastName, ...(client.suffix ? { Suffix: client.suffix } : {}) }),
    PrimaryEmailAddr: { Address: client.email },
    PrimaryPhone: { FreeFormNumber: client.phone },
    BillAddr: { Line1: client.line1, City: client.city, ...(client.state ? { CountrySubDivisionCode: client.state } : {}), PostalCode: client.postalCode, Country: "US" },
  };
}

function post<T>(url: string, body: object): Promise<T> {
  return send<T>("POST", url, body);
}

function patch(url: string, body: object): Promise<unknown> {
  return send("PATCH", url, body);
}

async function send<T>(method: string, url: string, body: object): Promise<T> {
  const response = await fetch(url, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The emulator refused ${method} ${url}: ${await response.text()}`);
  return (await response.json()) as T;
}
