import { thisFirm } from "./this-firm.js";
import type { FirmSession } from "../orm.js";

/** Takes the lock; for a statement that does more, where it must stand below the rows that the statement locks. */
export const takesSyncLock = `pg_advisory_xact_lock(hashtextextended('sync ' || ${thisFirm}, 0))`;

/**
 * One after the other for the rest of the transaction: what a run of the firm stores, and what people decide about records, problems and
 * plans. Both touch the same rows in an order of their own, so that without it each could wait for the other for ever, and the database
 * would refuse one of them. It is taken first of all; whatever else reads and writes the firm's records is not hindered.
 */
export async function lockSync(session: FirmSession): Promise<void> {
  await session.query(`select ${takesSyncLock}`);
}
