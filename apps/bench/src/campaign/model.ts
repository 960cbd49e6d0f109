import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { readyFirm, runStory, sampleStories, storiesOfFirm, type SyncFixture } from "@tieout/sync/testing";
import type { CampaignOptions } from "./campaign.js";
import type { Tally } from "./tally.js";

const allRuns = 10_000;

/** Stories of random edits on both sides with random faults, some of each firm. What a story breaks is told with those the firm had been through. */
export async function runModel({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url });
  let firm: SyncFixture | null = null;
  let toldOfFirm: string[] = [];
  const leave = async (): Promise<void> => {
    await firm?.close();
    firm = null;
    toldOfFirm = [];
  };
  try {
    for (const [index, steps] of sampleStories(seed, cells ?? allRuns).entries()) {
      toldOfFirm.push(JSON.stringify(steps));
      const name = `story ${index + 1}, ${toldOfFirm.join(", then ")}`;
      try {
        if (!firm) {
          firm = await readyFirm({ store });
          await firm.enabled();
        }
        const { violations, cyclesToQuiet } = await runStory(firm, steps);
        const broken = violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`);
        const failures = cyclesToQuiet === null ? [...broken, "three cycles later it still writes"] : broken;
        tally.add(name, { violations, cyclesToQuiet, failures });
        if (failures.length > 0 || toldOfFirm.length === storiesOfFirm) await leave();
      } catch (error) {
        tally.add(name, { violations: [], cyclesToQuiet: null, failures: [String(error)] });
        await leave();
      }
      if ((index + 1) % 50 === 0) say(`${index + 1} stories`);
    }
  } finally {
    await leave();
    await store.close();
  }
}
