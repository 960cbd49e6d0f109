import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { randomOf, readyFirm, type SyncFixture, type VictimOptions } from "@tieout/sync/testing";
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import type { CampaignOptions } from "./campaign.js";
import { untilNobodyWorks } from "./server.js";
import type { Tally } from "./tally.js";

const stories = [
  { name: "a client and an invoice", config: {} },
  { name: "a batch of invoices", config: { thriftyLimit: 0 } },
  { name: "approved time", config: {} },
] as const;
type Story = (typeof stories)[number];

/** Later moments than this would only repeat what a longer story does. */
const mostMoments = 2_000;
/** So many deaths share a firm: all its books are read after each, and grow with each. */
const deathsPerFirm = 50;

/** Deaths of one story in one firm of their own: these moments, or from the first of them on until a process comes to its end untouched. */
interface Series {
  story: Story;
  moments: readonly number[];
  isLast: boolean;
}

/**
 * A process that syncs is ended by SIGKILL at its Nth exchange, for every N until one comes to its end untouched, in each of three
 * stories; or at `cells` moments drawn by the seed. After each, another process takes over and both sides are held against every promise.
 * As many series run side by side as there are cores, each on a database of its own.
 */
export async function runKills({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  const series: Series[] = [];
  for (const [index, story] of stories.entries()) {
    const last = await inFirm(story, (kill) => kill(null));
    if (last === null) throw new Error("A process that nobody ended did not come to its end.");
    say(`${story.name}: ${last} moments`);
    const next = randomOf(seed + index);
    const moments = Array.from({ length: cells === null ? last : Math.ceil((cells - index) / stories.length) }, (_, at) => (cells === null ? at + 1 : 1 + Math.floor(next() * last)));
    for (let from = 0; from < moments.length; from += deathsPerFirm) series.push({ story, moments: moments.slice(from, from + deathsPerFirm), isLast: cells === null && from + deathsPerFirm >= moments.length });
  }
  const worker = async (): Promise<void> => {
    for (let each = series.shift(); each; each = series.shift()) {
      const killed = await die(each, tally).catch((error: unknown) => {
        series.length = 0;
        throw error;
      });
      say(`${each.story.name}: ${killed} kills from moment ${each.moments[0]} on`);
    }
  };
  // After an error nobody begins another, and what was begun comes to its end: the database goes when this is over.
  const ends = await Promise.allSettled(Array.from({ length: availableParallelism() }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

/** Returns how many processes were killed. */
async function die({ story, moments, isLast }: Series, tally: Tally): Promise<number> {
  return inFirm(story, async (kill) => {
    let killed = 0;
    const at = async (moment: number): Promise<boolean> => {
      const isKilled = (await kill(moment, tally)) === null;
      if (isKilled) killed += 1;
      return isKilled;
    };
    for (const moment of moments) await at(moment);
    for (let moment = (moments.at(-1) ?? 0) + 1; isLast && moment <= mostMoments && (await at(moment)); moment += 1);
    return killed;
  });
}

/** Founds a firm for a story on a database of its own; `kill` tells the story once and ends the process that syncs it at a moment, or never. */
async function inFirm<T>(story: Story, work: (kill: (moment: number | null, tally?: Tally) => Promise<number | null>) => Promise<T>): Promise<T> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url, keepsStatements: true });
  try {
    const firm = await readyFirm({ store, config: story.config });
    await firm.enabled();
    const { url, close } = await firm.emulator.listen(0);
    try {
      const victim = { databaseUrl: database.url, quickBooksUrl: url, realmId: firm.realmId, config: story.config };
      return await work((moment, tally) => killAt(firm, story, victim, moment, tally));
    } finally {
      await close();
      await firm.close();
    }
  } finally {
    await store.close();
  }
}

let told = 0;

async function prepare(firm: SyncFixture, story: Story, number: number): Promise<void> {
  const client = await firm.addClient({ businessName: `Client ${number} LLC` });
  if (story.name === "approved time") await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 10 + (number % 1_000) }]);
  else for (const cents of story.name === "a batch of invoices" ? ["01", "02", "03"] : ["37"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${number}.${cents}` }]);
}

/** One story, one death. Returns the number of moments when the process came to its end, null when it was killed. */
async function killAt(firm: SyncFixture, story: Story, victim: Omit<VictimOptions, "diesAt" | "processId" | "accessToken">, diesAt: number | null, tally?: Tally): Promise<number | null> {
  const number = (told += 1);
  await prepare(firm, story, number);
  // The process that dies has a token and renews none; a consent of its own would end the firm's.
  const { accessToken } = await firm.reconnect();
  await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  const moments = await liveAndDie({ ...victim, accessToken, processId: `victim-${number}`, diesAt });
  if (moments === null) await untilNobodyWorks(victim.databaseUrl);
  const { cycles, restFrom } = await firm.untilQuiet();
  const violations = await firm.violations({ restFrom });
  const left = (await firm.problems()).map(({ kind }) => `a person is asked about ${kind}`);
  const failures = [...violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`), ...(cycles === null ? ["three cycles later it still writes"] : []), ...left];
  if (moments === null) tally?.add(`${story.name}, killed at moment ${diesAt}`, { violations, cyclesToQuiet: cycles, failures });
  else if (failures.length > 0) throw new Error(`${story.name}, not killed: ${failures.join("; ")}`);
  return moments;
}

/** The part "victim" of the bench, in a process of its own. */
async function liveAndDie(options: VictimOptions): Promise<number | null> {
  const child = fork(process.argv[1] ?? "", ["victim"], { env: { ...process.env, CAMPAIGN_VICTIM: JSON.stringify(options) }, stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  let moments: number | null = null;
  child.once("message", (count) => (moments = Number(count)));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once("exit", (...how) => resolve(how)));
  if (signal !== "SIGKILL" && code !== 0) throw new Error(`The process ended with ${code ?? signal}.`);
  return moments;
}
