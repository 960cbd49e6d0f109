import { linkChoices } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

/** Two entries of time that say the same, about to go out in one batch. */
async function withTwins(): Promise<string[]> {
  firm = await syncFixture({ settings: { timeEntries: true }, config: { thriftyLimit: 0 } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  firm.bookkeeper.create("Employee", { GivenName: "Emily", FamilyName: "Platt", PrimaryEmailAddr: { Address: "emily@stone.example" } });
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.sync();
  return firm.addTime(acme.id, [{ day: "2026-11-03", minutes: 60 }, { day: "2026-11-03", minutes: 60 }]);
}

const linked = () => firm.rows("select ledger_id from hub.link where kind = 'time-entry' and unlinked_at is null");

test("of two equal entries whose batch lost its answer, each finds one of the two that are there", async () => {
  const twins = await withTwins();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { commitThenDrop: true } });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", counts: { checking: 2 } });
  await firm.advance(131);
  await firm.drain();
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", summary: "Sent 2 time entries." });
  expect(firm.records("TimeActivity")).toHaveLength(2);
  expect(await linked()).toHaveLength(2);
  for (const id of twins) expect(await firm.stateOf("time-entry", id)).toBe("synced");
  expect(await firm.problems()).toEqual([]);
});

test("of two equal entries of which QuickBooks kept one, that one is adopted and the other sent again", async () => {
  await withTwins();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { partialBatch: { fail: [2] }, commitThenDrop: true } });
  const run = await firm.sync();
  expect(firm.records("TimeActivity")).toHaveLength(1);
  await firm.advance(131);
  await firm.drain();
  expect(firm.logs).toEqual([]);
  expect(await firm.run(run.id)).toMatchObject({ state: "succeeded", summary: "Sent 2 time entries." });
  expect(firm.records("TimeActivity")).toHaveLength(2);
  expect(new Set((await linked()).map((link) => link["ledger_id"])).size).toBe(2);
});

test("a third of the same content, entered by hand, makes it a question", async () => {
  await withTwins();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "batch" }, then: { commitThenDrop: true } });
  await firm.sync();
  const [sent] = firm.records("TimeActivity");
  const same = ["EmployeeRef", "CustomerRef", "ItemRef", "TxnDate", "Hours", "Minutes", "HourlyRate", "Description"].map((name) => [name, sent?.[name] ?? null]);
  firm.bookkeeper.create("TimeActivity", { NameOf: "Employee", BillableStatus: "NotBillable", ...Object.fromEntries(same) });
  await firm.advance(131);
  await firm.drain();
  expect(firm.logs).toEqual([]);
  expect(await firm.problems()).toMatchObject([{ kind: "lost-answer-ambiguous" }, { kind: "lost-answer-ambiguous" }]);
  expect(await linked()).toEqual([]);
  expect(firm.records("TimeActivity")).toHaveLength(3);

  // Each answer takes one of the three; what is left to choose from is what nobody has.
  for (const left of [3, 2]) {
    const [problem] = await firm.problems();
    const question = { recordId: null, problemId: problem?.id ?? "", kind: "time-activity", named: problem?.facts["candidates"] as string[], isOneOfNamed: true };
    const choices = await firm.inFirm((session) => linkChoices(session, [question]));
    expect(choices).toHaveLength(left);
    await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy: "link-existing", values: { ledgerId: choices[0]?.id ?? "" }, actor: firm.actor });
    await firm.drain();
  }
  expect(await linked()).toHaveLength(2);
  expect(await firm.problems()).toEqual([]);
  expect(firm.records("TimeActivity")).toHaveLength(3);
});
