import type { BenchFirm } from "../../sync/firm.js";
import { passHour } from "../../sync/idle.js";
import { countFirmStatements } from "../../sync/statements.js";
import type { SyncWorker } from "../../sync/worker.js";
import type { ScaleBench } from "./bench.js";
import { processorMs } from "./load.js";

const hours = 12;
/** The day's sweeps are taken up, and the process is warm. */
const warmingHours = 6;
/** A tick that finds nothing costs no more, whatever the size of the firm. */
const most = { statements: 8, workerMs: 25, metered: 1 } as const;

/** Hours in which nothing happened on either side of a large firm. Answers what they cost too much, in words. */
export async function watchTicks({ say }: Pick<ScaleBench, "say">, firm: BenchFirm, worker: SyncWorker, clients: number): Promise<string[]> {
  for (let hour = 0; hour < warmingHours; hour += 1) await passHour(firm, worker);
  const statements = await countFirmStatements(firm.env["DATABASE_URL"] ?? "");
  const calls = await firm.company.tally();
  const before = processorMs(worker.pid);
  for (let hour = 0; hour < hours; hour += 1) await passHour(firm, worker);
  const each = { statements: (await statements()) / hours, workerMs: (processorMs(worker.pid) - before) / hours, metered: (await calls()).metered / hours };
  say(`${clients} clients at rest: a tick costs ${each.statements.toFixed(1)} statements of the firm, ${each.workerMs.toFixed(0)} ms of the sync's processor, ${each.metered.toFixed(1)} metered calls`);
  return (["statements", "workerMs", "metered"] as const).flatMap((figure) => (each[figure] > most[figure] ? [`a tick at rest cost ${each[figure].toFixed(1)} ${figure}, at most ${most[figure]}`] : []));
}
