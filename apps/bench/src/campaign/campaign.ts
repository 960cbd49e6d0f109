import { startTestPostgres } from "@tieout/store/testing";
import { runFaults } from "./faults.js";
import { runKills } from "./kills.js";
import { runModel } from "./model.js";
import { statementSettings } from "../sync/statements.js";
import { runProcesses } from "./processes.js";
import { runScale } from "./scale/scale.js";
import { createTally, type CampaignResult, type Tally } from "./tally.js";

export interface CampaignOptions {
  seed: number;
  /** How many; null for all there are. */
  cells: number | null;
  /** Leases and waits last as long as in production. */
  isReal: boolean;
  say: (line: string) => void;
}

const campaigns = { faults: runFaults, kills: runKills, model: runModel, processes: runProcesses, scale: runScale } satisfies Record<string, (options: CampaignOptions, tally: Tally) => Promise<void>>;
export type CampaignName = keyof typeof campaigns;
export const campaignNames = Object.keys(campaigns) as CampaignName[];

/** Runs one campaign on a PostgreSQL of its own. `isPassed` says whether every promise was kept. */
export async function runCampaign(name: CampaignName, options: CampaignOptions): Promise<{ result: CampaignResult; isPassed: boolean }> {
  const stop = await startTestPostgres(statementSettings);
  try {
    const tally = createTally(name, options.seed, options.say);
    await campaigns[name](options, tally);
    return { result: tally.result(), isPassed: tally.failures().length === 0 && tally.result().ran > 0 };
  } finally {
    await stop();
  }
}
