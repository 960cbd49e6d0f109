import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { drawCells, failuresOf, faultMatrix, faultRunner } from "@tieout/sync/testing";
import type { CampaignOptions } from "./campaign.js";
import type { Tally } from "./tally.js";

/** Every fault in every operation at every moment, or `cells` of them. */
export async function runFaults({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  const matrix = faultMatrix();
  const wanted = drawCells(matrix, cells ?? matrix.length, seed);
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url, keepsStatements: true });
  const runner = faultRunner(store);
  try {
    for (const [index, cell] of wanted.entries()) {
      const name = `${cell.fault} when we ${cell.operation}, ${cell.moment}`;
      const outcome = await runner.run(cell).then((result) => ({ ...result, failures: failuresOf(result) }), (error: unknown) => ({ violations: [], cyclesToQuiet: null, failures: [String(error)] }));
      tally.add(name, outcome);
      if ((index + 1) % 50 === 0) say(`${index + 1} of ${wanted.length} cells`);
    }
  } finally {
    await runner.close();
    await store.close();
  }
}
