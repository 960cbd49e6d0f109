import { openStore } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { randomOf, readyFirm, type SyncFixture, type VictimOptions } from "@tieout/sync/testing";
import { fork } from "node:child_process";
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

/**
 * A process that syncs is ended by SIGKILL at its Nth exchange, for every N until one comes to its end untouched, in each of three
 * stories; or at `cells` moments drawn by the seed. After each, another process takes over and both sides are held against every promise.
 */
export async function runKills({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url, keepsStatements: true });
  const next = randomOf(seed);
  try {
    for (const [index, story] of stories.entries()) {
      const share = cells === null ? null : Math.ceil((cells - index) / stories.length);
      const firm = await foundFirm(store, story);
      const { url, close } = await firm.emulator.listen(0);
      const victim = { databaseUrl: database.url, quickBooksUrl: url, realmId: firm.realmId, config: story.config };
      try {
        const last = await killAt(firm, story, victim, null, tally);
        if (last === null) throw new Error("A process that nobody ended did not come to its end.");
        say(`${story.name}: ${last} moments`);
        for (let step = 1; step <= (share ?? mostMoments); step += 1) {
          const moment = share === null ? step : 1 + Math.floor(next() * last);
          if ((await killAt(firm, story, victim, moment, tally)) !== null && share === null) break;
          if (step % 25 === 0) say(`${story.name}: ${step} kills`);
        }
      } finally {
        await close();
        await firm.close();
      }
    }
  } finally {
    await store.close();
  }
}

async function foundFirm(store: Awaited<ReturnType<typeof openStore>>, { config }: Story): Promise<SyncFixture> {
  const firm = await readyFirm({ store, config });
  await firm.enabled();
  return firm;
}

let told = 0;

async function prepare(firm: SyncFixture, story: Story): Promise<void> {
  told += 1;
  const client = await firm.addClient({ businessName: `Client ${told} LLC` });
  if (story.name === "approved time") await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 10 + (told % 1_000) }]);
  else for (const cents of story.name === "a batch of invoices" ? ["01", "02", "03"] : ["37"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${told}.${cents}` }]);
}

/** One story, one death. Returns the number of moments when the process came to its end, null when it was killed. */
async function killAt(firm: SyncFixture, story: Story, victim: Omit<VictimOptions, "diesAt" | "processId" | "accessToken">, diesAt: number | null, tally: Tally): Promise<number | null> {
  await prepare(firm, story);
  await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  const moments = await liveAndDie({ ...victim, accessToken: firm.emulator.mintGrant({ realmId: firm.realmId }).accessToken, processId: `victim-${told}`, diesAt });
  if (moments === null) await untilNobodyWorks(victim.databaseUrl);
  const { cycles, restFrom } = await firm.untilQuiet();
  const violations = await firm.violations({ restFrom });
  const left = (await firm.problems()).map(({ kind }) => `a person is asked about ${kind}`);
  const failures = [...violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`), ...(cycles === null ? ["three cycles later it still writes"] : []), ...left];
  if (diesAt !== null && moments === null) tally.add(`${story.name}, killed at moment ${diesAt}`, { violations, cyclesToQuiet: cycles, failures });
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
