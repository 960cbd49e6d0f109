import { defaultConfig } from "./config.js";
import { createDecisions } from "./decisions.js";
import type { Engine, EngineOptions } from "./engine-types.js";
import { createNotices } from "./notices.js";
import { readCompany } from "./outside-runs.js";
import { createProgress } from "./progress.js";
import { createRecordLinks } from "./record-links.js";
import { createRequests } from "./requests.js";
import { createResolving } from "./resolve.js";
import { createUndo } from "./undo-request.js";
import { createWorker } from "./worker.js";

/** The sync engine of one process. It holds nothing that the database does not hold: any number of processes may run on one. */
export function createEngine({ store, openLedger, sign, config: given, processId, log = () => {} }: EngineOptions): Engine {
  const config = { ...defaultConfig, ...given };
  const progress = createProgress();
  const worker = createWorker({ store, openLedger, sign, config, processId, log, teller: () => progress.forRun() });
  const queue = { store, openLedger, wake: () => worker.wake() };
  return {
    dispatchDue: worker.dispatchDue,
    work: worker.work,
    workOnce: worker.workOnce,
    readCompany: (input) => readCompany({ store, openLedger }, input),
    ...createRequests(queue),
    ...createNotices({ store, gatherSeconds: config.gatherSeconds }),
    ...createDecisions(queue),
    ...createResolving(queue),
    ...createRecordLinks(queue),
    ...createUndo(queue),
    onProgress: progress.listen,
  };
}
