import { setTimeout as sleep } from "node:timers/promises";
import { newApiKey } from "@tieout/api";
import { newId } from "@tieout/domain";
import { insertApiKey, openStore, saveGrant } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { randomOf, readyFirm, type SyncFixture } from "@tieout/sync/testing";
import { isWrite } from "@tieout/testkit/checker";
import type { CampaignOptions } from "./campaign.js";
import { hireCrew, isReady, type Crew } from "./crew.js";
import { openWay, type CuttableWay } from "./cuttable-way.js";
import { crash, endStatements, keepCommits, wakeTickers } from "./server.js";
import { syncNow } from "./sync-now.js";
import type { Tally } from "./tally.js";

const allRounds = 60;
/** One clock is right, one 11 minutes ahead, one as much behind. */
const skews = [0, 11, -11];
/** A round that takes longer than this has come to a standstill. */
const standstillMs = { moved: 300_000, real: 900_000 };

/** When nothing is open for so long, each process has looked for work, which it does once a second, and found none. */
const restMs = 1_500;
/** When nothing has happened for so long, what is left waits for the clock. */
const idleMs = 3_000;

/** What happens to the crew of a firm, and what it happens with. */
interface Stage {
  firm: SyncFixture;
  crew: Crew;
  way: CuttableWay;
  /** The database by the way that nobody cuts. */
  databaseUrl: string;
  /** A machine of the firm asks the processes with it. */
  apiKey: string;
  /** Nobody moves a clock. */
  isReal: boolean;
  next: () => number;
}

/**
 * Three API processes with three clocks on one database, at work while they are killed in turn and the database goes away, or crashes, and comes back.
 * After each round both sides are held against every promise. With real waits nobody moves the clocks: leases and lost answers take
 * the minutes they take.
 */
export async function runProcesses({ seed, cells, isReal, say }: CampaignOptions, tally: Tally): Promise<void> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url });
  // Its documents name the address the processes reach it at.
  const firm = await readyFirm({ store, isThrottled: true, emulator: { publicUrl: undefined } });
  const { url: quickBooksUrl, close } = await firm.emulator.listen(0);
  const way = await openWay(database.url);
  await keepCommits(database.url);
  let crew: Crew | null = null;
  try {
    await firm.enabled();
    await giveGrant(firm);
    crew = hireCrew({ DATABASE_URL: way.url, ENCRYPTION_KEY: firm.encryptionKey, QUICKBOOKS_EMULATOR_URL: quickBooksUrl, LOG_LEVEL: "error" }, skews);
    const stage: Stage = { firm, crew, way, databaseUrl: database.url, apiKey: await giveKey(firm), isReal, next: randomOf(seed) };
    for (let round = 1; round <= (cells ?? allRounds); round += 1) {
      await crew.ready();
      const { deeds, failures: told } = await oneRound(stage, round);
      const { cycles, restFrom } = await untilQuiet(stage);
      const violations = await firm.violations({ restFrom });
      const problems = await firm.problems();
      const failures = [
        ...violations.map(({ invariant, what: broken, documents }) => `${invariant}: ${broken} (${documents.join(", ")})`),
        ...(cycles === null ? ["three cycles later something is written or under way"] : []),
        ...problems.map(({ kind }) => `a person is asked about ${kind}`),
        ...told,
        ...(crew.lost() > 0 ? [`${crew.lost()} processes ended by themselves`] : []),
      ];
      const what = deeds.join(", ");
      tally.add(`round ${round}, ${what}`, { violations, cyclesToQuiet: cycles, failures });
      say(`round ${round}: ${what}, quiet after ${cycles ?? "more than 3"}`);
      if (failures.length > 0) return;
    }
  } finally {
    await crew?.dismiss();
    await way.close();
    await close();
    await firm.close();
    await store.close();
  }
}

/** A sign-in of its own, sealed in the database, that the processes must refresh without getting into each other's way. */
async function giveGrant({ emulator, vault, realmId, connectionId, inFirm }: SyncFixture): Promise<void> {
  const { accessToken, refreshToken } = emulator.mintGrant({ realmId });
  await inFirm((session) => saveGrant(session, connectionId, { accessCipher: vault.seal(accessToken, connectionId), refreshCipher: vault.seal(refreshToken, connectionId), accessExpiresIn: 3_600, refreshExpiresIn: 8_640_000, connectionLifetime: null }));
}

/** What a machine of the firm may ask for a sync with. */
async function giveKey({ actor, inFirm }: SyncFixture): Promise<string> {
  const { secret, prefix, hash } = newApiKey();
  await inFirm((session) => insertApiKey(session, { id: newId(), name: "A machine", prefix, hash, scopes: ["SYNC_RUN"], createdBy: actor.id, expiresAt: null }));
  return secret;
}

/** New work, and something bad while it is done. */
async function oneRound(stage: Stage, round: number): Promise<{ deeds: string[]; failures: string[] }> {
  const { firm, crew, way, databaseUrl, next } = stage;
  for (const part of ["North", "South", "West"]) {
    const client = await firm.addClient({ businessName: `${part} ${round} Company` });
    for (const cents of ["01", "02"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${round}.${cents}` }]);
    await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 10 + (round % 400) }]);
  }
  await ask(stage);
  await untilBegun(firm);
  const deeds: string[] = [];
  const failures: string[] = [];
  for (let deed = 0; deed < 3; deed += 1) {
    const pause = Math.floor(next() * 1_200);
    await sleep(pause);
    const lot = next();
    if (lot < 0.2) {
      await crash(databaseUrl);
      deeds.push(`the database server crashed after ${pause} ms`);
    } else if (lot < 0.45) {
      way.cut();
      // A server that shuts down ends what it was asked; one that is unplugged leaves it to find out.
      if (next() < 0.5) await endStatements(databaseUrl);
      await sleep(500 + Math.floor(next() * 1_500));
      const words = await Promise.all(crew.urls().map(isReady));
      if (words.includes(true)) failures.push("a process said that it was ready though there was no database");
      way.mend();
      deeds.push(`no database after ${pause} ms`);
    } else {
      const index = Math.floor(next() * skews.length);
      await crew.kill(index);
      deeds.push(`process ${index + 1} killed after ${pause} ms`);
    }
  }
  await crew.ready();
  if (!(await untilDone(stage))) failures.push("the work came to a standstill");
  return { deeds, failures };
}

function ask({ crew, apiKey }: Stage): Promise<void> {
  return syncNow(() => crew.urls(), apiKey);
}

/** Until a process has taken the work up: what happens before would happen to nobody. */
async function untilBegun(firm: SyncFixture): Promise<void> {
  for (let looks = 0; looks < 1_000 && (await firm.rows("select 1 from hub.work where state = 'queued'")).length > 0; looks += 1) await sleep(20);
}

/** Time passes on both sides, and for the processes' tickers. */
async function moveClocks({ firm, databaseUrl }: Stage, seconds: number): Promise<void> {
  await firm.advance(seconds);
  await wakeTickers(databaseUrl);
}

/** Until nothing is due, queued, leased, in doubt or waiting. What waits for a time has it come, unless that is to take as long as it takes. */
async function untilDone(stage: Stage): Promise<boolean> {
  const { firm, isReal } = stage;
  const end = performance.now() + standstillMs[isReal ? "real" : "moved"];
  const nothing = { is: "", at: 0 };
  let last = nothing;
  let restsSince: number | null = null;
  while (performance.now() < end) {
    const [open] = await firm.rows<{ ticks: number; work: number; calls: number; dirty: number; wait: number; done: string }>(
      `select (select count(*)::int from hub.schedule where next_due_at <= hub.hub_now()) as ticks, (select count(*)::int from hub.dirty_record) as dirty,
         (select count(*)::int from hub.call where state in ('pending', 'sending', 'unknown')) as calls,
         count(*) filter (where state <> 'done')::int as work, concat(sum(fence), ' ', max(lease_until)) as done,
         extract(epoch from least(min(case state when 'queued' then due_at when 'running' then lease_until end), (select min(next_due_at) from hub.schedule)) - hub.hub_now())::float8 as wait
       from hub.work`,
    );
    if (!open || open.ticks + open.work + open.calls + open.dirty === 0) {
      restsSince ??= performance.now();
      if (performance.now() - restsSince > restMs) return true;
      await sleep(200);
      continue;
    }
    restsSince = null;
    if (open.work + open.calls === 0 && open.dirty > 0) await ask(stage);
    // Work that a dead process held, answers that are lost, and the tick that looks at what a failed run left, become due by the clock alone: when nobody
    // does anything, it is moved to where the next does.
    const is = `${open.done} ${firm.emulator.journal.length}`;
    if (is !== last.is) last = { is, at: performance.now() };
    else if (!isReal && performance.now() - last.at > idleMs) {
      // A tick that is due needs no later time, only a ticker that looks.
      await moveClocks(stage, open.ticks > 0 ? 0 : Math.max(65, Math.ceil(open.wait)));
      last = nothing;
    }
    await sleep(200);
  }
  return false;
}

/** Cycles until one writes nothing and leaves nothing under way; an hour each, unless clocks are left alone. */
async function untilQuiet(stage: Stage): Promise<{ cycles: number | null; restFrom: number }> {
  const { firm, isReal } = stage;
  let restFrom = 0;
  for (let cycle = 1; cycle <= 3; cycle += 1) {
    restFrom = firm.emulator.journal.at(-1)?.seq ?? 0;
    if (!isReal) await moveClocks(stage, 3_600);
    await ask(stage);
    const isDone = await untilDone(stage);
    if (isDone && !firm.emulator.journal.some((entry) => entry.seq > restFrom && isWrite(entry))) return { cycles: cycle, restFrom };
  }
  return { cycles: null, restFrom };
}
