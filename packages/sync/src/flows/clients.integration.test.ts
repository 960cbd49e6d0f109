import { sandboxUs } from "@tieout/quickbooks-emulator";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

test("the first plan imports every customer, makes sites of sub-customers and writes nothing before it is approved", async () => {
  firm = await syncFixture({ company: sandboxUs });
  const { planId, state, runId } = await firm.firstPlan();
  expect(firm.logs).toEqual([]);
  expect(state).toBe("open");
  expect(await firm.run(runId)).toMatchObject({ state: "awaiting-approval" });
  expect(await firm.rows("select 1 from hub.client")).toEqual([]);
  expect(firm.calls().list.filter((call) => call.method === "POST")).toEqual([]);

  await firm.engine.approvePlan({ firmId: firm.firmId, planId, actor: firm.actor });
  await firm.drain();
  expect(firm.logs).toEqual([]);
  const customers = firm.records("Customer");
  const clients = await firm.rows<{ display_name: string }>("select display_name from hub.client order by display_name");
  expect(clients.length).toBe(customers.filter((customer) => !customer["ParentRef"]).length);
  const sites = await firm.rows("select 1 from hub.site");
  expect(sites.length).toBe(customers.filter((customer) => customer["ParentRef"]).length);
  expect(await firm.run(runId)).toMatchObject({ state: "succeeded", summary: expect.stringContaining("Imported") });
});
