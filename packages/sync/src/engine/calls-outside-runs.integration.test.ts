import { listCallsOutsideRuns } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

async function hour(): Promise<void> {
  await firm.advance(3_600);
  await firm.engine.dispatchDue("clients");
  await firm.drain();
}

/** An enabled firm at rest, with whatever setting it up asked forgotten. */
async function atRest(): Promise<void> {
  firm = await syncFixture();
  await firm.enabled();
  await firm.sync();
  await hour();
  await firm.rows("delete from hub.call where run_id is null");
}

const outside = async () => (await firm.inFirm((session) => listCallsOutsideRuns(session, { first: 20, after: null }))).rows.map(({ operation, state, httpStatus }) => ({ operation, state, httpStatus }));

test("a look of an idle hour that QuickBooks refused is kept, though there is no run; one that it answered is only counted", async () => {
  await atRest();
  const before = (await firm.rows("select id from hub.run")).length;
  firm.emulator.arm({ name: "internal-error", when: { operation: "cdc" }, times: 1 });
  await hour();
  expect(await outside()).toEqual([{ operation: "change-feed", state: "refused", httpStatus: 500 }]);
  await hour();
  expect(await outside()).toHaveLength(1);
  expect(await firm.rows("select id from hub.run")).toHaveLength(before);
});

test("what a check of the company asks is kept, answered or not", async () => {
  await atRest();
  await firm.engine.readCompany({ firmId: firm.firmId, connectionId: firm.connectionId });
  expect(await outside()).toEqual(expect.arrayContaining([{ operation: "read", state: "ok", httpStatus: 200 }]));
});
