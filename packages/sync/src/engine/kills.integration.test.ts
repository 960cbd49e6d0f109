import { afterEach, expect, test } from "vitest";
import { mortal } from "../testing/mortal.js";
import { readyFirm } from "../testing/ready-firm.js";
import type { SyncFixture } from "../testing/sync-fixture.js";

/** Every moment with `TIEOUT_KILLS=all`; in a normal run every tenth, another tenth for each story. */
const step = process.env["TIEOUT_KILLS"] === "all" ? 1 : 10;

let firm: SyncFixture;
afterEach(() => firm.close());

type Story = { name: string; first: number; mode: "thrifty" | "fast"; prepare(round: number): Promise<void> };

const stories: Story[] = [
  {
    name: "a new client and an invoice",
    first: 1,
    mode: "thrifty",
    async prepare(round) {
      const client = await firm.addClient({ businessName: `Client ${round} LLC` });
      await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${round}.37` }]);
    },
  },
  {
    name: "a batch of invoices",
    first: 3,
    mode: "fast",
    async prepare(round) {
      const client = await firm.addClient({ businessName: `Client ${round} LLC` });
      for (const cents of ["01", "02", "03"]) await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${round}.${cents}` }]);
    },
  },
  {
    name: "approved time",
    first: 5,
    mode: "thrifty",
    async prepare(round) {
      const client = await firm.addClient({ businessName: `Client ${round} LLC` });
      await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 50 + round }]);
    },
  },
];

test.each(stories)("killed at any moment while sending $name: nothing twice, nothing lost, to the cent", { timeout: 600_000 }, async ({ first, mode, prepare }) => {
  firm = await readyFirm({ config: mode === "fast" ? { thriftyLimit: 0 } : {} });
  await firm.enabled();

  let kills = 0;
  let hasSurvived = false;
  for (let moment = first; !hasSurvived; moment += step) {
    await prepare(moment);
    hasSurvived = await syncUntilKilled(moment);
    if (!hasSurvived) kills += 1;
    await expectTiedOut(`killed at moment ${moment}`);
  }
  expect((await firm.rows("select 1 from hub.attempt")).length > 0, "batches were sent").toBe(mode === "fast");
  // A story of a few moments would prove little.
  expect(kills).toBeGreaterThan(20 / step);
});

/** Returns whether the sync came to its end before the process reached that moment. */
async function syncUntilKilled(moment: number): Promise<boolean> {
  const life = mortal(firm.store, moment);
  const victim = firm.engineOf(`victim-${moment}`, {}, { ...life, store: () => life.store });
  await firm.engine.request({ firmId: firm.firmId, connectionId: firm.connectionId, kind: "everything", trigger: "user", requestedBy: "Ana" });
  const work = async (): Promise<"ended"> => {
    while (await victim.workOnce()) {
      // until nothing is due
    }
    return "ended";
  };
  return (await Promise.race([work(), life.death])) === "ended";
}

/** Another process: leases and the wait for lost answers run out, and after at most three cycles nothing is left to do. */
async function expectTiedOut(when: string): Promise<void> {
  const { cycles, restFrom } = await firm.untilQuiet();
  expect(cycles, `${when}: three cycles later one writes nothing`).not.toBeNull();
  expect(await firm.violations({ restFrom }), `${when}: every promise is kept`).toEqual([]);
  expect(await firm.problems(), `${when}: nothing is left for a person`).toEqual([]);
}
