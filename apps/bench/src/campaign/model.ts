import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { brokenBy, lifeOf, runLife, storiesOfLife, type StoryResult } from "@tieout/sync/testing";
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import type { CampaignOptions } from "./campaign.js";
import type { Tally } from "./tally.js";

const allStories = 10_000;
/** A life waits for PostgreSQL as long as it thinks: more than two processes gain little. */
const mostProcesses = 2;

/** The lives of a seed that one process tells: `first`, `first + step` and so on. */
export interface ModelShare {
  seed: number;
  first: number;
  step: number;
  last: number;
}

/** A story that was told, and what the process was asked of it. */
type Told = { name: string; outcome: StoryResult & { failures: string[] } };

/** Stories of random edits on both sides with random faults, five of each firm. A life is the same whichever process tells it: it is named by the seed and its number. */
export async function runModel({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  const last = Math.ceil((cells ?? allStories) / storiesOfLife);
  const processes = Math.min(mostProcesses, availableParallelism(), last);
  let told = 0;
  await Promise.all(Array.from({ length: processes }, (_, index) => share({ seed, first: index + 1, step: processes, last }, ({ name, outcome }) => {
    tally.add(name, outcome);
    told += 1;
    if (told % 50 === 0) say(`${told} stories`);
  })));
}

async function share(options: ModelShare, hear: (told: Told) => void): Promise<void> {
  const child = fork(process.argv[1] ?? "", ["model-share"], { env: { ...process.env, CAMPAIGN_SHARE: JSON.stringify(options) }, stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  child.on("message", (told) => hear(told as Told));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once("exit", (...how) => resolve(how)));
  if (code !== 0) throw new Error(`A process that told stories ended with ${code ?? signal}.`);
}

/** Tells its share on a database of its own; every story's outcome goes to `tell`. */
export async function tellShare({ seed, first, step, last }: ModelShare, tell: (told: Told) => void): Promise<void> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url, keepsStatements: true });
  try {
    for (let number = first; number <= last; number += step) {
      const life = lifeOf(seed, number);
      const nameOf = (index: number): string => `life ${number} of seed ${seed}, story ${index + 1} of ${JSON.stringify(life)}`;
      let told = 0;
      try {
        await runLife(store, life, (index, result) => {
          told += 1;
          tell({ name: nameOf(index), outcome: { ...result, failures: brokenBy(result) } });
        });
      } catch (error) {
        tell({ name: nameOf(told), outcome: { violations: [], cyclesToQuiet: null, failures: [String(error)] } });
      }
    }
  } finally {
    await store.close();
  }
}
