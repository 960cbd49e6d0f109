import { refusalSpacingSeconds } from "../token-keeper.js";
import type { EngineConfig } from "./engine-types.js";

export const defaultConfig: EngineConfig = {
  leaseSeconds: 60,
  unknownWaitSeconds: 130,
  concurrency: 4,
  singlesInFlight: 8,
  batchesInFlight: 6,
  batchSize: 30,
  batchesPerMinute: 40,
  thriftyLimit: 300,
  pollMs: 500,
  lookEveryMs: 500,
  chunkSize: 500,
  overlapMinutes: 5,
  fullReadAfterDays: 25,
  sweepEveryHours: 24,
  gatherSeconds: 3,
  refusalSpacingSeconds,
};

/** Seconds until work that met an outage is tried again: 1 minute, 5, 30, 2 hours, 12 hours (reliability FC-64). */
export const retryLadder = [60, 300, 1_800, 7_200, 43_200] as const;
