import { LedgerError, type LedgerCustomer, type LedgerInvoice, type LedgerRecord } from "@tieout/domain";
import { blankUs, type CompanyScenario } from "@tieout/quickbooks-emulator";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { rollingThrottle } from "./http/throttle.js";
import { openQuickBooks } from "./quickbooks-ledger.js";
import { emulatedLedger, plantFault } from "./testing.js";

const client = (displayName: string): LedgerCustomer => ({
  kind: "customer",
  displayName,
  companyName: null,
  givenName: null,
  familyName: null,
  suffix: null,
  email: null,
  phone: null,
  billingAddress: null,
  parentId: null,
  currency: null,
  isTaxable: null,
  balance: null,
  isActive: true,
});

const invoice = (changes: Partial<LedgerInvoice> = {}): LedgerInvoice => ({
  kind: "invoice",
  customerId: "1",
  number: null,
  issuedOn: "2026-03-31",
  dueOn: null,
  termId: null,
  billEmail: null,
  currency: "USD",
  memo: null,
  taxCodeId: null,
  marker: "hub:k3m2a7",
  lines: [{ description: "Advisory", itemId: "1", classId: null, taxCodeId: "NON", quantity: null, unitPrice: null, amount: "166.67", serviceDate: null }],
  subtotal: null,
  tax: null,
  total: null,
  balance: null,
  isVoid: false,
  isEmailed: false,
  ...changes,
});

function companyWith(clients: number): CompanyScenario {
  const company = blankUs("Quay Partners");
  const Customer = Array.from({ length: clients }, (_, index) => ({ Id: String(index + 1), DisplayName: `Client ${index}`, FullyQualifiedName: `Client ${index}` }));
  return { ...company, records: { ...company.records, Customer } };
}

async function failure(promise: Promise<unknown>): Promise<LedgerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
  throw new Error("expected a LedgerError");
}

describe("against the emulator", () => {
  it("reads 2,500 clients in three calls, the inactive one too", async () => {
    const { ledger, emulator, grant } = emulatedLedger({ company: companyWith(2_500) });
    await ledger.send(ledger.prepare({ operation: "deactivate", kind: "customer", id: "1200", token: "0" }), "off");
    const sizes: number[] = [];
    const records: LedgerRecord[] = [];
    for await (const page of ledger.readAll("customer")) {
      sizes.push(page.length);
      records.push(...page);
    }
    expect(sizes).toEqual([1_000, 999, 501]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(2_500);
    expect(records.find(({ id }) => id === "1200")).toMatchObject({ isActive: false, name: "Client 1199" });
    expect(emulator.meters(grant.realmId)).toMatchObject({ core: 1, corePlus: 3 });
  });

  it("counts the metered calls as the emulator's meter does", async () => {
    const { ledger, emulator, grant, exchanges } = emulatedLedger();
    await ledger.company();
    await ledger.read("customer", "1");
    await ledger.find({ kind: "customer", name: "Nobody" });
    await ledger.changesSince(["customer"], new Date(Date.now() - 60_000).toISOString());
    const call = ledger.prepare({ operation: "create", document: client("Metered") });
    await ledger.send(call, "single");
    await ledger.sendBatch([{ bid: "a", call: ledger.prepare({ operation: "create", document: client("Batched") }) }], "batch");
    await failure(ledger.send(call, "again"));
    const { core, corePlus } = emulator.meters(grant.realmId);
    const ours = exchanges.filter(({ isMetered }) => isMetered).length;
    expect({ metered: ours, free: exchanges.filter(({ isMetered, status }) => !isMetered && status === 200).length }).toEqual({ metered: corePlus, free: core });
    expect(ours).toBe(6);
  });

  it("goes on after the access token ran out, without writing twice", async () => {
    const { ledger, emulator, exchanges } = emulatedLedger();
    emulator.advance(61 * 60_000);
    const call = ledger.prepare({ operation: "create", document: client("After an hour") });
    const { id } = await ledger.send(call, "expired-1");
    expect(exchanges.map(({ status, requestId }) => [status, requestId])).toEqual([[401, "expired-1"], [200, "expired-1"]]);
    expect(await ledger.find({ kind: "customer", name: "After an hour" })).toMatchObject([{ id }]);
  });

  it("asks for a person when the grant was withdrawn in QuickBooks", async () => {
    const { ledger, emulator, grant } = emulatedLedger();
    emulator.revokeGrant(grant.realmId);
    expect(await failure(ledger.company())).toMatchObject({ code: "grant-revoked", retry: "after-reconnect" });
  });

  it("finds and adopts an invoice whose answer was lost, and a repeat makes no second one", async () => {
    const { ledger, emulator } = emulatedLedger();
    plantFault(emulator, { entity: "Invoice", operation: "create" }, { commitThenDrop: true });
    const call = ledger.prepare({ operation: "create", document: invoice() });
    expect(await failure(ledger.send(call, "lost-1"))).toMatchObject({ code: "no-answer", isOutcomeUnknown: true });
    const candidates = await ledger.find({ kind: "invoice", number: null, customerId: "1", issuedOn: "2026-03-31", marker: "hub:k3m2a7" });
    expect(candidates).toMatchObject([{ document: { marker: "hub:k3m2a7" } }]);
    expect((await ledger.send(call, "lost-1")).id).toBe(candidates[0]?.id);
  });

  it("does not mistake silence, gateway pages and XML for anything else", async () => {
    const { ledger, emulator } = emulatedLedger({ timeouts: { writeMs: 40, readMs: 40 } });
    const call = ledger.prepare({ operation: "create", document: client("Unlucky") });
    const when = { entity: "Customer", operation: "create" } as const;
    plantFault(emulator, when, { status: 503, html: true });
    expect(await failure(ledger.send(call, "r1"))).toMatchObject({ code: "unavailable", retry: "later", isOutcomeUnknown: true, facts: { status: 503 } });
    plantFault(emulator, when, { fault: { code: "3001" }, xml: true });
    expect(await failure(ledger.send(call, "r1"))).toMatchObject({ code: "throttled", isOutcomeUnknown: false, facts: { status: 429, faultCode: "3001" } });
    plantFault(emulator, when, { fault: { code: "10000" } });
    expect(await failure(ledger.send(call, "r1"))).toMatchObject({ code: "unavailable", isOutcomeUnknown: true });
    plantFault(emulator, when, { delayMs: 200 });
    expect(await failure(ledger.send(call, "r2"))).toMatchObject({ code: "no-answer", isOutcomeUnknown: true, facts: { status: 0 } });
    plantFault(emulator, when, { fault: { code: "3100" } });
    expect(await failure(ledger.send(call, "r3"))).toMatchObject({ code: "wrong-company", retry: "after-reconnect" });
  });

  it("tells a closed period from a bad field", async () => {
    const base = blankUs("Closed Books");
    const company = { ...base, preferences: { ...base.preferences, AccountingInfoPrefs: { ...(base.preferences["AccountingInfoPrefs"] as object), BookCloseDate: "2026-03-31" } } };
    company.records = { ...base.records, Customer: [{ Id: "1", DisplayName: "Harbor" }] };
    const { ledger } = emulatedLedger({ company });
    expect((await ledger.company()).closedThrough).toBe("2026-03-31");
    const late = ledger.prepare({ operation: "create", document: invoice() });
    expect(await failure(ledger.send(late, "r1"))).toMatchObject({ code: "period-closed", retry: "after-fix", isOutcomeUnknown: false });
    const long = ledger.prepare({ operation: "create", document: invoice({ issuedOn: "2026-04-01", number: "1234567890123456789012" }) });
    expect(await failure(ledger.send(long, "r2"))).toMatchObject({ code: "invalid-field", retry: "after-fix", facts: { faultCode: "2050" } });
  });

  it("asks for full reads when the feed no longer reaches back", async () => {
    const { ledger } = emulatedLedger();
    const changes = await ledger.changesSince(["customer", "invoice"], new Date(Date.now() - 40 * 86_400_000).toISOString());
    expect(changes).toMatchObject({ records: [], overflowed: ["customer", "invoice"] });
    expect(Math.abs(Date.parse(changes.until) - Date.now())).toBeLessThan(60_000);
  });

  it("says that the feed was cut off when 1,001 clients changed", async () => {
    const { ledger, emulator } = emulatedLedger({ company: companyWith(1_001) });
    emulator.advance(1_000);
    const { overflowed } = await ledger.changesSince(["customer", "item"], new Date(Date.now() - 86_400_000).toISOString());
    expect(overflowed).toEqual(["customer", "item"]);
  });

  it("sends 620 calls at the published limits without one 429", async () => {
    const virtual = { ms: Date.now() };
    const time = {
      now: () => virtual.ms,
      sleep: async (milliseconds: number) => {
        virtual.ms += milliseconds;
      },
    };
    const { ledger, emulator, grant } = emulatedLedger({
      company: companyWith(1),
      emulator: { throttle: true, clock: { now: () => virtual.ms } },
      throttle: rollingThrottle(undefined, time),
    });
    const startedAt = virtual.ms;
    for (let index = 0; index < 620; index++) {
      await ledger.send(ledger.prepare({ operation: "create", document: client(`New ${index}`) }), `call-${index}`);
    }
    expect(emulator.meters(grant.realmId)).toMatchObject({ throttled: 0, core: 620 });
    expect(virtual.ms - startedAt).toBeLessThan(80_000);
  });

  it("tells, over a real socket, a lost answer from a QuickBooks that cannot be reached", async () => {
    const server = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const ledger = openQuickBooks({
      environment: "emulator",
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      realmId: "9130350000000017",
      accessToken: async () => "access",
      refresh: async () => {},
      throttle: rollingThrottle(),
      onExchange: () => {},
    });
    const call = ledger.prepare({ operation: "create", document: client("Over the wire") });
    expect(await failure(ledger.send(call, "wire-1"))).toMatchObject({ code: "no-answer", isOutcomeUnknown: true });
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await failure(ledger.send(call, "wire-2"))).toMatchObject({ code: "unavailable", isOutcomeUnknown: false, facts: { status: 0 } });
  });
});
