import { approve, foundFirm, planEverything, type BenchFirm } from "../../sync/firm.js";
import { startWorker } from "../../sync/worker.js";
import { linearRatio, mostMemoryMb, type ScaleBench } from "./bench.js";
import { growthOf, told } from "./growth.js";
import { peakMb, watchLoad, type Load } from "./load.js";
import { judge } from "./stage.js";
import { watchTicks } from "./ticks.js";

/** What reading and planning so many clients cost, and what it cost to take them over. */
export interface ImportLoad {
  clients: number;
  plan: Load;
  apply: Load;
}

/** The first import of so many clients, as a person starts it: enable, wait for the plan, approve it. */
export async function importClients(
  { emulator, foundCompany, makeDatabase, say, tally }: ScaleBench,
  clients: number,
  earlier: ImportLoad | null,
): Promise<ImportLoad> {
  await using database = await makeDatabase();
  const firm = await foundFirm(database.url, await foundCompany(`${clients} clients`, clients));
  const worker = await startWorker(firm.env);
  try {
    const planned = await watchLoad(database.url, worker.pid);
    const planId = await planEverything(firm, worker);
    const plan = await planned();
    const applied = await watchLoad(database.url, worker.pid);
    if (planId !== null) await approve(firm, worker, planId);
    const apply = await applied();
    const load = { clients, plan, apply };
    const memoryMb = peakMb(worker.pid);
    for (const stage of ["plan", "apply"] as const) say(`${clients} clients, ${stage === "plan" ? "read and planned" : "taken over"}: ${told({ records: clients, load: load[stage] })}`);
    say(`${clients} clients: ${memoryMb} MB at most in the sync's process`);
    const missed = [
      ...(await requireClients(firm, clients)),
      ...(memoryMb > mostMemoryMb ? [`the sync's process took ${memoryMb} MB, at most ${mostMemoryMb}`] : []),
      ...(earlier ? growth(earlier, load, say) : []),
    ];
    const outcome = await judge(firm, worker, emulator, missed);
    tally.add(`${clients} clients`, { ...outcome, failures: [...outcome.failures, ...(await watchTicks({ say }, firm, worker, clients))] });
    return load;
  } finally {
    await worker.stop();
    await firm.close();
  }
}

/** What grew faster than the number of clients. */
function growth(few: ImportLoad, many: ImportLoad, say: (line: string) => void): string[] {
  const share = ({ clients: records, ...load }: ImportLoad, stage: "plan" | "apply") => ({ records, load: load[stage] });
  return (["plan", "apply"] as const).flatMap((stage) => growthOf(stage === "plan" ? "reading and planning" : "taking over", share(few, stage), share(many, stage), linearRatio, say));
}

async function requireClients({ app, firmId }: BenchFirm, expected: number): Promise<string[]> {
  const [linked] = await app.store.withFirm(firmId, ({ query }) => query<{ n: number }>("select count(*)::int as n from hub.client c join hub.link l on l.record_id = c.id and l.kind = 'client' and l.unlinked_at is null"));
  return linked?.n === expected ? [] : [`${linked?.n} of ${expected} clients were imported`];
}
