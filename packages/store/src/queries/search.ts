import type { FirmSession } from "../orm.js";
import { Conditions } from "./list-sql.js";
import { thisFirm } from "./this-firm.js";

export interface SearchHit {
  kind: "client" | "invoice" | "run";
  id: string;
  label: string;
  detail: string | null;
}

/** Clients by name or e-mail, invoices by number, either by their id in the ledger, runs by number; the best few of each. */
export async function searchRecords({ query }: FirmSession, text: string, first: number): Promise<SearchHit[]> {
  const clients = new Conditions("client").matches(["client.display_name", "client.email"], text);
  const hits = await query<SearchHit>(`select 'client' as kind, client.id, client.display_name as label, client.email as detail from hub.client as client where ${clients.sql} order by client.display_name limit ${first}`, clients.params);
  const exact = text.trim();
  const others = await query<SearchHit>(
    `(select 'invoice' as kind, invoice.id, coalesce(invoice.number, 'Invoice') as label, client.display_name as detail
        from hub.invoice as invoice join hub.client as client on client.firm_id = ${thisFirm} and client.id = invoice.client_id where invoice.firm_id = ${thisFirm} and invoice.number ilike $1 || '%' order by invoice.number limit $2)
     union all
     (select link.kind, link.record_id, coalesce(client.display_name, invoice.number, 'Invoice'), 'QuickBooks id ' || link.ledger_id
        from hub.link as link left join hub.client as client on client.firm_id = ${thisFirm} and client.id = link.record_id left join hub.invoice as invoice on invoice.firm_id = ${thisFirm} and invoice.id = link.record_id
       where link.firm_id = ${thisFirm} and link.unlinked_at is null and link.ledger_id = $1 and link.kind in ('client', 'invoice') limit $2)
     union all
     (select 'run', run.id, 'Run ' || run.number, run.summary from hub.run as run where run.firm_id = ${thisFirm} and run.number::text = $1 limit 1)`,
    [exact.replace(/[\\%_]/g, (character) => `\\${character}`), first],
  );
  return [...others, ...hits].slice(0, first);
}
