import { monthForecast, writtenNumber } from "@tieout/domain";
import { saveCallBudget } from "@tieout/store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { syncFixture } from "../testing/sync-fixture.js";
import { isOverBudget, keepUsage } from "./keep-usage.js";

let fixture: Awaited<ReturnType<typeof syncFixture>>;
beforeEach(async () => {
  fixture = await syncFixture({ config: { thriftyLimit: 0 } });
});
afterEach(() => fixture.close());

const use = (metered: number) => fixture.inFirm((session) => keepUsage(session, fixture.connectionId, { calls: metered, metered, throttled: 0 }));
const told = async () => (await fixture.rows<{ facts: { percent: number } }>("select facts from hub.notification where kind = 'calls-running-out' order by happened_at")).map(({ facts }) => facts.percent);
const notices = () => fixture.rows<{ state: string; percent: string }>("select state, facts ->> 'percent' as percent from hub.problem where kind = 'calls-running-out' order by first_seen_at");
const budgetOf = (monthlyCalls: number) => fixture.inFirm((session) => saveCallBudget(session, { tier: "builder", monthlyCalls, pricePerThousand: null }));

test("80 and 100 percent of the month's budget are told once each, with one notice, which a new month closes", async () => {
  await budgetOf(1_000);
  await use(799);
  expect(await told()).toEqual([]);
  await use(1);
  await use(50);
  expect(await told()).toEqual([80]);
  await use(150);
  await use(10);
  expect(await told()).toEqual([80, 100]);
  expect(await notices()).toEqual([{ state: "open", percent: "100" }]);
  expect(await fixture.inFirm(isOverBudget)).toBe(true);
  await fixture.advance(32 * 86_400);
  expect(await fixture.inFirm(isOverBudget)).toBe(false);
  await use(1);
  expect(await notices()).toEqual([{ state: "resolved", percent: "100" }]);
});

test("over the budget a backlog goes out whole, but one by one, which is free", async () => {
  await fixture.enabled();
  await Promise.all(["Alder", "Birch", "Cedar"].map((businessName) => fixture.addClient({ businessName })));
  fixture.calls();
  await fixture.sync();
  expect(fixture.calls().list.filter(({ kind }) => kind === "batch")).toHaveLength(1);
  await budgetOf(1);
  await Promise.all(["Elm", "Fir", "Hazel"].map((businessName) => fixture.addClient({ businessName })));
  await fixture.sync();
  const { list } = fixture.calls();
  expect(list.filter(({ kind }) => kind === "batch")).toEqual([]);
  expect(fixture.records("Customer").map(({ DisplayName }) => DisplayName)).toEqual(expect.arrayContaining(["Alder", "Cedar", "Elm", "Fir", "Hazel"]));
});

test("the forecast that is told goes by the clock that the month goes by, also when this process's own is in another month", async () => {
  await budgetOf(1_000);
  await fixture.advance(32 * 86_400);
  await use(800);
  const [now] = await fixture.rows<{ ms: number }>("select (extract(epoch from hub.hub_now()) * 1000)::float8 as ms");
  const [notification] = await fixture.rows<{ facts: { consequence: string } }>("select facts from hub.notification where kind = 'calls-running-out'");
  expect(notification?.facts.consequence).toContain(`the month comes to ${writtenNumber(monthForecast(800, new Date(now?.ms ?? 0)))}.`);
});
