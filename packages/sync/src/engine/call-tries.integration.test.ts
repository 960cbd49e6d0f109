import { triesOfCalls } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { mortal } from "../testing/mortal.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const invoiceCreate = { entity: "Invoice", operation: "create" } as const;

async function withInvoice(): Promise<void> {
  firm = await syncFixture({});
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Incorporated" });
  await firm.sync();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "25.00" }]);
  firm.calls();
}

/** What QuickBooks itself saw of the invoice's creation. */
const arrived = () => firm.emulator.state.journal().filter(({ entity, operation }) => entity === "Invoice" && operation === "create");

async function tries() {
  const [call] = await firm.rows<{ id: string; attempts: number }>("select id, attempts from hub.call where ledger_kind = 'invoice' and request_id is not null");
  const kept = await firm.inFirm((session) => triesOfCalls(session, [call?.id ?? ""]));
  expect(call?.attempts).toBe(kept.length);
  return kept.map(({ number, httpStatus, traceId }) => ({ number, httpStatus, traceId }));
}

const laterTaken = async () => {
  await firm.advance(131);
  await firm.drain();
};

test("a write that is repeated keeps what the first try was answered, with QuickBooks' id for each", async () => {
  await withInvoice();
  firm.emulator.arm({ name: "gateway-504", when: invoiceCreate });
  await firm.sync();
  expect(await tries()).toEqual([{ number: 1, httpStatus: 504, traceId: arrived()[0]?.intuitTid }]);
  await laterTaken();
  expect(arrived()).toHaveLength(2);
  expect(await tries()).toEqual(arrived().map(({ intuitTid, status }, index) => ({ number: index + 1, httpStatus: status, traceId: intuitTid })));
});

test("each try has its own time and duration, the first before the second", async () => {
  await withInvoice();
  firm.emulator.arm({ name: "gateway-504", when: invoiceCreate });
  await firm.sync();
  await laterTaken();
  const [first, second] = await firm.rows<{ at: string; took: number }>("select t.sent_at as at, t.duration_ms as took from hub.call_try t join hub.call c on c.id = t.call_id where c.ledger_kind = 'invoice' order by number");
  expect(Date.parse(second?.at ?? "") - Date.parse(first?.at ?? "")).toBeGreaterThanOrEqual(130_000);
  expect(first?.took).toBeGreaterThanOrEqual(0);
});

test("a call refused for an expired access token and sent again with a fresh one left twice", async () => {
  await withInvoice();
  firm.emulator.arm({ name: "auth-3200", when: invoiceCreate });
  await firm.sync();
  expect((await tries()).map(({ httpStatus }) => httpStatus)).toEqual([401, 200]);
});

test("an answer that was lost and adopted later leaves one try, without a status", async () => {
  await withInvoice();
  firm.emulator.arm({ name: "commit-then-reset", when: invoiceCreate });
  await firm.sync();
  await laterTaken();
  expect(await tries()).toEqual([{ number: 1, httpStatus: 0, traceId: null }]);
  expect(firm.records("Invoice")).toHaveLength(1);
});

/** The next sync is of a process that hears QuickBooks' `answers`th answer to the invoice and dies before it can write it down. */
async function diesAfterHearing(answers: number): Promise<void> {
  const life = mortal(firm.store, Number.POSITIVE_INFINITY);
  let heard = 0;
  const isOfInvoice = (request: Request) => request.method === "POST" && request.url.includes("/invoice");
  firm.hire(firm.engineOf("victim", {}, {
    store: () => life.store,
    network: (request, send) => life.network(request, (sent) => send(sent).finally(() => isOfInvoice(request) && (heard += 1) === answers && life.kill())),
  }));
  await Promise.race([firm.sync(), life.death]);
  expect(await tries()).toEqual([]);
  firm.hire(firm.engineOf("successor"));
  await firm.advance(61);
  await firm.drain();
}

test("what a process sent that died before it could say is a try of which nothing is known", async () => {
  await withInvoice();
  await diesAfterHearing(1);
  expect(await tries()).toEqual([{ number: 1, httpStatus: null, traceId: null }]);
  await laterTaken();
  expect(firm.records("Invoice")).toHaveLength(1);
});

test("a process that was refused for its token, sent again and died leaves one such try: what it heard nobody can know, and the checker asks for no more", async () => {
  await withInvoice();
  firm.emulator.arm({ name: "auth-3200", when: invoiceCreate });
  await diesAfterHearing(2);
  await laterTaken();
  expect(arrived().map(({ status }) => status)).toEqual([401, 200]);
  expect(await tries()).toEqual([{ number: 1, httpStatus: null, traceId: null }]);
  expect((await firm.violations()).filter(({ invariant }) => invariant === "INV-4")).toEqual([]);
});

test("a batch that is repeated keeps both tries, and each costs a metered call", async () => {
  firm = await syncFixture({ config: { thriftyLimit: 0, batchSize: 2, batchesInFlight: 1 } });
  await firm.enabled();
  await firm.sync();
  for (const businessName of ["Acme Incorporated", "Birch Bakery"]) await firm.addClient({ businessName });
  firm.calls();
  firm.emulator.arm({ name: "gateway-504", when: { operation: "batch" } });
  const run = await firm.sync();
  await laterTaken();
  const kept = await firm.rows("select number, t.http_status as status, t.is_metered as metered from hub.call_try t join hub.call c on c.id = t.call_id where c.operation = 'batch' order by number");
  const heard = firm.calls().list.filter(({ kind }) => kind === "batch");
  expect(kept).toEqual(heard.map(({ status, isMetered }, index) => ({ number: index + 1, status, metered: isMetered })));
  expect(heard).toHaveLength(2);
  expect(await firm.run(run.id)).toMatchObject({ calls: { batch: 2 } });
});

test("a kept try can be neither changed nor taken away by the application", async () => {
  await withInvoice();
  await firm.sync();
  for (const sql of ["update hub.call_try set trace_id = 'another'", "delete from hub.call_try"]) {
    await expect(firm.inFirm((session) => session.query(sql))).rejects.toThrow(/permission denied/);
  }
});
