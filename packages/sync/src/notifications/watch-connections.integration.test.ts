import { saveGrant, settleRefresh } from "@tieout/store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { syncFixture } from "../testing/sync-fixture.js";
import { watchConnections } from "./watch-connections.js";

let fixture: Awaited<ReturnType<typeof syncFixture>>;
const hour = 3_600;
const day = 24 * hour;

beforeEach(async () => {
  fixture = await syncFixture();
});
afterEach(() => fixture.close());

const told = () => fixture.rows<{ kind: string; ended: boolean }>("select kind, ended_at is not null as ended from hub.notification order by happened_at, kind");
const notices = () => fixture.rows<{ kind: string; state: string; facts: object }>("select kind, state, facts from hub.problem where kind = 'sign-in-expiring'");
const watch = () => watchConnections(fixture.store);

function grantFor(seconds: number) {
  return { accessCipher: "a", refreshCipher: "r", accessExpiresIn: hour, refreshExpiresIn: 100 * day, connectionLifetime: seconds };
}

test("silence is told once after the firm's hours, and so is that it works again", async () => {
  await fixture.enabled();
  expect(await watch()).toBe(0);
  await fixture.rows("insert into hub.notification_settings (firm_id, silent_hours) values ($1, 6)", [fixture.firmId]);
  await fixture.advance(6 * hour + 60);
  await Promise.all([watch(), watch()]);
  expect(await told()).toEqual([{ kind: "nothing-synced", ended: false }]);
  expect(await watch(), "what was told costs nothing more").toBe(0);
  await fixture.sync();
  await Promise.all([watch(), watch()]);
  expect(await told()).toEqual([{ kind: "nothing-synced", ended: true }, { kind: "syncing-again", ended: false }]);
});

test("a grant that QuickBooks refuses is told with the state that follows from it, and recovery once something went through", async () => {
  await fixture.enabled();
  await fixture.advance(2 * hour);
  await fixture.loseConnection();
  expect(await told()).toEqual([{ kind: "connection-broken", ended: false }]);
  await watch();
  await fixture.reconnect();
  await watch();
  expect((await told()).length, "reconnected is not yet synced").toBe(1);
  await fixture.sync();
  await watch();
  expect(await told()).toEqual([{ kind: "connection-broken", ended: true }, { kind: "connection-restored", ended: false }]);
});

test("the end of a sign-in is told at 30, 7 and 1 days, once each, with one notice that follows and closes when it is renewed", async () => {
  await fixture.enabled();
  await fixture.inFirm((session) => saveGrant(session, fixture.connectionId, grantFor(31 * day)));
  await fixture.rows("update hub.ledger_connection set state = 'paused'");
  expect(await watch()).toBe(0);
  for (const [days, expected] of [[1.5, 30], [20, 30], [4, 7], [5, 1]] as const) {
    await fixture.advance(days * day);
    await watch();
    await watch();
    const [notice] = await notices();
    expect(notice).toMatchObject({ state: "open", facts: { days: expected, isFinal: true } });
  }
  expect((await told()).map(({ kind }) => kind)).toEqual(["sign-in-expiring", "sign-in-expiring", "sign-in-expiring"]);
  await fixture.inFirm((session) => saveGrant(session, fixture.connectionId, grantFor(1_800 * day)));
  await watch();
  expect(await notices()).toMatchObject([{ state: "resolved" }]);
  expect(await watch()).toBe(0);
});

test("a refresh moves the end on, and keeps the consent's own end where QuickBooks does not say it again", async () => {
  await fixture.inFirm((session) => saveGrant(session, fixture.connectionId, grantFor(400 * day)));
  const fence = await fixture.rows<{ fence: string }>("update hub.ledger_grant set refresh_fence = refresh_fence + 1 returning refresh_fence::text as fence");
  await fixture.inFirm((session) => settleRefresh(session, fixture.connectionId, { fence: fence[0]?.fence ?? "", refreshCipher: "another" }, { ...grantFor(0), refreshExpiresIn: 200 * day, connectionLifetime: null }));
  const [ends] = await fixture.rows("select round(extract(epoch from refresh_expires_at - hub.hub_now()) / 86400)::int as refresh, round(extract(epoch from connection_expires_at - hub.hub_now()) / 86400)::int as connection from hub.ledger_grant");
  expect(ends).toEqual({ refresh: 200, connection: 400 });
});
