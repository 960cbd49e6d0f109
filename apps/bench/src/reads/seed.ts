import { newId } from "@tieout/domain";
import { Client } from "pg";

/** How many rows each firm of the read scenarios has. */
export const seeded = { clients: 10_000, invoicesPerClient: 10 } as const;

/**
 * Fills a migrated database with `firmId` and a second firm of the same size, so that row-level security has something to hide.
 * Every record is synced, as in a firm at work. Set-based: some seconds. Needs PostgreSQL 18 for `uuidv7()`.
 * @param url connection string of a superuser, who is above row-level security.
 */
export async function seedReads(url: string, firmId: string): Promise<void> {
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    // The engine's mark keeps the triggers from listing every row as work for the sync.
    await database.query("set hub.is_engine = 'on'");
    const otherFirmId = newId();
    await database.query("insert into hub.firm (id, name, time_zone) values ($1, 'Another firm', 'America/Denver')", [otherFirmId]);
    await seedFirm(database, firmId, "Client");
    await seedFirm(database, otherFirmId, "Hidden");
    await database.query("vacuum analyze");
  } finally {
    await database.end();
  }
}

async function seedFirm(database: Client, firmId: string, name: string): Promise<void> {
  const connectionId = newId();
  await database.query(
    `insert into hub.ledger_connection (id, firm_id, epoch, environment, realm_cipher, realm_hash, company_name, state, authorized_by, authorized_at)
     values ($1::uuid, $2, 1, 'emulator', '', $1::uuid::text, 'Books', 'enabled', 'bench', now())`,
    [connectionId, firmId],
  );
  await database.query(
    `insert into hub.client (id, firm_id, kind, business_name, display_name, normalized_name, email, phone, currency, terms_days, city, state, postal_code, country)
     select uuidv7(), $1, 'business', label, label, lower(label), 'office' || n || '@example.com', '(555) 555-' || lpad((n % 10000)::text, 4, '0'), 'USD', 30, 'Denver', 'CO', '80202', 'US'
     from (select n, $2 || ' ' || lpad(n::text, 5, '0') as label from generate_series(1, $3::int) as n) as made`,
    [firmId, name, seeded.clients],
  );
  await database.query(
    `insert into hub.invoice (id, firm_id, client_id, number, status, issued_on, due_on, bill_email, currency, roll_up, subtotal, total, ledger_subtotal, ledger_total, ledger_balance, finalized_at)
     select uuidv7(), $1, client.id, right(client.display_name, 5) || '-' || n, 'processed_externally', date '2026-01-01' + n * 7, date '2026-01-31' + n * 7, client.email, 'USD', 'category',
            100 * n, 100 * n, 100 * n, 100 * n, 0, now()
     from hub.client cross join generate_series(1, $2::int) as n where client.firm_id = $1`,
    [firmId, seeded.invoicesPerClient],
  );
  for (const [kind, table] of [["client", "hub.client"], ["invoice", "hub.invoice"]] as const) {
    await database.query(`insert into hub.record_sync (firm_id, connection_id, kind, record_id, state) select $1, $2, $3, id, 'synced' from ${table} where firm_id = $1`, [firmId, connectionId, kind]);
  }
}
