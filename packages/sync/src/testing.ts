/** For tests and campaigns of other packages: a firm with an engine, its database and a QuickBooks of its own. */
export { syncFixture, type FixtureOptions, type SyncFixture } from "./testing/sync-fixture.js";
