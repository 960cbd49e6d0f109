import { join } from "node:path";
import { createContainer, createFirmWithAdmin, createLogger, loadConfig } from "@tieout/api";
import { addDays, dayIn, systemClock, type Actor, type CalendarDate } from "@tieout/domain";
import {
  approveTimeEntries, createBillableCategory, createBillableType, createClients, createInvoice, createInvoiceFromTime, createSite, createStaffMember, createTimeEntries, finalizeInvoice, updateFirm,
  type PracticeContext,
} from "@tieout/practice";
import { demoClients } from "./firm/clients.js";
import { writeImportFiles } from "./firm/import-files.js";
import { createDemoCompany } from "./firm/quickbooks-company.js";
import { demoCategories } from "./firm/services.js";
import { demoStaff } from "./firm/staff.js";
import { demoTime } from "./firm/time.js";
import { beginMaking, finishMaking } from "./half-made.js";
import { demoAccount } from "./secrets.js";

/** Makes the demo firm over the same operations everybody uses. */
async function seed(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createContainer(config, { logger: createLogger(config), clock: systemClock });
  try {
    beginMaking(config.dataDir);
    const account = demoAccount(config.dataDir);
    console.log("First start: making the demo firm (18 people, 240 clients, nine months of time) ...");
    const { firmId, userId } = await createFirmWithAdmin(app, { firmName: "Larkspur & Whitfield", timeZone: "America/Denver", homeCurrency: "USD", name: "Paula Whitfield", ...account });
    const actor: Actor = { firmId, kind: "person", id: userId, name: "Paula Whitfield" };
    await fill({ store: app.store, clock: systemClock, actor }, config.quickBooks.emulatorUrl ?? "", config.dataDir);
    finishMaking(config.dataDir);
  } finally {
    await app.close();
  }
}

async function fill(context: PracticeContext, emulatorUrl: string, dataDir: string): Promise<void> {
  const today = dayIn("America/Denver", context.clock.now());
  const clients = demoClients();
  // A cent more than QuickBooks' 8 % on a taxable line of 60.00: the planted difference of tax.
  await updateFirm(context, { taxRatePercent: "8.01", defaultState: "CO" });
  const staffIds = await series(demoStaff, async ({ inQuickBooks: _known, ...person }) => (await createStaffMember(context, person)).id);
  const categories = await series(demoCategories, async ({ types, isBillable, ...category }) => {
    const { id } = await createBillableCategory(context, category);
    return { id, typeIds: await series(types, async (type) => (await createBillableType(context, { ...type, categoryId: id, isBillable })).id) };
  });
  const created = await createClients(context, { clients: clients.map(({ sites: _sites, line1, ...client }) => ({ ...client, addressLine1: line1, country: "US" })) });
  for (const [index, { sites }] of clients.entries()) {
    for (const name of sites) await createSite(context, { clientId: created[index]?.id ?? "", name });
  }

  const thisMonth = `${today.slice(0, 8)}01`;
  const time = demoTime({ staff: staffIds.length, clients: clients.length, types: demoCategories.map(({ types }) => types.length), from: monthsBefore(thisMonth, 9), to: addDays(today, -1) });
  const approvedThrough = addDays(today, -10);
  for (let start = 0; start < time.length; start += 2000) {
    const slice = time.slice(start, start + 2000);
    const entries = await createTimeEntries(context, {
      entries: slice.map(({ staff, client, category, type, ...work }) => ({ ...work, staffId: staffIds[staff] ?? "", clientId: created[client]?.id ?? "", categoryId: categories[category]?.id ?? "", typeId: categories[category]?.typeIds[type] ?? null })),
      submit: true,
    });
    const due = entries.filter(({ day }) => day <= approvedThrough);
    if (due.length > 0) await approveTimeEntries(context, { ids: due.map(({ id }) => id) });
  }

  // Two rounds of billing: one before the books were closed, one last month. The rest waits to be invoiced.
  const lastMonthEnd = addDays(thisMonth, -1);
  const closedThrough = addDays(monthsBefore(thisMonth, 4), -1);
  for (const [through, who] of [[closedThrough, created.slice(0, 4)], [lastMonthEnd, created.slice(0, 60)]] as const) {
    for (const client of who) {
      const { invoice } = await createInvoiceFromTime(context, { clientId: client.id, through, issuedOn: through });
      await finalizeInvoice(context, { id: invoice.id });
    }
  }
  const print = categories[demoCategories.findIndex(({ code }) => code === "PRINT")];
  const { invoice } = await createInvoice(context, { clientId: created[61]?.id ?? "", issuedOn: today, lines: [{ description: "Bound annual report", categoryId: print?.id ?? "", quantity: "1", unitPrice: "60.00", isTaxable: true }] });
  await finalizeInvoice(context, { id: invoice.id });

  await createDemoCompany(emulatorUrl, clients, closedThrough);
  writeImportFiles(join(dataDir, "demo-files"), clients, today);
}

async function series<T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of list) results.push(await work(item));
  return results;
}

function monthsBefore(monthStart: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1] = monthStart.split("-").map(Number);
  const index = year * 12 + (month - 1) - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

seed().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
