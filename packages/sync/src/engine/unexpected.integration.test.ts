import { afterEach, expect, test } from "vitest";
import { storeWith } from "../testing/seams.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** An engine in which every statement that contains a text, and meets a condition, breaks for a reason nobody foresaw. */
function brokenBy(text: string, when: (params: readonly unknown[]) => boolean = () => true) {
  return firm.engineOf("one", {}, {
    store: (store) => storeWith(store, async ({ sql, params, pass }) => {
      if (sql.includes(text) && when(params)) throw Object.assign(new Error("planted"), { name: "PlantedError" });
      return pass();
    }),
  });
}

const openCalls = () => firm.rows("select state from hub.call where state in ('pending', 'sending', 'unknown') order by state");
const creates = () => firm.emulator.journal.filter((entry) => entry.method === "POST" && entry.path.endsWith("/customer")).length;

test("an answer whose look-up breaks on us stays in doubt and is told; the others are looked up, and it is found when the error is mended", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const bad = await firm.addClient({ businessName: "Bad Luck LLC" });
  const good = await firm.addClient({ businessName: "Good Luck LLC" });
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { commitThenDrop: true }, times: 2 });
  const run = await firm.sync();
  expect(await openCalls()).toHaveLength(2);
  const sent = creates();

  const isOfBad = (params: readonly unknown[]): boolean => JSON.stringify(params).includes(bad.id);
  firm.hire(brokenBy("insert into hub.link", isOfBad));
  for (let times = 0; times < 4; times += 1) {
    await firm.advance(131);
    await firm.drain();
  }
  expect(await firm.stateOf("client", good.id)).toBe("synced");
  expect(await firm.stateOf("client", bad.id)).toBe("checking");
  expect(await openCalls()).toEqual([{ state: "unknown" }]);
  expect(await firm.problems()).toMatchObject([{ kind: "look-up-failed", records: 1, facts: { label: "Bad Luck LLC" } }]);
  expect((await firm.run(run.id)).state).toBe("waiting");
  expect(firm.logs.filter(({ message }) => message === "a look-up failed").length, "not again and again").toBe(2);

  firm.hire(firm.engine);
  await firm.advance(1_801);
  await firm.drain();
  expect(await firm.stateOf("client", bad.id)).toBe("synced");
  expect(await firm.problems()).toEqual([]);
  expect(await openCalls()).toEqual([]);
  expect((await firm.run(run.id)).state).toBe("succeeded");
  expect(creates()).toBe(sent);
  expect(firm.records("Customer")).toHaveLength(2);
});

test("work that breaks on us is one problem of its kind, however often, and no more once it works again", async () => {
  firm = await syncFixture();
  await firm.enabled();
  const engine = brokenBy("insert into hub.plan");
  firm.hire(engine);
  await firm.addClient({ businessName: "Acme Inc" });
  for (let times = 0; times < 2; times += 1) expect(await firm.sync()).toMatchObject({ state: "failed" });
  await firm.sync({ kind: "clients" });
  expect(await firm.problems()).toMatchObject([{ cause_key: "work-failed:clients", records: 0 }, { cause_key: "work-failed:everything", kind: "work-failed", facts: { work: "A sync" } }]);

  firm.hire(firm.engine);
  await firm.sync({ kind: "clients" });
  expect(await firm.problems()).toMatchObject([{ cause_key: "work-failed:everything" }]);
  await firm.sync();
  expect(await firm.problems()).toEqual([]);
});

test("an hourly sync that breaks as it makes its run leaves no run behind, and is told all the same", async () => {
  firm = await syncFixture();
  await firm.enabled();
  await firm.sync();
  await firm.addClient({ businessName: "Acme Inc" });
  firm.hire(brokenBy("insert into hub.plan"));
  await firm.advance(3_700);
  expect(await firm.engine.dispatchDue("clients")).toBe(1);
  await firm.drain();
  expect(await firm.problems()).toMatchObject([{ cause_key: "work-failed:clients" }]);
  expect(await firm.rows("select 1 from hub.work where state <> 'done'")).toEqual([]);
  expect(await firm.rows("select 1 from hub.run where trigger = 'schedule'")).toEqual([]);
});
