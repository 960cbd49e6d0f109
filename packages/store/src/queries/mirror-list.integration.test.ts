import { newId } from "@tieout/domain";
import { Client as PgClient } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type FirmSession, type Store } from "../orm.js";
import { createTestDatabase } from "../testing.js";
import { linkChoices, type LinkQuestion } from "./mirror-list.js";

const [firmId, connectionId] = [newId(), newId()];
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
beforeEach(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
  await inFirm(async ({ query }) => {
    await query("insert into hub.firm (id, name, time_zone) values ($1, 'Firm', 'America/New_York')", [firmId]);
    await query(
      `insert into hub.ledger_connection (id, firm_id, epoch, environment, realm_cipher, realm_hash, company_name, state, authorized_by, authorized_at)
       values ($1, $2, 1, 'emulator', 'sealed', 'hash', 'Books', 'enabled', 'Ana', hub.hub_now())`,
      [connectionId, firmId],
    );
  });
});
afterEach(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

const inFirm = <T>(work: (session: FirmSession) => Promise<T>): Promise<T> => store.withFirm(firmId, work);

/** A client that is this customer of QuickBooks, with an invoice here: what it could be is asked. */
async function anInvoice(customerId: string, subtotal: string): Promise<LinkQuestion> {
  const [clientId, invoiceId] = [newId(), newId()];
  await inFirm(async ({ query }) => {
    await query("insert into hub.client (id, firm_id, kind, display_name, normalized_name, currency) values ($1, $2, 'business', 'Acme', 'acme', 'USD')", [clientId, firmId]);
    await query(
      `insert into hub.link (id, firm_id, connection_id, kind, record_id, ledger_kind, ledger_id, token, agreed, origin, linked_by)
       values ($1, $2, $3, 'client', $4, 'customer', $5, '0', '{}', 'created-by-hub', 'Ana')`,
      [newId(), firmId, connectionId, clientId, customerId],
    );
    await query(
      `insert into hub.invoice (id, firm_id, client_id, status, issued_on, due_on, currency, roll_up, subtotal) values ($1, $2, $3, 'new', '2026-11-02', '2026-11-02', 'USD', 'category', $4)`,
      [invoiceId, firmId, clientId, subtotal],
    );
  });
  return { problemId: null, recordId: invoiceId, kind: "invoice", named: [], isOneOfNamed: false };
}

/** So many invoices of QuickBooks, of customers in turn, each newer than the one before. */
const mirrored = (first: number, count: number, customer: string) =>
  inFirm(({ query }) => query(
    `insert into hub.ledger_record (firm_id, connection_id, kind, ledger_id, token, name, normalized_name, is_active, document, content_hash, ledger_updated_at)
     select $1, $2, 'invoice', n::text, '0', n::text, n::text, true, jsonb_build_object('kind', 'invoice', 'customerId', ${customer}, 'subtotal', '10.00'), 'hash', timestamptz '2026-11-02' + n * interval '1 second'
     from generate_series($3::int, $4::int) as n`,
    [firmId, connectionId, first, first + count - 1],
  ));

test("each record has choices of its own, the newest 25: one with hundreds takes none from the next", async () => {
  const questions = [await anInvoice("busy", "10.00"), await anInvoice("calm", "10.00")];
  await mirrored(1, 2, "'calm'");
  await mirrored(3, 400, "'busy'");
  const choices = await inFirm((session) => linkChoices(session, questions));
  expect(choices.filter(({ question }) => question === 0).map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, index) => String(402 - index)));
  expect(choices.filter(({ question }) => question === 1).map(({ id }) => id)).toEqual(["2", "1"]);
});

test("of 50,000 mirrored invoices it looks at those of the customer", async () => {
  const question = await anInvoice("7", "10.00");
  await mirrored(1_001, 50_000, "(n % 5000)::text");
  const owner = new PgClient({ connectionString: database.url });
  await owner.connect();
  await owner.query("analyze hub.ledger_record");
  await owner.end();
  const explained = await inFirm(({ query, ...session }) => linkChoices({ ...session, query: (sql, params) => query(`explain ${sql}`, params) }, [question]));
  const plan = explained.map((row) => Object.values(row)[0]).join("\n");
  expect(plan).toMatch(/Scan (using|on) ledger_record_by_customer.*\n *Index Cond: .*customer_id = party/);
  expect(plan).not.toContain("Seq Scan on ledger_record");
  expect(await inFirm((session) => linkChoices(session, [question]))).toHaveLength(10);
});
