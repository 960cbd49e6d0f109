import { pauseConnection, resumeConnection, updateClient } from "@tieout/practice";
import { connectionById, waitingRecords } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const waiting = async () => Object.fromEntries((await firm.inFirm((session) => waitingRecords(session, firm.connectionId))).map(({ kind, count }) => [kind, count]));
const rename = async (id: string, businessName: string) => {
  const [row] = await firm.rows<{ version: number }>("select version from hub.client where id = $1", [id]);
  await updateClient(firm.context, { id, expectedVersion: row?.version ?? 0, businessName } as Parameters<typeof updateClient>[1]);
};

test("what changes while the connection is lost is counted as waiting, once a record, and nothing of it is lost", async () => {
  firm = await syncFixture({ settings: { timeEntries: true } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  expect(await waiting()).toEqual({});

  await firm.loseConnection();
  expect((await firm.inFirm((session) => connectionById(session, firm.connectionId)))?.state).toBe("action-required");
  await rename(acme.id, "Acme Incorporated Ltd");
  await rename(acme.id, "Acme Holding Ltd");
  expect(await firm.stateOf("client", acme.id)).toBe("changed");
  await firm.addClient({ businessName: "Bolt Inc" });
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "10.00" }]);
  await firm.addTime(acme.id, [{ day: "2026-11-02", minutes: 60 }]);
  expect(await waiting()).toEqual({ client: 2, invoice: 1, "time-entry": 1 });

  await firm.reconnect();
  await firm.sync();
  expect(firm.records("Customer").map((customer) => customer["DisplayName"]).sort()).toEqual(["Acme Holding Ltd", "Bolt Inc"]);
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(await waiting()).toMatchObject({});
  expect((await waiting())["client"]).toBeUndefined();
});

test("a change that was taken back waits no more once the sync has looked, and sends nothing", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  await pauseConnection(firm.context, { reason: "closing the books" });
  await rename(acme.id, "Acme Ltd");
  await rename(acme.id, "Acme Inc");
  expect(await waiting()).toEqual({ client: 1 });
  await resumeConnection(firm.context);
  firm.calls();
  await firm.sync();
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);
  expect(await firm.stateOf("client", acme.id)).toBe("synced");
  expect(await waiting()).toEqual({});
});

test("neither drafts nor what lies before the start date waits, and nothing does before the sync is switched on", async () => {
  firm = await syncFixture({ startDate: "2026-11-01" });
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  expect(await waiting()).toEqual({});
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "10.00" }], { issuedOn: "2026-10-31" });
  expect(await waiting()).toEqual({});
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "10.00" }]);
  expect(await waiting()).toEqual({ invoice: 1 });
});
