import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "@tieout/testkit/checker";
import { refusalSpacingSeconds, refusalsUntilLost } from "../token-keeper.js";
import { habitsOf, lateMs, matrixOperations, patienceOf, rulesOf, type FaultCell } from "./fault-matrix.js";
import { carryOut, prepareStory, type StockedFirm } from "./fault-stories.js";
import type { Network } from "./emulated-ledger.js";
import { mortal } from "./mortal.js";
import type { SyncFixture } from "./sync-fixture.js";

export interface CellResult {
  violations: Violation[];
  /** Cycles after the fault was over until one wrote nothing; null when three did not do. */
  cyclesToQuiet: number | null;
  /** False when the fault never happened: then the cell shows nothing. */
  hasHappened: boolean;
  /** The world is as before, and another story may follow. */
  isClean: boolean;
}

/** One fault in one operation at one moment; then it is over, whatever lasted is mended, and both sides are held against every promise. */
export async function runCell(stocked: StockedFirm, cell: FaultCell): Promise<CellResult> {
  const { firm } = stocked;
  firm.hire(firm.engineOf("before"));
  await prepareStory(stocked, cell.operation);
  const begunAfter = firm.emulator.journal.at(-1)?.seq ?? 0;
  const armed = [...rulesOf(cell), ...habitsOf(cell)].flatMap((rule) => firm.emulator.arm(rule));
  const config = cell.operation === "send a batch" ? { thriftyLimit: 0 } : {};
  const { hasHappened, undone } = await syncInto(stocked, cell, config, armed[0]?.id ?? "");
  firm.hire(firm.engineOf("after", config));
  firm.emulator.removeFaults();
  if (isOfSignIn(cell)) undone.push(...(await askedInVain(firm, cell, begunAfter)));
  await mend(firm);
  // A subscription that had ended is asked about every six hours.
  const { cycles, restFrom } = await firm.untilQuiet({ hours: cell.fault === "sub-expired" || cell.fault === "fault-200" ? 7 : 1 });
  const violations = [...undone, ...(await firm.violations({ restFrom }))];
  const isClean = violations.length === 0 && cycles !== null && (await firm.problems()).length === 0 && !soils.has(cell.fault);
  return { violations, cyclesToQuiet: cycles, hasHappened, isClean };
}

/** Faults that leave the company another one than before. */
const soils = new Set(["webhook-duplicate", "webhook-shuffle", "webhook-late", "webhook-drop", "webhook-wrong-signature", "books-closed", "dup-docnum", "multicurrency", "edition-downgrade", "company-tz", "merge", "inactive", "clock-ahead", "clock-behind", "poison-record", "sub-expired", "revoked"]);

const isOfSignIn = ({ operation }: FaultCell): boolean => matrixOperations[operation].is === "sign-in";

/** The sync that meets the fault. Returns whether it did, and what it left undone that the fault does not excuse. */
async function syncInto(stocked: StockedFirm, cell: FaultCell, config: object, ruleId: string): Promise<{ hasHappened: boolean; undone: Violation[] }> {
  const { firm } = stocked;
  const { moment, operation } = cell;
  const patienceMs = patienceOf(cell);
  const rule = () => firm.emulator.state.faults().find(({ id }) => id === ruleId);
  const hasFired = () => (rule()?.fired ?? 1) > 0;
  const life = mortal(firm.store, Number.POSITIVE_INFINITY);
  // The answer is there, and nobody hears it.
  const dying: Network = (request, send) =>
    life.network(request, async (sent) => {
      const had = hasFired();
      return send(sent).finally(() => !had && hasFired() && life.kill());
    });
  const isMortal = moment === "and the process dies at the answer";
  firm.hire(firm.engineOf("victim", config, isMortal ? { store: () => life.store, network: dying } : { patienceMs }));
  const end = await Promise.race([carryOut(stocked, operation), life.death]);
  if (moment === "twice in a row" && rule()) {
    await letTimePass(firm, cell);
    await firm.drain();
  }
  if (moment === "until somebody mends it" && isOfSignIn(cell)) await keepTrying(firm, cell);
  await letTimePass(firm, cell, 0);
  return { hasHappened: hasFired(), undone: end === "died" ? [] : end };
}

/** QuickBooks gives up on a request before we ask what became of it: what it does late, it has done before any time passes. */
async function letTimePass(firm: SyncFixture, cell: FaultCell, seconds = refusalSpacingSeconds + 1): Promise<void> {
  if (patienceOf(cell)) await sleep(lateMs);
  await firm.advance(seconds);
}

const isEnabled = async (firm: SyncFixture): Promise<boolean> => (await firm.rows("select 1 from hub.ledger_connection where state = 'enabled'")).length > 0;

/** Until nothing waits for a sign-in, or it is believed to be gone: an administrator is asked to reconnect. */
async function keepTrying(firm: SyncFixture, cell: FaultCell): Promise<void> {
  const isWaiting = async () => (await firm.rows("select 1 from hub.work where state <> 'done'")).length > 0;
  for (let tries = 1; tries <= refusalsUntilLost && (await isEnabled(firm)) && (await isWaiting()); tries += 1) {
    await letTimePass(firm, cell);
    await firm.sync();
  }
}

/** Nobody is asked to reconnect before QuickBooks has refused the sign-in so often that it is believed; where it is gone, somebody is. */
async function askedInVain(firm: SyncFixture, cell: FaultCell, begunAfter: number): Promise<Violation[]> {
  await keepTrying(firm, cell);
  const refusals = firm.emulator.journal.filter(({ seq, operation, faultCode }) => seq > begunAfter && operation === "token" && faultCode === "invalid_grant");
  if ((await isEnabled(firm)) || refusals.length >= refusalsUntilLost) return [];
  return [{ invariant: "INV-4", what: `Somebody is asked to reconnect, and QuickBooks refused the sign-in ${refusals.length} times.`, documents: [] }];
}

/** What no sync can mend by itself: somebody consents anew, pays the subscription, takes the obstacle away. */
export async function mend(firm: SyncFixture): Promise<void> {
  const info = firm.records("CompanyInfo")[0];
  const facts = (info?.["NameValue"] ?? []) as { Name: string; Value: string }[];
  if (facts.some(({ Name, Value }) => Name === "SubscriptionStatus" && Value === "EXPIRED")) {
    firm.bookkeeper.change("CompanyInfo", "1", { NameValue: facts.map((fact) => (fact.Name === "SubscriptionStatus" ? { ...fact, Value: "PAID" } : fact)) }, { verbatim: true });
  }
  for (const { Id, BillEmail } of firm.records("Invoice")) {
    if ((BillEmail as { Address?: string } | undefined)?.Address === "no address at all") firm.bookkeeper.change("Invoice", Id, { BillEmail: null }, { verbatim: true });
  }
  if (!(await isEnabled(firm)) || !firm.emulator.state.company(firm.realmId)?.connected) await firm.reconnect();
}
