import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { readyFirm, runStory, sampleStories } from "@tieout/sync/testing";
import type { CampaignOptions } from "./campaign.js";
import type { Tally } from "./tally.js";

const allRuns = 10_000;

/** Stories of random edits on both sides with random faults, each on a firm of its own. */
export async function runModel({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url });
  try {
    for (const [index, steps] of sampleStories(seed, cells ?? allRuns).entries()) {
      const firm = await readyFirm({ store });
      try {
        await firm.enabled();
        const { violations, cyclesToQuiet } = await runStory(firm, steps);
        const broken = violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`);
        tally.add(`story ${index + 1}, ${JSON.stringify(steps)}`, { violations, cyclesToQuiet, failures: cyclesToQuiet === null ? [...broken, "three cycles later it still writes"] : broken });
      } catch (error) {
        tally.add(`story ${index + 1}, ${JSON.stringify(steps)}`, { violations: [], cyclesToQuiet: null, failures: [String(error)] });
      } finally {
        await firm.close();
      }
      if ((index + 1) % 50 === 0) say(`${index + 1} stories`);
    }
  } finally {
    await store.close();
  }
}
