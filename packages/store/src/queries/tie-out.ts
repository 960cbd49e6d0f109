import type { TieOutResult, TieOutStatement } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { presentConnection } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

export interface NewTieOut {
  id: string;
  connectionId: string;
  asOf: string;
  provenAt: string;
  trigger: "schedule" | "run" | "user" | "api";
  requestedBy: string | null;
  runId: string | null;
  result: TieOutResult;
  statement: TieOutStatement;
  figuresHash: string;
  hash: string;
  signature: string;
  keyVersion: number;
  publicKey: string;
}

/** A proof as lists show it. */
export interface TieOutView {
  id: string;
  /** The day it speaks of, in the firm's calendar. */
  asOf: string;
  provenAt: string;
  trigger: NewTieOut["trigger"];
  requestedBy: string | null;
  result: TieOutResult;
  hash: string;
  totals: TieOutStatement["figures"]["totals"];
  documentCount: number;
}

/** A proof with everything that was signed. */
export interface TieOutRow extends TieOutView {
  statement: TieOutStatement;
  signature: string;
  keyVersion: number;
  publicKey: string;
}

const columns = `
  proof.id, proof.as_of::text as "asOf", proof.proven_at as "provenAt", proof.trigger, proof.requested_by as "requestedBy", proof.result, proof.hash,
  proof.statement #> '{figures,totals}' as totals, jsonb_array_length(proof.statement #> '{figures,documents}') as "documentCount"`;
const wholeColumns = `${columns}, proof.statement, proof.signature, proof.key_version as "keyVersion", proof.public_key as "publicKey"`;

/** Keeps a proof. Those that runs made on earlier days give way to the last one of their day. */
export async function insertTieOut(session: FirmSession, proof: NewTieOut): Promise<void> {
  await session.query(
    `insert into hub.tie_out (id, firm_id, connection_id, as_of, proven_at, trigger, requested_by, run_id, result, statement, figures_hash, hash, signature, key_version, public_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      proof.id, session.firmId, proof.connectionId, proof.asOf, proof.provenAt, proof.trigger, proof.requestedBy, proof.runId, proof.result, JSON.stringify(proof.statement), proof.figuresHash, proof.hash,
      proof.signature, proof.keyVersion, proof.publicKey,
    ],
  );
  await session.query(
    `delete from hub.tie_out t where t.firm_id = $1 and t.connection_id = $2 and t.trigger = 'run' and t.as_of < $3
       and exists (select from hub.tie_out later where later.firm_id = $1 and later.connection_id = $2 and later.as_of = t.as_of and (later.proven_at, later.id) > (t.proven_at, t.id))`,
    [session.firmId, proof.connectionId, proof.asOf],
  );
}

/** The last proof of a connection: its day and the hash of its figures. */
export async function lastTieOutHash(session: FirmSession, connectionId: string): Promise<{ asOf: string; figuresHash: string } | null> {
  const rows = await session.query<{ asOf: string; figuresHash: string }>(
    `select as_of::text as "asOf", figures_hash as "figuresHash" from hub.tie_out where firm_id = $1 and connection_id = $2 order by proven_at desc, id desc limit 1`,
    [session.firmId, connectionId],
  );
  return rows[0] ?? null;
}

export interface TieOutListFilter {
  /** Only the last proof of each day. */
  isDaily?: boolean | null;
}

function source({ isDaily }: TieOutListFilter): ListSource {
  const conditions = new Conditions("proof").add(`proof.connection_id = ${presentConnection}`);
  if (isDaily) conditions.add(`not exists (select from hub.tie_out later where later.firm_id = ${thisFirm} and later.connection_id = proof.connection_id and later.as_of = proof.as_of and (later.proven_at, later.id) > (proof.proven_at, proof.id))`);
  return { from: "hub.tie_out as proof", columns, conditions, sort: { by: "proof.proven_at", type: "timestamptz", id: "proof.id", direction: "desc" } };
}

/** Proofs of the present connection, the newest first. */
export function listTieOuts(session: FirmSession, filter: TieOutListFilter, page: PageRequest): Promise<Slice<TieOutView>> {
  return readPage<TieOutView>(session, source(filter), page);
}

export function countTieOuts(session: FirmSession, filter: TieOutListFilter): Promise<number> {
  return countList(session, source(filter));
}

/** The last proof of a day of the present connection; of any day when none is named. */
export async function tieOutOfDay({ query }: FirmSession, asOf: string | null): Promise<TieOutView | null> {
  const rows = await query<TieOutView>(
    `select ${columns} from hub.tie_out as proof where proof.firm_id = ${thisFirm} and proof.connection_id = ${presentConnection} and ($1::date is null or proof.as_of = $1) order by proof.proven_at desc, proof.id desc limit 1`,
    [asOf],
  );
  return rows[0] ?? null;
}

export function tieOutsByIds({ query }: FirmSession, ids: readonly string[]): Promise<TieOutRow[]> {
  return query<TieOutRow>(`select ${wholeColumns} from hub.tie_out as proof where proof.firm_id = ${thisFirm} and proof.id = any($1::uuid[])`, [ids]);
}
