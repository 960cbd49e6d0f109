import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** A record of the ledger that something here rests on, as the mirror has it. */
export interface RestedOn {
  id: string;
  name: string;
  /** Active and not deleted. */
  isUsable: boolean;
  /** When the ledger last changed it; null where it does not say. */
  updatedAt: string | null;
}

/** A service that codes are mapped to, or that serves codes without one, and the income account it posts to. */
export interface ServiceInUse extends RestedOn {
  /** Active codes that are mapped to it; empty where it only is the default service. */
  codes: { sourceKind: "billable-category" | "billable-type"; sourceId: string; code: string; name: string }[];
  account: RestedOn | null;
}

/** Services of a connection that anything rests on and the mirror knows. */
export function servicesInUse({ query }: FirmSession, connectionId: string): Promise<ServiceInUse[]> {
  return query<ServiceInUse>(
    `with code as (
       select 'billable-category' as kind, id, code, name from hub.billable_category where firm_id = ${thisFirm} and is_active union all
       select 'billable-type', id, code, name from hub.billable_type where firm_id = ${thisFirm} and is_active),
     mapped as (
       select m.target_id as item_id, jsonb_agg(jsonb_build_object('sourceKind', code.kind, 'sourceId', code.id, 'code', code.code, 'name', code.name) order by code.code) as codes
       from hub.mapping m join code on code.kind = m.source_kind and code.id = m.source_id
       where m.firm_id = ${thisFirm} and m.connection_id = $1 and m.target_kind = 'item' group by 1),
     used as (
       select item_id from mapped union
       select c.default_item_id from hub.ledger_connection c where c.firm_id = ${thisFirm} and c.id = $1 and c.default_item_id is not null)
     select item.ledger_id as id, item.name, item.is_active and not item.is_deleted as "isUsable", item.ledger_updated_at as "updatedAt", coalesce(mapped.codes, '[]') as codes,
       case when account.ledger_id is not null then jsonb_build_object('id', account.ledger_id, 'name', account.name, 'isUsable', account.is_active and not account.is_deleted, 'updatedAt', account.ledger_updated_at) end as account
     from used join hub.ledger_record item on item.firm_id = ${thisFirm} and item.connection_id = $1 and item.kind = 'item' and item.ledger_id = used.item_id
     left join mapped on mapped.item_id = used.item_id
     left join hub.ledger_record account on account.firm_id = ${thisFirm} and account.connection_id = $1 and account.kind = 'account' and account.ledger_id = item.document ->> 'incomeAccountId'
     order by item.name, item.ledger_id`,
    [connectionId],
  );
}

/** A service or account that moved since the last plan, with the name it had before where that was another. */
export interface MovedService {
  kind: "item" | "account";
  id: string;
  previousName: string | null;
}

export function movedServices({ query }: FirmSession, connectionId: string): Promise<MovedService[]> {
  return query<MovedService>(
    `select kind, ledger_id as id, previous_name as "previousName" from hub.moved_ledger_record where firm_id = ${thisFirm} and connection_id = $1 and kind in ('item', 'account') order by kind, ledger_id`,
    [connectionId],
  );
}

/** Somebody has seen that a service is called otherwise: its mappings show the new name as theirs. */
export async function renameMappingTarget({ query }: FirmSession, connectionId: string, itemId: string, name: string): Promise<void> {
  await query(`update hub.mapping set target_name = $3 where firm_id = ${thisFirm} and connection_id = $1 and target_kind = 'item' and target_id = $2`, [connectionId, itemId, name]);
}
