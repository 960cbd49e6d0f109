import { randomBytes } from "node:crypto";
import { createContainer, createFirmWithAdmin, createLogger, loadConfig, type Container } from "@tieout/api";
import { dayIn, systemClock, type Actor, type ConnectionSettings } from "@tieout/domain";
import {
  approveTimeEntries, beginConnection, completeConnection, confirmConnection, createBillableCategory, createInvoice, createStaffMember, createTimeEntries, finalizeInvoice, mapCategories, recordPreflight, saveConnectionSettings,
  type PracticeContext,
} from "@tieout/practice";
import { migrate } from "@tieout/store";
import type { BenchCompany } from "./quickbooks.js";
import { startWorker, type SyncWorker } from "./worker.js";

/** A firm bound to a company of its own, on a database of its own, as the API's web process sees it. */
export interface BenchFirm {
  app: Container;
  company: BenchCompany;
  firmId: string;
  connectionId: string;
  actor: Actor;
  /** What a process on the same database is started with. */
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

const zone = "America/Denver";

/** Founds a firm, connects it through the same operations as a person does, and saves what to sync. Nothing is enabled yet. */
export async function foundFirm(databaseUrl: string, company: BenchCompany, settings: Partial<ConnectionSettings> = {}): Promise<BenchFirm> {
  await migrate(databaseUrl);
  const env = { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: randomBytes(32).toString("base64"), QUICKBOOKS_EMULATOR_URL: company.emulatorUrl, LOG_LEVEL: "error" };
  const config = loadConfig(env);
  const app = await createContainer(config, { logger: createLogger(config), clock: systemClock });
  const { firmId, userId } = await createFirmWithAdmin(app, { firmName: "The firm that syncs", timeZone: zone, name: "Bea Marker", email: "bea@example.com", password: randomBytes(18).toString("base64url") });
  const actor: Actor = { firmId, kind: "person", id: userId, name: "Bea Marker" };
  const context = practiceOf(app, actor);

  const { state } = await beginConnection(context, { sessionId: "bench" });
  const { connection } = await completeConnection(
    { ...context, vault: app.vault },
    {
      state,
      sessionId: "bench",
      realmId: company.realmId,
      environment: config.environment,
      exchange: async () => ({ ...(await company.grant()), accessExpiresIn: 3600, refreshExpiresIn: 8_640_000, connectionLifetime: null }),
      readCompany: (grant) => app.quickBooks.readCompany(company.realmId, grant),
      revoke: async () => undefined,
    },
  );
  await confirmConnection(context);
  await recordPreflight(context, await app.engine.readCompany({ firmId, connectionId: connection.id }));
  await saveConnectionSettings(context, { settings, startDate: null });
  return { app, company, firmId, connectionId: connection.id, actor, env, close: () => app.close() };
}

/** Enables the sync: the company is read and the first plan computed. Answers the plan that waits for a word; null when both sides agree already. */
export async function planEverything({ app, firmId, connectionId, actor }: BenchFirm, worker: SyncWorker): Promise<string | null> {
  const { runId } = await app.engine.enable({ firmId, connectionId, actor });
  const opened = await worker.finishRun(runId);
  if (opened === "succeeded") return null;
  const [plan] = await app.store.withFirm(firmId, ({ query }) => query<{ id: string }>("select id from hub.plan where run_id = $1 and state = 'open'", [runId]));
  if (opened !== "awaiting-approval" || !plan) throw new Error(`The first plan ended ${opened}.`);
  return plan.id;
}

/** Approves an open plan and applies it. */
export async function approve({ app, firmId, actor }: BenchFirm, worker: SyncWorker, planId: string): Promise<void> {
  const { runId } = await app.engine.approvePlan({ firmId, planId, actor });
  const applied = await worker.finishRun(runId);
  if (applied !== "succeeded") throw new Error(`The plan ended ${applied}.`);
}

/** Enables the sync and approves its first plan: everything that the company and the firm have is agreed afterwards. */
export async function importEverything(firm: BenchFirm, worker: SyncWorker): Promise<void> {
  const planId = await planEverything(firm, worker);
  if (planId !== null) await approve(firm, worker, planId);
}

/** The firm at work: clients imported, categories mapped; ready to send. Uses a worker of its own. */
export async function setUp(firm: BenchFirm): Promise<{ clientIds: string[]; categoryIds: string[] }> {
  const context = practiceOf(firm.app, firm.actor);
  const categoryIds: string[] = [];
  for (const [code, name] of [["TAX", "Tax return"], ["BOOK", "Bookkeeping"], ["ADV", "Advice"]] as const) categoryIds.push((await createBillableCategory(context, { code, name })).id);
  const worker = await startWorker(firm.env);
  await importEverything(firm, worker);
  await worker.stop();
  // "Services" and "Hours" are in every new company.
  await mapCategories(context, { sourceKind: "billable-category", mappings: categoryIds.map((sourceId, index) => ({ sourceId, itemId: index === 1 ? "2" : "1" })) });
  const clients = await firm.app.store.withFirm(firm.firmId, ({ query }) => query<{ id: string }>("select id from hub.client order by display_name"));
  return { clientIds: clients.map(({ id }) => id), categoryIds };
}

/** Final invoices of three lines, spread over the clients. */
export async function addInvoices(firm: BenchFirm, count: number, { clientIds, categoryIds }: { clientIds: readonly string[]; categoryIds: readonly string[] }): Promise<void> {
  const context = practiceOf(firm.app, firm.actor);
  for (let index = 0; index < count; index += 1) {
    const lines = categoryIds.map((categoryId, line) => ({ description: "Work of the month", categoryId, quantity: String(1 + line), unitPrice: `${90 + (index % 50)}.00` }));
    const { invoice } = await createInvoice(context, { clientId: clientIds[index % clientIds.length] ?? "", lines });
    await finalizeInvoice(context, { id: invoice.id });
  }
}

/** A person known to QuickBooks as an employee. Answers the id here. */
export async function addPerson(firm: BenchFirm): Promise<string> {
  const person = { firstName: "Emily", lastName: "Platt", email: "emily@example.com" };
  await firm.company.create("Employee", { GivenName: person.firstName, FamilyName: person.lastName, DisplayName: "Emily Platt", PrimaryEmailAddr: { Address: person.email } });
  const staff = await createStaffMember(practiceOf(firm.app, firm.actor), { ...person, rate: "120" });
  return staff.id;
}

/** Approved time of a person, spread over the clients; no two entries say the same. Reason enough for the daily sweep of time. */
export async function addApprovedTime(firm: BenchFirm, staffId: string, count: number, { clientIds, categoryIds }: { clientIds: readonly string[]; categoryIds: readonly string[] }): Promise<void> {
  const context = practiceOf(firm.app, firm.actor);
  const day = dayIn(zone, context.clock.now());
  for (let from = 0; from < count; from += 500) {
    const entries = await createTimeEntries(context, {
      submit: true,
      entries: Array.from({ length: Math.min(500, count - from) }, (_, index) => ({
        staffId,
        clientId: clientIds[(from + index) % clientIds.length] ?? "",
        categoryId: categoryIds[(from + index) % categoryIds.length] ?? "",
        day,
        minutes: 30,
        note: `Call ${from + index + 1}`,
      })),
    });
    await approveTimeEntries(context, { ids: entries.map(({ id }) => id) });
  }
}

function practiceOf(app: Container, actor: Actor): PracticeContext {
  return { store: app.store, clock: systemClock, actor };
}
