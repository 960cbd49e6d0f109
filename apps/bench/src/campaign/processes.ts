import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createVault, openStore, saveGrant } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { crewKey, randomOf, readyFirm, type SyncFixture } from "@tieout/sync/testing";
import { isWrite } from "@tieout/testkit/checker";
import type { CampaignOptions } from "./campaign.js";
import { hireCrew, type Crew } from "./crew.js";
import { openWay, type CuttableWay } from "./cuttable-way.js";
import { crash, endStatements, keepCommits } from "./server.js";
import type { Tally } from "./tally.js";

const allRounds = 60;
/** One clock is right, one 11 minutes ahead, one as much behind. */
const skews = [0, 11, -11];
/** A round that takes longer than this has come to a standstill. */
const standstillMs = { moved: 300_000, real: 900_000 };

/** How often a process looks for what is due. */
const tickMs = 500;
/** When nothing is open for so long, each process has looked for what is due and found nothing. */
const restMs = 3 * tickMs;
/** When nothing has happened for so long, what is left waits for the clock. */
const idleMs = 3_000;

/**
 * Three processes with three clocks on one database, at work while they are killed in turn and the database goes away, or crashes, and comes back.
 * After each round both sides are held against every promise. With real waits nobody moves the clocks: leases and lost answers take
 * the minutes they take.
 */
export async function runProcesses({ seed, cells, isReal, say }: CampaignOptions, tally: Tally): Promise<void> {
  await using database = await createTestDatabase();
  const store = await openStore({ url: database.url });
  const firm = await readyFirm({ store, isThrottled: true });
  const { url: quickBooksUrl, close } = await firm.emulator.listen(0);
  const way = await openWay(database.url);
  await keepCommits(database.url);
  let crew: Crew | null = null;
  try {
    await firm.enabled();
    crew = hireCrew({ databaseUrl: way.url, quickBooksUrl, realmId: firm.realmId, ...(await giveGrant(firm)), tickMs }, skews);
    await crew.ready();
    const next = randomOf(seed);
    for (let round = 1; round <= (cells ?? allRounds); round += 1) {
      const what = await oneRound(firm, crew, way, { databaseUrl: database.url, round, isReal, next });
      const { cycles, restFrom } = await untilQuiet(firm, isReal);
      const violations = await firm.violations({ restFrom });
      const problems = await firm.problems();
      const failures = [
        ...violations.map(({ invariant, what: broken, documents }) => `${invariant}: ${broken} (${documents.join(", ")})`),
        ...(cycles === null ? ["three cycles later something is written or under way"] : []),
        ...problems.map(({ kind }) => `a person is asked about ${kind}`),
        ...(crew.lost() > 0 ? [`${crew.lost()} processes ended by themselves`] : []),
      ];
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
async function giveGrant({ emulator, realmId, connectionId, inFirm }: SyncFixture): Promise<{ clientId: string; clientSecret: string; vaultKey: string }> {
  const vaultKey = randomBytes(32).toString("base64");
  const vault = createVault([crewKey(vaultKey)]);
  const { clientId, clientSecret, accessToken, refreshToken } = emulator.mintGrant({ realmId });
  await inFirm((session) => saveGrant(session, connectionId, { accessCipher: vault.seal(accessToken, connectionId), refreshCipher: vault.seal(refreshToken, connectionId), accessExpiresIn: 3_600, refreshExpiresIn: 8_640_000, connectionLifetime: null }));
  return { clientId, clientSecret, vaultKey };
}

/** New work, and something bad while it is done. */
async function oneRound(firm: SyncFixture, crew: Crew, way: CuttableWay, { databaseUrl, round, isReal, next }: { databaseUrl: string; round: number; isReal: boolean; next: () => number }): Promise<string> {
  for (const part of ["North", "South", "West"]) {
    const client = await firm.addClient({ businessName: `${part} ${round} Company` });
    for (const cents of ["01", "02"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${round}.${cents}` }]);
    await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 10 + (round % 400) }]);
  }
  await ask(firm);
  await untilBegun(firm);
  const deeds: string[] = [];
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
      way.mend();
      deeds.push(`no database after ${pause} ms`);
    } else {
      const index = Math.floor(next() * skews.length);
      await crew.kill(index);
      deeds.push(`process ${index + 1} killed after ${pause} ms`);
    }
  }
  await untilDone(firm, isReal);
  return deeds.join(", ");
}

async function ask(firm: SyncFixture): Promise<void> {
  await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
}

/** Until a process has taken the work up: what happens before would happen to nobody. */
async function untilBegun(firm: SyncFixture): Promise<void> {
  for (let looks = 0; looks < 1_000 && (await firm.rows("select 1 from hub.work where state = 'queued'")).length > 0; looks += 1) await sleep(20);
}

/** Until nothing is queued, leased, in doubt or waiting. What waits for a time has it come, unless that is to take as long as it takes. */
async function untilDone(firm: SyncFixture, isReal: boolean): Promise<boolean> {
  const end = performance.now() + standstillMs[isReal ? "real" : "moved"];
  let last = { is: "", at: 0 };
  let restsSince: number | null = null;
  while (performance.now() < end) {
    const [open] = await firm.rows<{ work: number; calls: number; dirty: number; done: string }>(
      `select (select count(*)::int from hub.work where state <> 'done') as work, (select count(*)::int from hub.call where state in ('pending', 'sending', 'unknown')) as calls,
         (select count(*)::int from hub.dirty_record) as dirty, (select concat(sum(fence), ' ', max(lease_until)) from hub.work) as done`,
    );
    if (!open || open.work + open.calls + open.dirty === 0) {
      restsSince ??= performance.now();
      if (performance.now() - restsSince > restMs) return true;
      await sleep(200);
      continue;
    }
    restsSince = null;
    if (open.work + open.calls === 0) await ask(firm);
    // Work that a dead process held, and answers that are lost, become due by the clock alone: it is moved when nobody does anything.
    const is = `${open?.done} ${firm.emulator.journal.length}`;
    if (is !== last.is) last = { is, at: performance.now() };
    else if (!isReal && performance.now() - last.at > idleMs) await firm.advance(65);
    await sleep(200);
  }
  return false;
}

/** Cycles until one writes nothing and leaves nothing under way; an hour each, unless clocks are left alone. */
async function untilQuiet(firm: SyncFixture, isReal: boolean): Promise<{ cycles: number | null; restFrom: number }> {
  let restFrom = 0;
  for (let cycle = 1; cycle <= 3; cycle += 1) {
    restFrom = firm.emulator.journal.at(-1)?.seq ?? 0;
    if (!isReal) await firm.advance(3_600);
    await ask(firm);
    const isDone = await untilDone(firm, isReal);
    if (isDone && !firm.emulator.journal.some((entry) => entry.seq > restFrom && isWrite(entry))) return { cycles: cycle, restFrom };
  }
  return { cycles: null, restFrom };
}
