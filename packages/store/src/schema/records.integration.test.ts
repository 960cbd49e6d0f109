import { BillableCategory, BillableType, Client, Firm, Invoice, InvoiceLine, newId, Site, StaffMember, TimeEntry } from "@tieout/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../orm.js";
import { createTestDatabase } from "../testing.js";
import { writeConflict } from "../write-conflict.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
const firmId = newId();
const at = new Date("2026-03-02T10:00:00.123Z");

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
  await store.withFirm(firmId, async ({ em }) => em.persist(new Firm(firmId, { name: "Firm", timeZone: "Pacific/Honolulu", taxRatePercent: "8.25" })));
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

const fresh = (name: string) => new Client(firmId, { kind: "business", businessName: name, currency: "USD" });

/** One of everything, related as in life. */
async function everything() {
  const client = new Client(firmId, { kind: "couple", lastName: "Miller", firstName: "Anna", partnerFirstName: "Ben", partnerLastName: "Ortiz", email: "a@example.com", termsDays: 14, currency: "USD", city: "Bonn" });
  const site = new Site(firmId, client.id, { name: "Main street", postalCode: "53111" });
  const staff = new StaffMember(firmId, { firstName: "Sia", lastName: "Stone", email: "sia@example.com", rate: "120.50" });
  const category = new BillableCategory(firmId, { code: "TAX", name: "Tax", rate: "150.00", isTaxable: true });
  const type = new BillableType(firmId, { categoryId: category.id, code: "TAX-1", name: "Return", rate: "0.333333".slice(0, 7) });
  const invoice = new Invoice(firmId, { clientId: client.id, siteId: site.id, number: "7", issuedOn: "2026-03-01", dueOn: "2026-03-15", billEmail: null, currency: "USD", memo: "Hi", rollUp: "type" });
  const line = new InvoiceLine(invoice, 1, { description: "Work", categoryId: category.id, typeId: type.id, quantity: "1.5", unitPrice: "200", amount: null, isTaxable: true, serviceDate: "2026-02-28" }, true);
  const time = new TimeEntry(firmId, { staffId: staff.id, clientId: client.id, siteId: site.id, categoryId: category.id, typeId: type.id, day: "2026-02-28", minutes: 90, note: "n", isBillable: true, rate: null, currency: "USD" }, "print");
  time.approve({ by: "Paul", at, rate: "200" });
  time.lock(invoice.id, line.id);
  const records = [client, site, staff, category, type, invoice, line, time];
  await store.withFirm(firmId, async ({ em }) => {
    for (const record of records) await em.persist(record).flush();
  });
  return records;
}

test("every record comes back as it was written, with its behaviour", async () => {
  for (const record of await everything()) {
    const found = await store.withFirm(firmId, async ({ em }) => em.findOneOrFail(record.constructor as typeof Client, { id: record.id }));
    expect(found).toBeInstanceOf(record.constructor);
    expect({ ...found }).toEqual({ ...record });
  }
  const firm = await store.withFirm(firmId, ({ em }) => em.findOneOrFail(Firm, { id: firmId }));
  expect(firm.taxRatePercent).toBe("8.25");
  expect(firm.today(at)).toBe("2026-03-02");
});

test("of two people who change one record, the later is told", async () => {
  const client = fresh("Raced");
  await store.withFirm(firmId, async ({ em }) => em.persist(client));
  const race = store.withFirm(firmId, async ({ em }) => {
    const mine = await em.findOneOrFail(Client, { id: client.id });
    await store.withFirm(firmId, async (other) => (await other.em.findOneOrFail(Client, { id: client.id })).update({ notes: "theirs" }));
    mine.update({ notes: "mine" });
  });
  await expect(race.catch((error: unknown) => Promise.reject(writeConflict(error)))).rejects.toMatchObject({ code: "STALE_VERSION" });
  const kept = await store.withFirm(firmId, ({ em }) => em.findOneOrFail(Client, { id: client.id }));
  expect(kept).toMatchObject({ notes: "theirs", version: 2 });
});

test("a change that forgets the version still makes a new one, and its time", async () => {
  const client = fresh("Touched");
  await store.withFirm(firmId, async ({ em }) => em.persist(client));
  const read = () => store.withFirm(firmId, ({ query }) => query<{ version: number; updated_at: string }>("select version, updated_at from hub.client where id = $1", [client.id]));
  const [before] = await read();
  await store.withFirm(firmId, ({ query }) => query("update hub.client set notes = 'plain' where id = $1", [client.id]));
  const [after] = await read();
  expect(after?.version).toBe(2);
  expect(after?.updated_at).not.toBe(before?.updated_at);
});

test("a code that is taken is refused in words", async () => {
  const twice = () => store.withFirm(firmId, async ({ em }) => em.persist(new BillableCategory(firmId, { code: "Twice", name: "x" })));
  await twice();
  await expect(twice().catch((error: unknown) => Promise.reject(writeConflict(error)))).rejects.toMatchObject({ code: "CONFLICT", field: ["code"] });
});

test("many records change in one flush, each with its own values", async () => {
  const clients = Array.from({ length: 700 }, (_, index) => fresh(`Bulk ${index}`));
  await store.withFirm(firmId, async ({ em }) => em.persist(clients));
  await store.withFirm(firmId, async ({ em }) => {
    for (const client of await em.find(Client, { businessName: { $like: "Bulk %" } })) client.update({ termsDays: Number(client.businessName?.slice(5)) % 300, notes: client.displayName });
  });
  const rows = await store.withFirm(firmId, ({ query }) => query("select 1 from hub.client where notes = business_name and terms_days = substr(business_name, 6)::int % 300 and version = 2"));
  expect(rows).toHaveLength(700);
});
