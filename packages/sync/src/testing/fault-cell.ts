import type { Violation } from "@tieout/testkit/checker";
import { rulesOf, type FaultCell } from "./fault-matrix.js";
import { prepareStory, type StockedFirm } from "./fault-stories.js";
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
  const armed = rulesOf(cell).flatMap((rule) => firm.emulator.arm(rule));
  const config = cell.operation === "send a batch" ? { thriftyLimit: 0 } : {};
  const hasHappened = await syncInto(stocked, cell, config, armed[0]?.id ?? "");
  await mend(firm);
  firm.hire(firm.engineOf("after", config));
  // A subscription that had ended is asked about every six hours.
  const { cycles, restFrom } = await firm.untilQuiet({ hours: cell.fault === "sub-expired" || cell.fault === "fault-200" ? 7 : 1 });
  const violations = await firm.violations({ restFrom });
  const isClean = violations.length === 0 && cycles !== null && (await firm.problems()).length === 0 && !soils.has(cell.fault);
  return { violations, cyclesToQuiet: cycles, hasHappened, isClean };
}

/** Faults that leave the company another one than before. */
const soils = new Set(["books-closed", "dup-docnum", "multicurrency", "edition-downgrade", "company-tz", "merge", "inactive", "clock-ahead", "clock-behind", "poison-record", "sub-expired", "revoked"]);

/** The sync that meets the fault. Returns whether it did. */
async function syncInto({ firm }: StockedFirm, { moment }: FaultCell, config: object, ruleId: string): Promise<boolean> {
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
  firm.hire(firm.engineOf("victim", config, isMortal ? { store: () => life.store, network: dying } : {}));
  await Promise.race([firm.sync(), life.death]);
  if (moment === "twice in a row" && rule()) {
    await firm.advance(200);
    await firm.drain();
  }
  return hasFired();
}

/** What no sync can mend by itself: somebody consents anew, pays the subscription, takes the obstacle away. */
export async function mend(firm: SyncFixture): Promise<void> {
  firm.emulator.removeFaults();
  const info = firm.records("CompanyInfo")[0];
  const facts = (info?.["NameValue"] ?? []) as { Name: string; Value: string }[];
  if (facts.some(({ Name, Value }) => Name === "SubscriptionStatus" && Value === "EXPIRED")) {
    firm.bookkeeper.change("CompanyInfo", "1", { NameValue: facts.map((fact) => (fact.Name === "SubscriptionStatus" ? { ...fact, Value: "PAID" } : fact)) }, { verbatim: true });
  }
  for (const { Id, BillEmail } of firm.records("Invoice")) {
    if ((BillEmail as { Address?: string } | undefined)?.Address === "no address at all") firm.bookkeeper.change("Invoice", Id, { BillEmail: null }, { verbatim: true });
  }
  const [connection] = await firm.rows<{ state: string }>("select state from hub.ledger_connection");
  if (connection?.state !== "enabled" || !firm.emulator.state.company(firm.realmId)?.connected) await firm.reconnect();
}
