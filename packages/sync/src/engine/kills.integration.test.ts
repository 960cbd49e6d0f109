import { afterEach, expect, test } from "vitest";
import { mortal } from "../testing/mortal.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";
import { createEngine } from "./create-engine.js";

/** Every moment with `TIEOUT_KILLS=all`; in a normal run every seventh, another seventh for each story. */
const step = process.env["TIEOUT_KILLS"] === "all" ? 1 : 7;

let firm: SyncFixture;
afterEach(() => firm.close());

type Story = { name: string; first: number; mode: "thrifty" | "fast"; prepare(round: number): Promise<void> };

const stories: Story[] = [
  {
    name: "a new client and an invoice",
    first: 1,
    mode: "thrifty",
    async prepare(round) {
      const client = await firm.addClient({ businessName: `Client ${round} LLC` });
      await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${round}.37` }]);
    },
  },
  {
    name: "a batch of invoices",
    first: 3,
    mode: "fast",
    async prepare(round) {
      const client = await firm.addClient({ businessName: `Client ${round} LLC` });
      for (const cents of ["01", "02", "03"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${round}.${cents}` }]);
    },
  },
  {
    name: "approved time",
    first: 5,
    mode: "thrifty",
    async prepare(round) {
      const client = await firm.addClient({ businessName: `Client ${round} LLC` });
      await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 50 + round }]);
    },
  },
];

test.each(stories)("killed at any moment while sending $name: nothing twice, nothing lost, to the cent", { timeout: 600_000 }, async ({ first, mode, prepare }) => {
  firm = await syncFixture({ settings: { timeEntries: true }, config: mode === "fast" ? { thriftyLimit: 0 } : {} });
  firm.bookkeeper.create("Employee", { GivenName: "Emily", FamilyName: "Platt", PrimaryEmailAddr: { Address: "emily@stone.example" } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();

  let kills = 0;
  let hasSurvived = false;
  for (let moment = first; !hasSurvived; moment += step) {
    await prepare(moment);
    hasSurvived = await syncUntilKilled(moment);
    if (!hasSurvived) kills += 1;
    await takeOver();
    await expectTiedOut(`killed at moment ${moment}`);
  }
  expect((await firm.rows("select 1 from hub.attempt")).length > 0, "batches were sent").toBe(mode === "fast");
  // A story of a few moments would prove little.
  expect(kills).toBeGreaterThan(20 / step);
});

/** Returns whether the sync came to its end before the process reached that moment. */
async function syncUntilKilled(moment: number): Promise<boolean> {
  const life = mortal(firm.store, moment);
  const victim = createEngine({ store: life.store, openLedger: firm.openLedgerOver(life.network), processId: `victim-${moment}`, config: { pollMs: 20 } });
  await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  const work = async (): Promise<"ended"> => {
    while (await victim.workOnce()) {
      // until nothing is due
    }
    return "ended";
  };
  return (await Promise.race([work(), life.death])) === "ended";
}

/** Another process: leases and the wait for lost answers run out, and after at most three cycles nothing is left to do. */
async function takeOver(): Promise<void> {
  for (let cycle = 1; cycle <= 3; cycle += 1) {
    await firm.advance(200);
    await firm.drain();
    await firm.sync();
  }
}

async function expectTiedOut(when: string): Promise<void> {
  const links = await firm.rows<{ kind: string; record_id: string; ledger_id: string }>("select kind, record_id, ledger_id from hub.link where kind <> 'staff' order by ledger_id");
  const ledgerKinds = { client: "Customer", invoice: "Invoice", "time-entry": "TimeActivity" } as const;
  for (const [kind, entity] of Object.entries(ledgerKinds)) {
    const linked = links.filter((link) => link.kind === kind).map((link) => link.ledger_id);
    expect(linked.toSorted(), `${when}: every ${entity} is linked once, and there is no other`).toEqual(firm.records(entity as "Invoice").map((record) => record.Id).toSorted());
  }
  const invoices = await firm.rows<{ id: string; total: string; status: string }>("select id, total::text as total, status from hub.invoice");
  for (const { id, total, status } of invoices) {
    const document = firm.records("Invoice").find((record) => record.Id === links.find((link) => link.record_id === id)?.ledger_id);
    expect({ status, total: document?.["TotalAmt"] }, `${when}: sent, to the cent`).toEqual({ status: "processed_externally", total: Number(total) });
  }
  const [unsent] = await firm.rows("select (select count(*) from hub.client)::int as clients, (select count(*) from hub.time_entry where status = 'approved')::int as entries");
  expect({ clients: firm.records("Customer").length, entries: firm.records("TimeActivity").length }, `${when}: as many there as here`).toEqual(unsent);
  expect(await firm.problems(), `${when}: nothing is left for a person`).toEqual([]);
  expect(await firm.rows("select id, state from hub.call where state in ('pending', 'sending', 'unknown')"), `${when}: no call is in doubt`).toEqual([]);
  firm.calls();
  await firm.sync();
  expect(firm.calls().list.filter((call) => call.method === "POST" && !String(call.kind).includes("query")), `${when}: one more cycle writes nothing`).toEqual([]);
}
