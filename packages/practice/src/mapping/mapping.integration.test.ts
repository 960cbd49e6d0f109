import { newId, systemClock } from "@tieout/domain";
import { insertConnection, mappingRows, openStore, patchConnection, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { autofillMappings } from "./autofill-mappings.js";
import { mapCategories } from "./map-categories.js";
import { setDefaultItem } from "./set-default-item.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
let firmId: string;
let connectionId: string;
let categories: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  firmId = newId();
  connectionId = newId();
  categories = { TAX: newId(), BK: newId(), ODD: newId() };
  await store.withFirm(firmId, async (session) => {
    await session.query("insert into hub.firm (id, name, time_zone) values ($1, 'Firm', 'UTC')", [firmId]);
    await insertConnection(session, { id: connectionId, environment: "emulator", realmCipher: "x", realmHash: newId(), companyName: "Books", company: {}, authorizedBy: "Ana" });
    await patchConnection(session, connectionId, { state: "enabled" });
    for (const [code, name] of [["TAX", "Tax return"], ["BK", "Bookkeeping"], ["ODD", "Zeppelin"]] as const) {
      await session.query("insert into hub.billable_category (id, firm_id, code, name) values ($1, $2, $3, $4)", [categories[code], firmId, code, name]);
    }
    await anItem("1", "Tax return");
    await anItem("2", "Book keeping services");
    await anItem("3", "Old service", { isActive: false });
    await anItem("4", "Services", { type: "Category" });
    function anItem(id: string, name: string, { isActive = true, type = "Service" } = {}) {
      return session.query(
        `insert into hub.ledger_record (firm_id, connection_id, kind, ledger_id, token, name, normalized_name, is_active, document, content_hash)
         values ($1, $2, 'item', $3, '0', $4, lower($4), $5, $6, '')`,
        [firmId, connectionId, id, name, isActive, JSON.stringify({ kind: "item", name, fullName: name, sku: null, type, isActive })],
      );
    }
  });
});

const context = () => ({ store, clock: systemClock, actor: { firmId, kind: "person" as const, id: "ben", name: "Ben" } });
const rows = () => store.withFirm(firmId, (session) => mappingRows(session, connectionId, "billable-category"));
const map = (code: string, itemId: string | null, expectedVersion?: number | null) =>
  mapCategories(context(), { sourceKind: "billable-category", mappings: [{ sourceId: categories[code] as string, itemId, expectedVersion }] });

test("autofill proposes with a score and saves nothing", async () => {
  const { proposals, unmatched } = await autofillMappings(context(), { sourceKind: "billable-category" });
  const tax = proposals.find((proposal) => proposal.sourceId === categories["TAX"]);
  expect(tax?.suggestions[0]).toMatchObject({ itemId: "1", band: "exact", reason: "same-name" });
  expect(proposals.find((proposal) => proposal.sourceId === categories["BK"])?.suggestions[0]).toMatchObject({ itemId: "2", reason: "similar-name" });
  expect(proposals.flatMap((proposal) => proposal.suggestions).map((suggestion) => suggestion.itemId)).not.toContain("3");
  expect(proposals.flatMap((proposal) => proposal.suggestions).map((suggestion) => suggestion.itemId)).not.toContain("4");
  expect(unmatched).toBe(1);
  expect((await rows()).map((row) => row.status)).toEqual(["unmapped", "unmapped", "unmapped"]);
});

test("between two services of one name nothing is chosen, both are shown", async () => {
  await store.withFirm(firmId, ({ query }) =>
    query(`update hub.ledger_record set name = 'Advice:Tax return', document = document || '{"name":"Tax return","fullName":"Advice:Tax return"}' where ledger_id = '2'`),
  );
  const { proposals } = await autofillMappings(context(), { sourceKind: "billable-category" });
  const tax = proposals.find((proposal) => proposal.sourceId === categories["TAX"]);
  expect(tax?.suggestions.map(({ itemId, reason, band, isTied }) => [itemId, reason, band, isTied])).toEqual([
    ["2", "same-name", "unsure", true],
    ["1", "same-name", "unsure", true],
  ]);
});

test("codes that are nearly alike are different codes", async () => {
  await store.withFirm(firmId, ({ query }) => query(`update hub.ledger_record set document = document || '{"sku":"ODD-7"}' where ledger_id = '2'`));
  await store.withFirm(firmId, ({ query }) => query("update hub.billable_category set code = 'ODD-8' where id = $1", [categories["ODD"]]));
  const unlike = await autofillMappings(context(), { sourceKind: "billable-category" });
  expect(unlike.proposals.map((proposal) => proposal.sourceId)).not.toContain(categories["ODD"]);
  await store.withFirm(firmId, ({ query }) => query("update hub.billable_category set code = 'odd 7' where id = $1", [categories["ODD"]]));
  const { proposals } = await autofillMappings(context(), { sourceKind: "billable-category" });
  expect(proposals.find((proposal) => proposal.sourceId === categories["ODD"])?.suggestions).toMatchObject([{ itemId: "2", reason: "same-sku", band: "exact", isTied: false }]);
});

test("a mapping is stored by id and survives a rename", async () => {
  const [row] = await map("TAX", "1", null);
  expect(row).toMatchObject({ targetId: "1", targetName: "Tax return", status: "mapped", confirmedBy: "Ben", mappingVersion: 1 });
  await store.withFirm(firmId, ({ query }) => query(`update hub.ledger_record set document = jsonb_set(document, '{fullName}', '"Tax preparation"') where ledger_id = '1'`));
  expect((await rows()).find((candidate) => candidate.code === "TAX")).toMatchObject({ targetId: "1", status: "target-renamed" });
});

test("an inactive or unknown service is refused with what to do", async () => {
  await expect(map("TAX", "3")).rejects.toThrow(/inactive in QuickBooks. Make it active there, or choose another/);
  await expect(map("TAX", "99")).rejects.toThrow(/no such service/);
});

test("a row changed by somebody else is not overwritten unseen", async () => {
  await map("TAX", "1", null);
  await expect(map("TAX", "2", null)).rejects.toThrow(/Ben changed the mapping of TAX meanwhile to "Tax return"/);
  expect((await map("TAX", "2", 1))[0]).toMatchObject({ targetId: "2", mappingVersion: 2 });
  expect((await map("TAX", null))[0]).toMatchObject({ targetId: null, status: "unmapped" });
});

test("the default item serves unmapped rows and says so", async () => {
  await setDefaultItem(context(), { itemId: "2" });
  expect((await rows()).map((row) => row.status)).toEqual(["default-item", "default-item", "default-item"]);
  await expect(setDefaultItem(context(), { itemId: "3" })).rejects.toThrow(/inactive/);
  await setDefaultItem(context(), { itemId: null });
  expect((await rows()).map((row) => row.status)).toEqual(["unmapped", "unmapped", "unmapped"]);
});
