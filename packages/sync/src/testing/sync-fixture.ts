import { randomBytes } from "node:crypto";
import {
  BillableCategory,
  BillableType,
  Client,
  Firm,
  newId,
  StaffMember,
  systemClock,
  type Actor,
  type ClientDetails,
  type ConnectionSettings,
  type FirmSettings,
  type LedgerExchange,
  type ProblemFacts,
} from "@tieout/domain";
import { approveTimeEntries, createInvoice, createTimeEntries, finalizeInvoice, type PracticeContext } from "@tieout/practice";
import { blankUs, createEmulator, type Bookkeeper, type CompanyScenario, type Emulator, type EmulatorOptions, type MintedGrant } from "@tieout/quickbooks-emulator";
import { createVault, insertConnection, openStore, patchConnection, saveGrant, saveMappings, wakeHeldWork, type FirmSession, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { check, isWrite, readEvidence, type EvidenceSources, type Violation } from "@tieout/testkit/checker";
import { defaultConfig } from "../engine/config.js";
import { createEngine } from "../engine/create-engine.js";
import type { Engine, EngineConfig, WorkRequest } from "../engine/engine-types.js";
import { refusalsUntilLost } from "../token-keeper.js";
import { emulatedLedger, emulatorUrl, type ProcessOptions } from "./emulated-ledger.js";
import type { Mortal } from "./mortal.js";

export interface FixtureOptions {
  company?: CompanyScenario;
  emulator?: EmulatorOptions;
  settings?: Partial<ConnectionSettings>;
  firm?: Partial<FirmSettings>;
  config?: Partial<EngineConfig>;
  startDate?: string | null;
  /** Calls wait for their turn, as in production. */
  isThrottled?: boolean;
  /** A database that firms of several stories share; a new one when absent. */
  store?: Store;
}

/** What a process sees in place of the real thing. */
export interface Seams extends Pick<ProcessOptions, "network" | "ledger" | "patienceMs"> {
  store?: (store: Store) => Store;
}

/** A firm with a database of its own, connected to a company of an emulator in this process; nothing is enabled yet. For tests of this package. */
export async function syncFixture(options: FixtureOptions = {}) {
  const database = options.store ? null : await createTestDatabase();
  const store = options.store ?? (await openStore({ url: database?.url ?? "", keepsStatements: true }));
  const company = options.company ?? blankUs("Stone Books");
  // A process may die with the answer of a renewal in its hands: with a grace for the token before, no story needs a person for that.
  const emulator = createEmulator({ companies: [company], publicUrl: emulatorUrl, throttle: false, settings: { refreshRotation: "grace" }, ...options.emulator });
  // The clock of a shared database may be ahead already: both sides begin at the same time.
  const [clock] = await store.withoutFirm((query) => query<{ ms: number }>("select (extract(epoch from ahead_by) * 1000)::float8 as ms from hub.clock"));
  emulator.advance(clock?.ms ?? 0);
  const grant = emulator.mintGrant();
  const bookkeeper: Bookkeeper = emulator.bookkeeper(grant.realmId);

  const firmId = newId();
  const connectionId = newId();
  const secret = randomBytes(32);
  const vault = createVault([{ version: 1, secret }]);
  const realmHash = vault.fingerprint(grant.realmId);
  const actor: Actor = { firmId, kind: "person", id: "user-ana", name: "Ana" };
  const context: PracticeContext = { store, actor, clock: systemClock };
  const exchanges: LedgerExchange[] = [];
  const { openLedgerOf, flights, secrets, consent } = emulatedLedger({ emulator, vault, grant, isThrottled: options.isThrottled ?? false, onExchange: (exchange) => exchanges.push(exchange) });
  const openLedger = openLedgerOf({ processId: "one", store });

  const logs: { level: string; message: string; facts: Record<string, unknown> }[] = [];
  const engineOf = (processId: string, config: Partial<EngineConfig> = {}, { store: seam, ...seams }: Seams = {}): Engine => {
    const seen = seam?.(store) ?? store;
    return createEngine({
      store: seen,
      openLedger: openLedgerOf({ ...seams, processId, store: seen }),
      sign: vault.sign,
      processId,
      config: { pollMs: 20, ...options.config, ...config },
      log: (level, message, facts) => logs.push({ level, message, facts }),
    });
  };
  const engine = engineOf("one");
  let crew: readonly Engine[] = [engine];
  const deaths: { after: number; until: number }[] = [];

  const keepGrant = (session: FirmSession, { accessToken, refreshToken }: MintedGrant) =>
    saveGrant(session, connectionId, { accessCipher: vault.seal(accessToken, connectionId), refreshCipher: vault.seal(refreshToken, connectionId), accessExpiresIn: 3_600, refreshExpiresIn: 8_640_000, connectionLifetime: null });

  const firm = new Firm(firmId, { name: "Stone & Partners", timeZone: "America/New_York", taxRatePercent: "8", ...options.firm });
  const staff = new StaffMember(firmId, { firstName: "Emily", lastName: "Platt", email: "emily@stone.example", rate: "120" });
  const tax = new BillableCategory(firmId, { code: "TAX", name: "Tax return", rate: "200" });
  const books = new BillableCategory(firmId, { code: "BOOKS", name: "Bookkeeping", rate: "90", isTaxable: true });
  const review = new BillableType(firmId, { categoryId: tax.id, code: "TAX-R", name: "Tax review" });
  await store.withFirm(firmId, async (session) => {
    for (const record of [firm, staff, tax, books, review]) await session.em.persist<object>(record).flush();
    await insertConnection(session, { id: connectionId, environment: "emulator", realmCipher: vault.seal(grant.realmId, connectionId), realmHash, companyName: "Books", company: {}, authorizedBy: "Ana" });
    await patchConnection(session, connectionId, { state: "ready", settings: { clients: true, sites: true, invoices: true, timeEntries: false, ...options.settings }, startDate: options.startDate ?? null });
    await keepGrant(session, grant);
  });
  const rows = <Row extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) => store.withFirm(firmId, ({ query }) => query<Row>(sql, params));

  const isAheadOfTime = async (runId: string) => (await rows("select 1 from hub.work where run_id = $1 and state = 'queued' and created_at > hub.hub_now()", [runId])).length > 0;

  const fixture = {
    store, company, vault, realmHash, emulator, bookkeeper, grant, engine, engineOf, openLedger, firmId, connectionId, actor, context, staff, tax, books, review, exchanges, logs, rows,
    realmId: grant.realmId,
    /** What a process of the product opens with what this firm has sealed: its ENCRYPTION_KEY. */
    encryptionKey: secret.toString("base64"),
    inFirm: <T>(work: (session: FirmSession) => Promise<T>) => store.withFirm(firmId, work),
    records: (entity: Parameters<Emulator["state"]["records"]>[1]) => emulator.state.records(grant.realmId, entity),
    /** Calls since the last time this was asked, and what of them was metered. */
    calls() {
      const taken = exchanges.splice(0);
      return { all: taken.length, metered: taken.filter((exchange) => exchange.isMetered).length, throttled: taken.filter((exchange) => exchange.status === 429).length, list: taken };
    },
    /** One clock runs ahead of the other from now on: QuickBooks' for a positive number of seconds, ours for a negative one. */
    async partClocks(seconds: number) {
      if (seconds > 0) return emulator.advance(seconds * 1_000);
      await store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + make_interval(secs => $1)", [-seconds]));
    },
    /** Lets time pass on both sides. */
    async advance(seconds: number) {
      await store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + make_interval(secs => $1)", [seconds]));
      emulator.advance(seconds * 1_000);
      await emulator.webhooksSettled();
    },
    /** Somebody withdraws the consent in QuickBooks. */
    revoke: () => emulator.revokeGrant(grant.realmId),
    /** Somebody gives it anew. */
    async reconnect() {
      const given = consent();
      await store.withFirm(firmId, async (session) => {
        await keepGrant(session, given);
        await patchConnection(session, connectionId, { state: "enabled", stateReason: null });
        await wakeHeldWork(session, connectionId, { isAsked: true });
      });
      return given;
    },
    /** The consent is withdrawn in QuickBooks and a sync is refused so often that it is believed. Returns the run, which waits. */
    async loseConnection() {
      fixture.revoke();
      const { id } = await fixture.sync();
      for (let tries = 1; tries < refusalsUntilLost; tries += 1) {
        await fixture.advance(defaultConfig.refusalSpacingSeconds);
        await fixture.drain();
      }
      return fixture.run(id);
    },
    /** PostgreSQL ends every connection, and takes new ones at once. Only where the database is this firm's own. */
    dropConnections: () => database?.dropConnections() ?? Promise.reject(new Error("The database is not this firm's own.")),
    /** Who does the work from now on. */
    hire(...engines: Engine[]) {
      crew = engines;
    },
    /** A sync by a process that may die in the middle of it; somebody else is hired after it. */
    async syncMortally(life: Mortal) {
      const after = emulator.journal.at(-1)?.seq ?? 0;
      fixture.hire(fixture.engineOf("victim", {}, { ...life, store: () => life.store }));
      const end = await Promise.race([fixture.sync(), life.death]);
      if (end === "died") deaths.push({ after, until: emulator.journal.at(-1)?.seq ?? 0 });
      fixture.hire(engine);
    },
    /** Works until nothing is due. */
    async drain(engines: readonly Engine[] = crew) {
      for (let worked = true; worked; ) {
        worked = false;
        for (const each of engines) if (await each.workOnce()) worked = true;
      }
    },
    async addClient(details: Partial<ClientDetails> & { businessName?: string } = {}) {
      const client = new Client(firmId, { kind: "business", currency: "USD", ...details });
      await store.withFirm(firmId, async ({ em }) => em.persist<object>(client).flush());
      return client;
    },
    /** A final invoice with lines of a category. */
    async addInvoice(clientId: string, lines: { category: BillableCategory | BillableType; amount?: string; quantity?: string; unitPrice?: string }[], head: { issuedOn?: string } = {}) {
      const draft = await createInvoice(context, {
        clientId,
        issuedOn: head.issuedOn ?? "2026-11-02",
        lines: lines.map(({ category, ...money }) => ({ description: category.name, categoryId: "categoryId" in category ? category.categoryId : category.id, typeId: "categoryId" in category ? category.id : null, ...money })),
      } as Parameters<typeof createInvoice>[1]);
      const { invoice } = await finalizeInvoice(context, { id: draft.invoice.id } as Parameters<typeof finalizeInvoice>[1]);
      return invoice;
    },
    /** Approved time of Emily for a client. */
    async addTime(clientId: string, entries: { day: string; minutes: number; note?: string; category?: BillableCategory }[]): Promise<string[]> {
      const created = await createTimeEntries(context, {
        entries: entries.map(({ category = tax, ...entry }) => ({ staffId: staff.id, clientId, categoryId: category.id, note: "work", ...entry })),
      } as Parameters<typeof createTimeEntries>[1]);
      const ids = created.map((entry) => entry.id);
      await approveTimeEntries(context, { ids } as Parameters<typeof approveTimeEntries>[1]);
      return ids;
    },
    /** The item of a new service in the ledger. */
    addItem(name: string): string {
      const account = fixture.records("Account").find((record) => record["AccountType"] === "Income");
      return bookkeeper.create("Item", { Name: name, Type: "Service", IncomeAccountRef: { value: account?.Id ?? "1" } }).Id;
    },
    map(category: BillableCategory | BillableType, itemId: string) {
      const kind = "categoryId" in category ? "billable-type" : "billable-category";
      return store.withFirm(firmId, (session) => saveMappings(session, connectionId, kind, [{ sourceId: category.id, targetId: itemId, targetName: "mapped" }], { origin: "user", confirmedBy: "Ana" }));
    },
    /** The first plan, computed and left open. */
    async firstPlan() {
      const { runId } = await engine.enable({ firmId, connectionId, actor });
      await fixture.drain();
      const [plan] = await rows<{ id: string; state: string }>("select id, state from hub.plan where run_id = $1 order by created_at desc", [runId]);
      return { runId, planId: plan?.id ?? "", state: plan?.state ?? "none" };
    },
    /** Enabled, with the first plan approved and applied. */
    async enabled() {
      const { planId } = await fixture.firstPlan();
      if (planId !== "") await engine.approvePlan({ firmId, planId, actor });
      await fixture.drain();
      return planId;
    },
    async sync(request: Partial<WorkRequest> = {}) {
      const { runId } = await engine.request({ firmId, connectionId, kind: "everything", trigger: "user", requestedBy: "Ana", ...request });
      await fixture.drain();
      // Where a machine's clock was put back meanwhile, what was asked for is due a little later.
      while (await isAheadOfTime(runId)) await fixture.drain();
      return fixture.run(runId);
    },
    async run(runId: string) {
      const [run] = await rows<{ id: string; state: string; summary: string; counts: Record<string, number>; calls: Record<string, number>; failure: string | null; mode: string; phase: string; done: number; total: number | null }>("select * from hub.run where id = $1", [runId]);
      if (!run) throw new Error("There is no such run.");
      return run;
    },
    changes: (planId: string) => rows<{ id: string; flow: string; side: string; operation: string; label: string; state: string; reason: string | null; fields: { path: string; before: unknown; after: unknown }[]; candidates: { id: string }[]; ledger_id: string | null }>("select * from hub.change where plan_id = $1 order by seq", [planId]),
    problems: () => rows<{ id: string; kind: string; cause_key: string; state: string; facts: ProblemFacts; records: number }>("select p.*, (select count(*)::int from hub.problem_record r where r.problem_id = p.id and r.released_at is null) as records from hub.problem p where p.state = 'open' order by p.cause_key"),
    async stateOf(kind: string, recordId: string) {
      const [row] = await rows<{ state: string; reason: string | null }>("select state, reason from hub.record_sync where kind = $1 and record_id = $2", [kind, recordId]);
      return row?.state ?? "never-sent";
    },
    /** What of the promises is broken now (reliability 4.2). */
    violations(told: Partial<EvidenceSources> = {}): Promise<Violation[]> {
      return fixture.evidence(told).then(check);
    },
    evidence: (told: Partial<EvidenceSources> = {}) =>
      readEvidence({
        store, emulator, firmId, realmId: grant.realmId, flights, deaths, logs: logs.map((line) => JSON.stringify(line)), isThrottled: options.isThrottled ?? false,
        secrets, confidential: ["emily@stone.example", "Tax return"], ...told,
      }),
    /**
     * Hours pass, a sync in each, until a whole cycle writes nothing and leaves nothing under way: how many that took, and where in the
     * journal the quiet one began. Null for the cycles when there was none within `atMost`.
     */
    async untilQuiet({ atMost = 3, hours = 1 } = {}): Promise<{ cycles: number | null; restFrom: number }> {
      let restFrom = 0;
      for (let cycle = 1; cycle <= atMost; cycle += 1) {
        restFrom = emulator.journal.at(-1)?.seq ?? 0;
        await fixture.advance(hours * 3_600);
        await fixture.drain();
        await fixture.sync();
        const [open] = await rows("select 1 from hub.call where state in ('pending', 'sending', 'unknown') union all select 1 from hub.work where state <> 'done' union all select 1 from hub.dirty_record");
        if (!open && !emulator.journal.some((entry) => entry.seq > restFrom && isWrite(entry))) return { cycles: cycle, restFrom };
      }
      return { cycles: null, restFrom };
    },
    async close() {
      // On a shared database, nobody else takes up what a story left.
      if (!database) return store.withFirm(firmId, (session) => patchConnection(session, connectionId, { state: "disconnected" }));
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
  return fixture;
}

export type SyncFixture = Awaited<ReturnType<typeof syncFixture>>;
