import { leaseRefresh, saveGrant, settleRefresh, takeWork } from "@tieout/store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
beforeEach(async () => {
  firm = await syncFixture();
  await firm.enabled();
  await firm.inFirm((session) => saveGrant(session, firm.connectionId, sealed(30)));
  await firm.advance(3_600);
});
afterEach(() => firm.close());

const sealed = (accessExpiresIn: number) => ({ accessCipher: "access", refreshCipher: "refresh", accessExpiresIn, refreshExpiresIn: 8_640_000, connectionLifetime: null });
const take = async (processId = "one") => {
  const [work] = await firm.rows<{ id: string }>("select id from hub.work where state = 'queued' order by priority desc, created_at limit 1");
  return firm.store.askFirm(firm.firmId, (session) => takeWork(session, work?.id ?? "", { processId, leaseSeconds: 60, refreshSeconds: 40 }));
};

test("a tick that will ask claims the renewal of a sign-in that has run out, and nobody else can meanwhile", async () => {
  await firm.engine.dispatchDue("clients");
  const taken = await take();
  expect(taken).toMatchObject({ isLookDue: true, work: { kind: "clients", trigger: "schedule" }, grant: { refreshCipher: "refresh", isAccessFresh: false, fence: "2" } });
  expect(await firm.inFirm((session) => leaseRefresh(session, firm.connectionId, "two", 40))).toBeNull();
  expect(await firm.inFirm((session) => settleRefresh(session, firm.connectionId, { fence: taken?.grant?.fence ?? "", refreshCipher: "another" }, sealed(3_600)))).toBe(true);
});

test("a sign-in that is good, that another process renews, or that is not needed yet is left alone", async () => {
  await firm.inFirm((session) => saveGrant(session, firm.connectionId, sealed(3_600)));
  await firm.engine.dispatchDue("clients");
  expect((await take())?.grant).toMatchObject({ isAccessFresh: true, fence: null });

  await firm.rows("update hub.work set state = 'queued'");
  await firm.inFirm((session) => saveGrant(session, firm.connectionId, sealed(30)));
  await firm.inFirm((session) => leaseRefresh(session, firm.connectionId, "two", 40));
  expect((await take())?.grant).toMatchObject({ isAccessFresh: false, fence: null });

  await firm.rows("update hub.work set state = 'queued'");
  await firm.advance(41);
  await firm.rows("update hub.ledger_cursor set swept_at = hub.hub_now() where feed = 'changes'");
  expect(await take()).toMatchObject({ isLookDue: false, grant: { fence: null } });
});

test("work of a connection that was paused since somebody saw it is not taken", async () => {
  await firm.engine.dispatchDue("clients");
  await firm.rows("update hub.ledger_connection set state = 'paused'");
  expect(await take()).toBeNull();
});
