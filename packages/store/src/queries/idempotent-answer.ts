import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** One intent of one caller. */
export interface AnswerClaim {
  actor: string;
  key: string;
  operation: string;
  inputHash: string;
}

export interface EarlierAnswer {
  operation: string;
  inputHash: string;
  /** Null while the first request is being worked on. */
  answer: object | null;
}

/** Takes the key, or gives what was done with it before. Keys live 48 hours; a claim without an answer two minutes. */
export async function claimAnswer({ query, firmId }: FirmSession, { actor, key, operation, inputHash }: AnswerClaim): Promise<EarlierAnswer | null> {
  await query(`delete from hub.idempotent_answer where firm_id = ${thisFirm} and actor = $1 and (created_at < hub.hub_now() - interval '48 hours' or (answer is null and created_at < hub.hub_now() - interval '2 minutes'))`, [actor]);
  const claimed = await query("insert into hub.idempotent_answer (firm_id, actor, key, operation, input_hash) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1", [firmId, actor, key, operation, inputHash]);
  if (claimed.length === 1) return null;
  const [earlier] = await query<EarlierAnswer>(`select operation, input_hash as "inputHash", answer from hub.idempotent_answer where firm_id = ${thisFirm} and actor = $1 and key = $2`, [actor, key]);
  return earlier ?? { operation, inputHash, answer: null };
}

export async function saveAnswer({ query }: FirmSession, { actor, key }: AnswerClaim, answer: object): Promise<void> {
  await query(`update hub.idempotent_answer set answer = $3 where firm_id = ${thisFirm} and actor = $1 and key = $2`, [actor, key, JSON.stringify(answer)]);
}

/** Gives the key back after a fault, so that a repeat may succeed. */
export async function dropAnswer({ query }: FirmSession, { actor, key }: AnswerClaim): Promise<void> {
  await query(`delete from hub.idempotent_answer where firm_id = ${thisFirm} and actor = $1 and key = $2 and answer is null`, [actor, key]);
}
