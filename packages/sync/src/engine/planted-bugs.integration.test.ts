import { openStore, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { oneInvoice, plantedBugs, type PlantedBug } from "../testing/planted-bugs.js";
import { readyFirm } from "../testing/ready-firm.js";
import type { SyncFixture } from "../testing/sync-fixture.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
let firm: SyncFixture;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url, keepsStatements: true });
});
afterEach(() => firm.close());
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

test.each(plantedBugs)("a sync that $name is caught by $caughtBy", { timeout: 120_000 }, async (bug: PlantedBug) => {
  firm = await readyFirm({ store, ...bug.options });
  const broken = () => firm.hire(firm.engineOf("broken", {}, bug.plant?.(firm) ?? {}));
  if (bug.prepare) broken();
  await bug.prepare?.(firm);
  await firm.enabled();
  if (!bug.prepare) broken();
  await (bug.story ?? oneInvoice)(firm);
  const rest = bug.isAtRest ? await firm.untilQuiet({ atMost: 2 }) : { restFrom: null };
  const caught = (await firm.violations({ restFrom: rest.restFrom, ...bug.told })).filter(({ invariant }) => invariant === bug.caughtBy);
  expect(caught, `${bug.caughtBy} says nothing`).not.toEqual([]);
  expect(caught.every(({ documents }) => documents.length > 0), "the documents are named").toBe(true);
});

test("a sync that nobody broke is caught by nothing: clients, invoices, time, edits on both sides, a lost answer, a deletion", { timeout: 120_000 }, async () => {
  firm = await readyFirm({ store });
  await firm.enabled();
  firm.emulator.arm({ name: "commit-then-reset", when: { entity: "Invoice", operation: "create" } });
  await oneInvoice(firm);
  const { id } = await firm.addClient({ businessName: "Second Client" });
  await firm.addTime(id, [{ day: "2026-11-03", minutes: 50 }, { day: "2026-11-03", minutes: 50 }]);
  firm.bookkeeper.create("Customer", { DisplayName: "Made in QuickBooks" });
  await firm.sync();
  expect((await firm.untilQuiet()).cycles).not.toBeNull();
  firm.bookkeeper.change("Customer", firm.records("Customer")[0]?.Id ?? "", { PrimaryEmailAddr: { Address: "new@acme.example" } });
  const { cycles, restFrom } = await firm.untilQuiet();
  expect(cycles).not.toBeNull();
  expect(firm.records("Invoice")).toHaveLength(1);
  expect(firm.records("TimeActivity")).toHaveLength(2);
  expect(await firm.violations({ restFrom })).toEqual([]);
  firm.bookkeeper.remove("Invoice", firm.records("Invoice")[0]?.Id ?? "");
  expect(await firm.violations({ restFrom: (await firm.untilQuiet()).restFrom })).toEqual([]);
  expect((await firm.problems()).map(({ kind }) => kind)).toEqual(["record-gone"]);
});

test("at least 25 bugs are planted, and each promise has one", () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(25);
  expect(new Set(plantedBugs.map(({ caughtBy }) => caughtBy)).size).toBe(11);
});
