import { type Actor, BillableCategory, BillableType, Client, type Clock, Firm, type FirmSettings, newId, StaffMember } from "@tieout/domain";
import { type FirmSession, openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import type { PracticeContext } from "./context.js";

/** A firm in a database of its own, with somebody to work for, somebody who works and something to bill. For tests of this package. */
export async function firmFixture(settings: Partial<FirmSettings> = {}) {
  const database = await createTestDatabase();
  const store = await openStore({ url: database.url });
  const firmId = newId();
  const actor: Actor = { firmId, kind: "person", id: "user-paul", name: "Paul" };
  const clock: Clock = { now: () => new Date("2026-03-31T12:00:00Z") };
  const context: PracticeContext = { store, actor, clock };

  const firm = new Firm(firmId, { name: "Stone & Partners", timeZone: "America/New_York", taxRatePercent: "8", ...settings });
  const client = new Client(firmId, { kind: "business", businessName: "Acme Inc", email: "ap@acme.example", currency: "USD", termsDays: 14 });
  const other = new Client(firmId, { kind: "individual", lastName: "Miller", firstName: "Anna", currency: "USD" });
  const sia = new StaffMember(firmId, { firstName: "Sia", lastName: "Stone", email: "sia@stone.example", rate: "100" });
  const paul = new StaffMember(firmId, { firstName: "Paul", lastName: "Stone", email: "paul@stone.example", userId: "user-paul" });
  const tax = new BillableCategory(firmId, { code: "TAX", name: "Tax", rate: "200" });
  const books = new BillableCategory(firmId, { code: "BOOKS", name: "Bookkeeping", isTaxable: true });
  const review = new BillableType(firmId, { categoryId: tax.id, code: "TAX-R", name: "Tax review", rate: "250" });
  await store.withFirm(firmId, async ({ em }) => {
    for (const record of [firm, client, other, sia, paul, tax, books, review]) await em.persist<object>(record).flush();
  });

  return {
    database, store, context, firmId, firm, client, other, sia, paul, tax, books, review,
    /** Plain rows, seen as this firm. */
    rows: <Row extends object>(sql: string, params: unknown[] = []) => store.withFirm(firmId, ({ query }) => query<Row>(sql, params)),
    inFirm: <T>(work: (session: FirmSession) => Promise<T>) => store.withFirm(firmId, work),
    /** The history of a record, oldest first. */
    history: (recordId: string) =>
      store.withFirm(firmId, ({ query }) => query<{ action: string; actor: string; changes: { path: string; before: unknown; after: unknown }[] }>("select action, actor, changes from hub.record_event where record_id = $1 order by id", [recordId])),
    async close() {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type FirmFixture = Awaited<ReturnType<typeof firmFixture>>;
