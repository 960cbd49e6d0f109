import { readNotification } from "@tieout/quickbooks";
import { afterEach, expect, test } from "vitest";
import { readyFirm } from "../testing/ready-firm.js";
import { syncFixture, type FixtureOptions, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
/** Notices that were not known before. */
let added: number;
afterEach(() => firm.close());

/** A firm whose company tells what happens there. */
async function told(make: (options: FixtureOptions) => Promise<SyncFixture> = syncFixture): Promise<void> {
  added = 0;
  let listening: SyncFixture | null = null;
  const deliver = async (request: Request): Promise<Response> => {
    for (const { notices } of listening ? (readNotification(await request.text()) ?? []) : []) {
      added += (await firm.engine.receiveNotices({ realmHash: firm.realmHash, notices })).added;
    }
    return new Response();
  };
  firm = await make({ emulator: { webhooks: [{ url: "http://hub.example/quickbooks/webhook", verifierToken: "token", deliver }] } });
  listening = firm;
}

/** What is under way arrives, and what it asks for is done. */
async function settle(seconds = 5): Promise<void> {
  await firm.emulator.webhooksSettled();
  await firm.advance(seconds);
  await firm.drain();
}

/** A client both sides know, and the first sync's own notices behind us. */
async function withAcme() {
  const acme = await firm.addClient({ businessName: "Acme Inc", phone: "303 555 0101" });
  await firm.sync();
  await settle(10);
  firm.calls();
  const customerId = firm.records("Customer").find((customer) => customer["DisplayName"] === "Acme Inc")?.Id ?? "";
  const phone = async () => (await firm.rows<{ phone: string | null }>("select phone from hub.client where id = $1", [acme.id]))[0]?.phone;
  return { acme, customerId, phone };
}

const callThere = (number: string) => ({ PrimaryPhone: { FreeFormNumber: number } });
/** Somebody changes the phone there, and the notice of it is lost. */
async function changeUntold(customerId: string, number: string): Promise<void> {
  firm.emulator.arm({ name: "webhook-drop" });
  firm.bookkeeper.change("Customer", customerId, callThere(number));
  await settle();
}
const openNotices = () => firm.rows("select key from hub.ledger_notice where settled_at is null");
const toldRuns = () => firm.rows<{ state: string; started_by: string }>("select state, started_by from hub.run where trigger = 'webhook'");

test("what changes there is here within seconds, for one metered call however much it was", async () => {
  await told();
  await firm.enabled();
  const { customerId, phone } = await withAcme();
  firm.bookkeeper.create("Customer", { DisplayName: "Beta LLC" });
  firm.bookkeeper.change("Customer", customerId, callThere("303 555 0199"));
  await settle();
  expect(await phone()).toBe("303 555 0199");
  expect(await firm.rows("select 1 from hub.client where display_name = 'Beta LLC'")).toHaveLength(1);
  expect(firm.calls()).toMatchObject({ all: 1, metered: 1 });
  expect(await toldRuns()).toEqual([{ state: "succeeded", started_by: "QuickBooks" }]);

  firm.bookkeeper.change("Customer", customerId, callThere("303 555 0200"));
  await settle();
  expect(await phone(), "changed again a moment later").toBe("303 555 0200");
  expect(await openNotices()).toEqual([]);
  expect(firm.logs).toEqual([]);
});

test("our own writes come back as notices and cost nothing: no call, no run, no work left", async () => {
  await told(readyFirm);
  await firm.enabled();
  const { acme } = await withAcme();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "100.00" }]);
  await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  firm.calls();
  await settle();
  expect(added, "client, invoice and time were told").toBeGreaterThanOrEqual(3);
  expect(firm.calls().all).toBe(0);
  expect(await toldRuns()).toEqual([]);
  expect(await firm.rows("select 1 from hub.work where state <> 'done' or trigger = 'webhook'")).toEqual([]);
  expect(await openNotices()).toEqual([]);
});

test("what somebody changes there two seconds after a write of ours is no echo of it", async () => {
  await told();
  await firm.enabled();
  const { acme, customerId, phone } = await withAcme();
  await firm.rows("update hub.client set phone = '303 555 0142', version = version + 1 where id = $1", [acme.id]);
  await firm.sync();
  expect(firm.records("Customer").find(({ Id }) => Id === customerId)).toMatchObject(callThere("303 555 0142"));
  await firm.advance(2);
  firm.bookkeeper.change("Customer", customerId, callThere("303 555 0177"));
  await settle();
  expect(await phone()).toBe("303 555 0177");
});

test("a notice that is repeated is looked at once", async () => {
  await told();
  await firm.enabled();
  const { customerId } = await withAcme();
  const before = added;
  firm.emulator.arm({ name: "webhook-duplicate" });
  firm.bookkeeper.change("Customer", customerId, callThere("1"));
  await settle();
  expect(added).toBe(before + 1);
  expect(await firm.emulator.redeliver(firm.emulator.state.deliveries().at(-1)?.id ?? 0)).toBe(true);
  await settle();
  expect(added).toBe(before + 1);
  expect(firm.calls().all).toBe(1);
  expect(await toldRuns()).toHaveLength(1);
});

/** An hour passes; what is due of the clients is done. Answers the calls it cost. */
async function hour(): Promise<number> {
  await firm.advance(3_600);
  await firm.engine.dispatchDue("clients");
  await firm.drain();
  return firm.calls().metered;
}

test("while notices come, two of three hourly looks are left out, at no call and with every tick counted", async () => {
  await told();
  await firm.enabled();
  await withAcme();
  const paid: number[] = [];
  for (let tick = 0; tick < 7; tick += 1) paid.push(await hour());
  expect(paid).toEqual([0, 0, 1, 0, 0, 1, 0]);
  expect(await firm.rows("select idle_ticks::int as idle from hub.schedule where kind = 'clients'")).toEqual([{ idle: 7 }]);
  expect(await firm.rows("select hub.hub_now() - last_success_at < interval '1 minute' as \"isNew\" from hub.ledger_connection")).toEqual([{ isNew: true }]);
  // A day after the last notice nothing proves them any more.
  await firm.advance(86_400);
  await hour();
  expect([await hour(), await hour(), await hour()]).toEqual([1, 1, 1]);
});

test("a change that notices kept silent about comes with the third hour at the latest, and then every hour looks for a day", async () => {
  await told();
  await firm.enabled();
  const { customerId, phone } = await withAcme();
  await changeUntold(customerId, "lost");
  expect([await hour(), await hour()]).toEqual([0, 0]);
  expect(await phone()).toBe("303 555 0101");
  expect(await hour()).toBe(1);
  expect(await phone()).toBe("lost");
  firm.bookkeeper.change("Customer", customerId, callThere("told"));
  await settle();
  firm.calls();
  expect([await hour(), await hour()]).toEqual([1, 1]);
  await firm.advance(86_400);
  firm.bookkeeper.change("Customer", customerId, callThere("told again"));
  await settle();
  await hour();
  expect([await hour(), await hour(), await hour()].reduce((sum, calls) => sum + calls, 0)).toBe(1);
});

test("what a lost notice would have told comes with the next one, or by itself", async () => {
  await told();
  await firm.enabled();
  const { customerId, phone } = await withAcme();
  await changeUntold(customerId, "lost");
  expect(await phone()).toBe("303 555 0101");
  firm.bookkeeper.create("Customer", { DisplayName: "Beta LLC" });
  await settle();
  expect(await phone()).toBe("lost");

  await changeUntold(customerId, "lost again");
  for (let tick = 0; tick < 3; tick += 1) await hour();
  expect(await phone()).toBe("lost again");
});

test("the newest word stands, in whatever order the notices come", async () => {
  await told();
  await firm.enabled();
  const { customerId, phone } = await withAcme();
  firm.emulator.arm({ name: "webhook-shuffle" });
  for (const number of ["1", "2", "3"]) firm.bookkeeper.change("Customer", customerId, callThere(number));
  firm.bookkeeper.remove("Customer", firm.bookkeeper.create("Customer", { DisplayName: "Gone" }).Id);
  await settle();
  expect(await phone()).toBe("3");
  expect(await firm.rows("select 1 from hub.client where display_name = 'Gone' and is_active")).toEqual([]);
});

test("an edit made here keeps to its hour, though something changed there", async () => {
  await told();
  await firm.enabled();
  await withAcme();
  await firm.addClient({ businessName: "Not yet Ltd" });
  firm.emulator.sendTestEvent(firm.realmId, { entity: "Customer", id: "1", operation: "Update" });
  await settle();
  expect(firm.records("Customer").map((customer) => customer["DisplayName"])).not.toContain("Not yet Ltd");
  expect(await toldRuns()).toEqual([]);
});

test("time of ours that somebody deletes there is read by itself; time of others is not our business", async () => {
  await told(readyFirm);
  await firm.enabled();
  const { acme, customerId } = await withAcme();
  const [id = ""] = await firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }]);
  await firm.sync();
  await settle();
  firm.calls();
  const employee = firm.records("Employee")[0]?.Id ?? "";
  firm.bookkeeper.create("TimeActivity", { NameOf: "Employee", EmployeeRef: { value: employee }, CustomerRef: { value: customerId }, TxnDate: "2026-11-04", Hours: 1, Minutes: 0 });
  await settle();
  expect(firm.calls().all).toBe(0);
  const sent = firm.records("TimeActivity").find((activity) => activity["TxnDate"] === "2026-11-03")?.Id ?? "";
  firm.bookkeeper.remove("TimeActivity", sent);
  await settle();
  expect(firm.calls().list.filter(({ method }) => method === "GET").map(({ kind }) => kind)).toEqual(["time-activity"]);
  expect(await firm.stateOf("time-entry", id)).not.toBe("synced");
});

test("before the first plan is approved nothing is sent, whatever happens there; afterwards it is not forgotten", async () => {
  await told();
  const beta = firm.bookkeeper.create("Customer", { DisplayName: "Beta LLC" });
  const { planId } = await firm.firstPlan();
  firm.bookkeeper.change("Customer", beta.Id, callThere("303 555 0100"));
  await settle();
  expect(added).toBeGreaterThan(0);
  expect(await firm.rows("select 1 from hub.client")).toEqual([]);
  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.drain();
  await firm.sync();
  expect(await firm.rows("select phone from hub.client")).toEqual([{ phone: "303 555 0100" }]);
});

test("a write whose answer is lost stays one, though QuickBooks tells of it at once", async () => {
  await told();
  await firm.enabled();
  await firm.addClient({ businessName: "Acme Inc" });
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { commitThenDrop: true } });
  const run = await firm.sync();
  expect(run.state).toBe("waiting");
  await settle();
  expect(await firm.rows("select 1 from hub.client")).toHaveLength(1);
  expect(await toldRuns()).toEqual([]);
  await settle(131);
  expect((await firm.run(run.id)).state).toBe("succeeded");
  await settle(131);
  expect(firm.records("Customer")).toHaveLength(1);
  expect(await firm.rows("select 1 from hub.client")).toHaveLength(1);
  expect(await openNotices()).toEqual([]);
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("a look that fails is repeated, and only then it counts", async () => {
  await told();
  await firm.enabled();
  const { customerId, phone } = await withAcme();
  firm.emulator.arm({ name: "html-503", times: 10 });
  firm.bookkeeper.change("Customer", customerId, callThere("2"));
  await settle();
  expect(await phone()).toBe("303 555 0101");
  expect(await openNotices()).toHaveLength(1);
  firm.emulator.removeFaults();
  await settle(70);
  expect(await phone()).toBe("2");
  expect(await openNotices()).toEqual([]);
});

test("notices of a company nobody here has connected are kept by nobody", async () => {
  await told();
  const notices = [{ key: "1", kind: "customer" as const, id: "1", isDeletion: false, at: null }];
  expect(await firm.engine.receiveNotices({ realmHash: "another company", notices })).toEqual({ isKnown: false, added: 0 });
  expect(await openNotices()).toEqual([]);
});
