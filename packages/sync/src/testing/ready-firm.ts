import { syncFixture, type FixtureOptions, type SyncFixture } from "./sync-fixture.js";

/** A firm that can send all it has: its staff member is an employee of the company, its categories are mapped, time is on. Not enabled yet. */
export async function readyFirm(options: FixtureOptions = {}): Promise<SyncFixture> {
  const firm = await syncFixture({ settings: { timeEntries: true }, ...options });
  firm.bookkeeper.create("Employee", { GivenName: "Emily", FamilyName: "Platt", PrimaryEmailAddr: { Address: "emily@stone.example" } });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.map(firm.books, firm.addItem("Bookkeeping"));
  return firm;
}
