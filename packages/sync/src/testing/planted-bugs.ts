import { setTimeout as sleep } from "node:timers/promises";
import { newId, type Ledger, type LedgerDocument } from "@tieout/domain";
import type { EvidenceSources, InvariantName } from "@tieout/testkit/checker";
import { bodiesOf, ledgerWith, readdressed, storeWith, storeWithout } from "./seams.js";
import type { FixtureOptions, Seams, SyncFixture } from "./sync-fixture.js";

/** A defect as somebody could make it, planted around the product and never in it, and the promise it breaks. */
export interface PlantedBug {
  name: string;
  caughtBy: InvariantName;
  options?: FixtureOptions;
  /** What the broken process sees. */
  plant?(firm: SyncFixture): Seams;
  /** Before the sync is enabled; then the broken process enables it too. */
  prepare?(firm: SyncFixture): Promise<void>;
  /** A new client with an invoice when absent. */
  story?(firm: SyncFixture): Promise<void>;
  /** Judged after two more cycles, an hour each. */
  isAtRest?: true;
  told?: Partial<EvidenceSources>;
}

/** A client with an invoice of two lines, sent. */
export async function oneInvoice(firm: SyncFixture): Promise<string> {
  const client = await firm.addClient({ businessName: "Acme Incorporated", phone: "555-0100" });
  const invoice = await firm.addInvoice(client.id, [{ category: firm.tax, amount: "200.37" }, { category: firm.tax, amount: "90.11" }]);
  await firm.sync();
  return invoice.id;
}

/** The answer to the first invoice is lost; the sync recovers when its time has come. */
async function lostAnswer(firm: SyncFixture): Promise<void> {
  firm.emulator.arm({ name: "commit-then-reset", when: { entity: "Invoice", operation: "create" } });
  await oneInvoice(firm);
  await firm.advance(200);
  await firm.drain();
}

async function oneHour(firm: SyncFixture): Promise<void> {
  const client = await firm.addClient({ businessName: "Acme Incorporated" });
  await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 50 }]);
  await firm.sync();
}

/** An invoice is sent; then somebody has the database's own password, past the rights of the application. */
async function asOwner(firm: SyncFixture, sql: string): Promise<void> {
  await oneInvoice(firm);
  await firm.inFirm(async ({ query }) => {
    await query("set local role none");
    await query(sql);
  });
}

const findsNothing = (): Partial<Ledger> => ({ find: async () => [] });
/** Of all that is posted, the sign-in is none. */
const isWrite = (request: Request) => new URL(request.url).searchParams.has("requestid");
const isCreate = (request: Request, entity: string) => request.method === "POST" && new URL(request.url).pathname.endsWith(`/${entity}`);

/** Problems are raised and never stored. */
const blindProof: Seams["store"] = (store) =>
  storeWith(store, async ({ sql, params, pass }) => {
    if (sql.includes("insert into hub.problem_record")) return [];
    return sql.includes("insert into hub.problem (") ? (JSON.parse(String(params[2])) as { id: string; causeKey: string }[]).map(({ id, causeKey }) => ({ id, causeKey })) : pass();
  });

const lines = (change: (line: { Amount?: number; SalesItemLineDetail?: { Qty?: number; UnitPrice?: number } }, index: number) => void) =>
  bodiesOf("invoice", (body) => (body["Line"] as { Amount?: number; DetailType?: string }[]).forEach(change));

/** Says that a write went through whatever the ledger said. */
const optimist = ledgerWith((ledger) => {
  const documents = new Map<unknown, LedgerDocument>();
  return {
    prepare(write) {
      const call = ledger.prepare(write);
      if ("document" in write && write.document) documents.set(JSON.stringify(call.body), write.document);
      return call;
    },
    send: (call, requestId) =>
      ledger.send(call, requestId).catch((error: unknown) => {
        const document = documents.get(JSON.stringify(call.body));
        if (!document || call.kind !== "invoice") throw error;
        const told = { ...document, subtotal: "290.48", tax: "0.00", total: "290.48", balance: "290.48" } as LedgerDocument;
        return { id: "99001", token: "0", traceId: null, record: { kind: "invoice", id: "99001", token: "0", name: "", isActive: true, updatedAt: null, document: told } } as Awaited<ReturnType<Ledger["send"]>>;
      }),
  };
});

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "posts every invoice twice", caughtBy: "INV-1",
    plant: () => ({
      async network(request, send) {
        const again = isCreate(request, "invoice") ? await readdressed(request, (url) => url.searchParams.set("requestid", newId())) : null;
        const answer = await send(request);
        if (again) await send(again);
        return answer;
      },
    }),
  },
  { name: "takes a new request id for every try and looks nothing up", caughtBy: "INV-1", story: lostAnswer, plant: () => ({ ledger: ledgerWith((ledger) => ({ ...findsNothing(), send: (call) => ledger.send(call, newId()) })) }) },
  { name: "sends no request id and looks nothing up", caughtBy: "INV-1", story: lostAnswer, plant: () => ({ ledger: ledgerWith(findsNothing), network: async (request, send) => send(await readdressed(request, (url) => url.searchParams.delete("requestid"))) }) },
  {
    name: "trusts the request id alone, which QuickBooks forgets", caughtBy: "INV-1", plant: () => ({ ledger: ledgerWith(findsNothing) }),
    async story(firm) {
      firm.emulator.arm({ name: "commit-then-reset", when: { entity: "Invoice", operation: "create" } });
      firm.emulator.arm({ name: "requestid-ignored", when: { entity: "Invoice" } });
      await oneInvoice(firm);
      await firm.advance(200);
      await firm.drain();
    },
  },
  {
    name: "posts an invoice twice under one request id, and somebody deletes the first afterwards", caughtBy: "INV-1",
    plant: () => ({
      async network(request, send) {
        const again = isCreate(request, "invoice") ? await readdressed(request, () => {}) : null;
        const answer = await send(request);
        if (again) await send(again);
        return answer;
      },
    }),
    async story(firm) {
      firm.emulator.arm({ name: "requestid-ignored", when: { entity: "Invoice" } });
      await oneInvoice(firm);
      await firm.advance(60);
      firm.bookkeeper.remove("Invoice", firm.records("Invoice")[0]?.Id ?? "");
    },
  },
  {
    name: "forgets to store the link, and says that it did", caughtBy: "INV-2",
    plant: () => ({
      store: (store) => storeWith(store, async ({ sql, params, pass }) => (sql.includes("insert into hub.link") && String(params[2]).includes('"invoice"') ? (JSON.parse(String(params[2])) as { recordId: string }[]).map(({ recordId }) => ({ recordId })) : pass())),
    }),
  },
  {
    name: "takes a lost answer for a success", caughtBy: "INV-2", plant: () => ({ ledger: optimist }),
    async story(firm) {
      firm.emulator.arm({ name: "reset-before-commit", when: { entity: "Invoice", operation: "create" } });
      await oneInvoice(firm);
    },
  },
  {
    name: "moves the cursor and drops the page it stands for", caughtBy: "INV-2", isAtRest: true, plant: () => ({ ledger: ledgerWith((ledger) => ({ changesSince: async (kinds, since) => ({ ...(await ledger.changesSince(kinds, since)), records: [] }) })) }),
    async story(firm) {
      firm.bookkeeper.create("Customer", { DisplayName: "Made in QuickBooks" });
      await firm.sync();
    },
  },
  {
    name: "reads the first page only", caughtBy: "INV-2", isAtRest: true,
    plant: () => ({ ledger: ledgerWith((ledger) => ({ async *readAll(kind) { for await (const page of ledger.readAll(kind)) return yield page.slice(0, 1) as typeof page; } })) }),
    async prepare(firm) {
      for (const name of ["First", "Second", "Third"]) firm.bookkeeper.create("Customer", { DisplayName: `${name} Street Bakery` });
    },
    story: async () => {},
  },
  {
    name: "keeps the old values under the new token", caughtBy: "INV-2", isAtRest: true,
    plant: () => ({ ledger: ledgerWith((ledger) => ({ changesSince: async (kinds, since) => {
      const changes = await ledger.changesSince(kinds, since);
      return { ...changes, records: changes.records.map((record) => (record.document.kind === "customer" ? { ...record, document: { ...record.document, email: null } } : record)) };
    } })) }),
    async story(firm) {
      await oneInvoice(firm);
      await firm.advance(60);
      firm.bookkeeper.change("Customer", firm.records("Customer")[0]?.Id ?? "", { PrimaryEmailAddr: { Address: "new@acme.example" } });
      await firm.sync();
    },
  },
  { name: "drops the last line of an invoice, and the proof is blind", caughtBy: "INV-3", plant: () => ({ store: blindProof, network: bodiesOf("invoice", (body) => (body["Line"] as object[]).pop()) }) },
  {
    name: "rounds amounts to whole units, and the proof is blind", caughtBy: "INV-3", plant: () => ({ store: blindProof, network: lines((line) => (line.Amount = Math.round(line.Amount ?? 0))) }),
  },
  { name: "is a cent off, and the proof is blind", caughtBy: "INV-3", plant: () => ({ store: blindProof, network: lines((line, index) => (line.Amount = Number(((line.Amount ?? 0) + (index === 0 ? 0.01 : 0)).toFixed(2)))) }) },
  { name: "moves money between the lines of an invoice, and the proof is blind", caughtBy: "INV-3", plant: () => ({ store: blindProof, network: lines((line, index) => (line.Amount = Number(((line.Amount ?? 0) + (index === 0 ? 10 : -10)).toFixed(2)))) }) },
  {
    name: "posts an invoice to another client, and the proof is blind", caughtBy: "INV-3",
    plant: (firm) => ({ store: blindProof, network: bodiesOf("invoice", (body) => (body["CustomerRef"] = { value: firm.records("Customer").find(({ Id }) => Id !== (body["CustomerRef"] as { value: string }).value)?.Id ?? "" })) }),
    async story(firm) {
      await firm.addClient({ businessName: "Somebody Else" });
      await oneInvoice(firm);
    },
  },
  {
    name: "sends to the customer a client was unlinked from, and the proof is blind", caughtBy: "INV-3",
    plant: (firm) => ({ store: blindProof, network: bodiesOf("invoice", (body) => (body["CustomerRef"] = { value: firm.records("Customer")[0]?.Id ?? "" })) }),
    async story(firm) {
      const { id: recordId } = await firm.addClient({ businessName: "Acme Incorporated" });
      await firm.sync();
      const { Id: ledgerId } = firm.bookkeeper.create("Customer", { DisplayName: "Acme, the right one" });
      await firm.engine.linkRecord({ firmId: firm.firmId, connectionId: firm.connectionId, record: { kind: "client", recordId }, ledgerId, actor: firm.actor });
      await firm.addInvoice(recordId, [{ category: firm.tax, amount: "200.37" }]);
      await firm.sync();
    },
  },
  { name: "sends minutes as hundredths of an hour", caughtBy: "INV-3", story: oneHour, plant: () => ({ network: bodiesOf("timeactivity", (body) => (body["Minutes"] = Math.round(Number(body["Minutes"]) / 0.6) % 60)) }) },
  {
    name: "keeps a refusal to itself", caughtBy: "INV-4", plant: () => ({ store: blindProof }),
    async story(firm) {
      firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, ["then"]: { fault: { code: "6000" } } });
      await oneInvoice(firm);
    },
  },
  {
    name: "counts a refused call as done", caughtBy: "INV-4",
    plant: () => ({ store: (store) => storeWith(store, ({ sql, params, pass }) => (sql.includes("update hub.call set state = $3") && params[2] === "refused" ? pass(sql, params.with(2, "ok").with(3, 200)) : pass())) }),
    async story(firm) {
      firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, ["then"]: { fault: { code: "6000" } } });
      await oneInvoice(firm);
    },
  },
  {
    name: "keeps no try of a write but the good one", caughtBy: "INV-4",
    plant: () => ({ store: (store) => storeWith(store, async ({ sql, params, pass }) => (sql.includes("insert into hub.call_try") && !String(params[2]).includes('"status":200') ? [] : pass())) }),
    async story(firm) {
      firm.emulator.arm({ name: "gateway-504", when: { entity: "Invoice", operation: "create" } });
      await oneInvoice(firm);
      await firm.advance(200);
      await firm.drain();
    },
  },
  {
    name: "calls a run with failures a success", caughtBy: "INV-4",
    plant: () => ({ store: (store) => storeWith(store, ({ sql, params, pass }) => pass(sql, sql.startsWith("update hub.run") ? params.map((param) => (param === "partial" ? "succeeded" : param)) : params)) }),
    async story(firm) {
      firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, ["then"]: { fault: { code: "6000" } } });
      await oneInvoice(firm);
    },
  },
  {
    name: "repeats its last write in every cycle", caughtBy: "INV-5", isAtRest: true,
    plant() {
      let last: Request | null = null;
      return {
        async network(request, send) {
          if (isWrite(request)) last = await readdressed(request, () => {});
          else if (last && new URL(request.url).pathname.endsWith("/cdc")) await send(await readdressed(last, () => {}));
          return send(request);
        },
      };
    },
  },
  { name: "never takes up a lost answer", caughtBy: "INV-5", isAtRest: true, story: lostAnswer, plant: () => ({ store: (store) => storeWith(store, async ({ sql, pass }) => (sql.includes('as "secondsSinceSent"') ? [] : pass())) }) },
  {
    name: "writes into another company", caughtBy: "INV-6",
    plant(firm) {
      const other = firm.emulator.mintGrant({ realmId: firm.emulator.createCompany({ ...firm.company, name: "Another company", realmId: "9130350000000042" }) });
      return { network: async (request, send) => send(isWrite(request) ? await readdressed(request, (url) => (url.pathname = url.pathname.replace(firm.realmId, other.realmId)), { "content-type": "application/json", accept: "application/json", authorization: `Bearer ${other.accessToken}` }) : request) };
    },
  },
  {
    name: "uses the links of another company after a reconnect", caughtBy: "INV-6",
    async story(firm) {
      await oneInvoice(firm);
      const next = newId();
      await firm.rows("update hub.ledger_connection set state = 'disconnected'");
      await firm.rows(`insert into hub.ledger_connection (id, firm_id, epoch, environment, realm_cipher, realm_hash, company_name, state, settings, authorized_by, authorized_at)
        select $1, firm_id, epoch + 1, environment, 'sealed', 'another', company_name, 'paused', settings, authorized_by, authorized_at from hub.ledger_connection`, [next]);
      await firm.rows("update hub.link set connection_id = $1", [next]);
    },
  },
  { name: "logs the access token, in Base64", caughtBy: "INV-7", plant: (firm) => ({ network: (request, send) => (firm.logs.push({ level: "info", message: "request", facts: { basic: Buffer.from(`user:${request.headers.get("authorization")}`).toString("base64") } }), send(request)) }) },
  { name: "keeps the realm id in the clear", caughtBy: "INV-7", plant: (firm) => ({ ledger: ledgerWith((ledger) => ({ company: async () => ({ ...(await ledger.company()), legalName: `company ${firm.realmId}` }) })) }), prepare: async () => {} },
  {
    name: "goes on writing after another process took the work over", caughtBy: "INV-8", options: { config: { singlesInFlight: 1 } },
    plant: () => ({
      store: (store) => storeWith(store, async ({ sql, pass }) => (sql.includes("and fence = $2 and state = 'running' for key share") ? [{}] : pass())),
    }),
    async story(firm) {
      const client = await firm.addClient({ businessName: "Acme Incorporated" });
      for (const amount of ["10.01", "10.02", "10.03", "10.04", "10.05"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount }]);
      firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, ["then"]: { delayMs: 150 }, times: 0 });
      const broken = firm.sync();
      while (firm.records("Invoice").length === 0) await sleep(5);
      await firm.advance(100);
      await firm.engineOf("successor").workOnce();
      await broken;
    },
  },
  {
    name: "creates again what was deleted in QuickBooks", caughtBy: "INV-9",
    async story(firm) {
      const id = await oneInvoice(firm);
      firm.bookkeeper.remove("Invoice", firm.records("Invoice")[0]?.Id ?? "");
      await firm.rows("update hub.link set unlinked_at = hub.hub_now() where record_id = $1", [id]);
      await firm.rows("update hub.invoice set status = 'new' where id = $1", [id]);
      await firm.sync();
    },
  },
  {
    name: "applies the first plan before anybody approved it", caughtBy: "INV-10",
    prepare: async (firm) => {
      await firm.addClient({ businessName: "Acme Incorporated" });
      const { planId, runId } = await firm.firstPlan();
      await firm.rows("update hub.plan set state = 'approved' where id = $1", [planId]);
      await firm.rows("insert into hub.work (id, firm_id, connection_id, kind, slot, trigger, requested_by, scope, run_id) values ($1, $2, $3, 'plan', 'hasty', 'user', 'Ana', $4, $5)", [newId(), firm.firmId, firm.connectionId, JSON.stringify({ planId }), runId]);
      await firm.drain();
    },
    story: async () => {},
  },
  { name: "sends past the outbox", caughtBy: "INV-10", plant: () => ({ store: storeWithout("insert into hub.call (id, firm_id, connection_id, run_id, change_id") }) },
  { name: "leaves no history", caughtBy: "INV-10", plant: () => ({ store: storeWithout("insert into hub.record_event") }) },
  { name: "writes a line of the history over", caughtBy: "INV-10", story: (firm) => asOwner(firm, "update hub.record_event set actor = 'Somebody Else' where action = 'sent'") },
  { name: "takes a line out of the history, seal and all", caughtBy: "INV-10", story: (firm) => asOwner(firm, "with gone as (delete from hub.record_event where action = 'sent' returning id) delete from hub.record_event_seal s using gone where s.event_id = gone.id") },
  {
    name: "asks the change feed at every tick", caughtBy: "INV-11", isAtRest: true,
    plant: () => ({ store: (store) => storeWith(store, async ({ sql, pass }) => (sql.includes('as "isLookDue"') ? (await pass()).map((taken) => ({ ...taken, isLookDue: true })) : pass())) }),
    async story(firm) {
      await oneInvoice(firm);
      for (const minutes of [20, 20, 20]) {
        await firm.advance(minutes * 60);
        await firm.rows("update hub.schedule set next_due_at = hub.hub_now()");
        await firm.engine.dispatchDue("clients");
        await firm.drain();
      }
    },
    told: { restFrom: 0 },
  },
  {
    name: "waits for no turn", caughtBy: "INV-11", options: { emulator: { clock: { now: () => Date.parse("2026-11-20T12:00:00Z") } } }, told: { isThrottled: true },
    async story(firm) {
      const client = await firm.addClient({ businessName: "Acme Incorporated" });
      for (let index = 0; index < 11; index += 1) await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 30 + index }]);
      await firm.sync();
    },
  },
];
