/** For campaigns of other packages: firms with an engine, a database and a QuickBooks of their own, and what can happen to them. */
export { drawCells, faultMatrix, randomOf } from "./testing/fault-matrix.js";
export { failuresOf, faultRunner } from "./testing/fault-run.js";
export { brokenBy, lifeOf, runLife, storiesOfLife, type StoryResult } from "./testing/model.js";
export { readyFirm } from "./testing/ready-firm.js";
export type { SyncFixture } from "./testing/sync-fixture.js";
export { workAsVictim, type VictimOptions } from "./testing/victim.js";
