import { updateTimeEntry, approveTimeEntries, voidInvoice } from "@tieout/practice";
import type { Violation } from "@tieout/testkit/checker";
import fc from "fast-check";
import { mend } from "./fault-cell.js";
import type { SyncFixture } from "./sync-fixture.js";

const hubSteps = ["add a client", "edit a client", "rename a client", "add an invoice", "void an invoice", "add time", "edit time"] as const;
const ledgerSteps = ["add a customer", "edit a customer", "rename a customer", "close a customer", "pay an invoice", "void it there", "delete an invoice", "delete time there"] as const;
const faultNames = ["reset-before-commit", "commit-then-reset", "html-503", "html-200", "internal-error", "gateway-504", "truncated", "auth-3200", "expire-mid-run", "throttle", "stale-token", "requestid-ignored"] as const;
const entities = ["Customer", "Invoice", "TimeActivity", "cdc"] as const;

/** One thing that happens. `which` picks the record it happens to, of however many there are then. */
export type ModelStep =
  | { do: (typeof hubSteps)[number] | (typeof ledgerSteps)[number]; which: number }
  | { do: "a fault"; name: (typeof faultNames)[number]; entity: (typeof entities)[number] }
  | { do: "sync" }
  | { do: "wait"; minutes: number };

/** Random edits on both sides, faults, syncs and pauses. */
export const modelSteps: fc.Arbitrary<ModelStep[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...hubSteps), which: fc.nat({ max: 99 }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom(...ledgerSteps), which: fc.nat({ max: 99 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("a fault" as const), name: fc.constantFrom(...faultNames), entity: fc.constantFrom(...entities) }) },
    { weight: 3, arbitrary: fc.constant({ do: "sync" as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 90 }) }) },
  ),
  { minLength: 3, maxLength: 14 },
);

/** Stories told of one firm, one after the other: a firm takes longer to found than a story to tell. */
export const storiesOfFirm = 5;

/** What a firm goes through: stories, with both sides at rest in between. */
export const modelLives: fc.Arbitrary<ModelStep[][]> = fc.array(modelSteps, { minLength: 1, maxLength: storiesOfFirm, size: "max" });

/** `count` stories that a seed fixes. */
export function sampleStories(seed: number, count: number): ModelStep[][] {
  return fc.sample(modelSteps, { seed, numRuns: count });
}

/** Lets the story happen to an enabled firm, takes the faults away, and says what of the promises is broken then. */
export async function runStory(firm: SyncFixture, steps: readonly ModelStep[]): Promise<{ violations: Violation[]; cyclesToQuiet: number | null }> {
  for (const [index, step] of steps.entries()) await happen(firm, step, index);
  await mend(firm);
  // The change feed does not tell of time: what was deleted there is found by the next day's sweep.
  if (steps.some((step) => step.do === "delete time there")) await firm.advance(24 * 3_600);
  const { cycles, restFrom } = await firm.untilQuiet();
  return { violations: await firm.violations({ restFrom }), cyclesToQuiet: cycles };
}

async function happen(firm: SyncFixture, step: ModelStep, index: number): Promise<void> {
  if (step.do === "sync") await firm.sync();
  else if (step.do === "wait") {
    await firm.advance(step.minutes * 60);
    await firm.drain();
  } else if (step.do === "a fault") firm.emulator.arm({ name: step.name, when: step.entity === "cdc" ? { operation: "cdc" } : { entity: step.entity }, ...(step.name === "requestid-ignored" && { times: 1 }) });
  else if ((hubSteps as readonly string[]).includes(step.do)) await happenHere(firm, step, index);
  else happenThere(firm, step, index);
}

const pick = <T>(items: readonly T[], which: number): T | undefined => items[which % Math.max(1, items.length)];

async function happenHere(firm: SyncFixture, step: Extract<ModelStep, { which: number }>, index: number): Promise<void> {
  const clients = await firm.rows<{ id: string }>("select id from hub.client where is_active order by created_at, id");
  const client = pick(clients, step.which) ?? (step.do === "add a client" ? null : await firm.addClient({ businessName: `First ${index}` }));
  if (step.do === "add a client") await firm.addClient({ businessName: `Client ${index} ${step.which}` });
  if (!client) return;
  if (step.do === "edit a client") await firm.rows("update hub.client set phone = $2 where id = $1", [client.id, `555-0${100 + step.which}`]);
  if (step.do === "rename a client") await firm.rows("update hub.client set business_name = $2, display_name = $2, normalized_name = lower($2) where id = $1", [client.id, `Renamed ${index} ${step.which}`]);
  if (step.do === "add an invoice") await firm.addInvoice(client.id, [{ category: firm.tax, amount: `${step.which}.${10 + index}` }]);
  if (step.do === "add time") await firm.addTime(client.id, [{ day: "2026-11-03", minutes: 1 + step.which }]);
  if (step.do === "void an invoice") {
    const invoice = pick(await firm.rows<{ id: string }>("select id from hub.invoice where status in ('new', 'processed_externally') order by created_at, id"), step.which);
    // What is paid or on its way is not voided here; the product says so.
    if (invoice) await voidInvoice(firm.context, { id: invoice.id } as Parameters<typeof voidInvoice>[1]).catch(() => undefined);
  }
  if (step.do === "edit time") {
    const entry = pick(await firm.rows<{ id: string }>("select id from hub.time_entry where status = 'approved' order by created_at, id"), step.which);
    if (!entry) return;
    await updateTimeEntry(firm.context, { id: entry.id, minutes: 200 + step.which } as Parameters<typeof updateTimeEntry>[1]);
    await approveTimeEntries(firm.context, { ids: [entry.id] } as Parameters<typeof approveTimeEntries>[1]);
  }
}

function happenThere({ bookkeeper, records }: SyncFixture, step: Extract<ModelStep, { which: number }>, index: number): void {
  const customer = pick(records("Customer").filter((record) => record["Active"] !== false), step.which);
  const invoice = pick(records("Invoice").filter((record) => Number(record["TotalAmt"]) > 0), step.which);
  const time = pick(records("TimeActivity"), step.which);
  switch (step.do) {
    case "add a customer":
      bookkeeper.create("Customer", { DisplayName: `Walked in ${index} ${step.which}` });
      return;
    case "edit a customer":
      if (customer) bookkeeper.change("Customer", customer.Id, { PrimaryEmailAddr: { Address: `c${step.which}@example.com` } });
      return;
    case "rename a customer":
      if (customer) bookkeeper.change("Customer", customer.Id, { DisplayName: `Renamed there ${index} ${step.which}` });
      return;
    case "close a customer":
      if (customer && Number(customer["Balance"] ?? 0) === 0) bookkeeper.change("Customer", customer.Id, { Active: false });
      return;
    case "pay an invoice":
      if (invoice && Number(invoice["Balance"]) > 0) bookkeeper.create("Payment", { CustomerRef: invoice["CustomerRef"] as { value: string }, TotalAmt: 1, Line: [{ Amount: 1, LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }] }] });
      return;
    case "void it there":
      if (invoice && Number(invoice["Balance"]) === Number(invoice["TotalAmt"])) bookkeeper.void("Invoice", invoice.Id);
      return;
    case "delete an invoice":
      if (invoice && Number(invoice["Balance"]) === Number(invoice["TotalAmt"])) bookkeeper.remove("Invoice", invoice.Id);
      return;
    case "delete time there":
      if (time) bookkeeper.remove("TimeActivity", time.Id);
      return;
    default:
      return;
  }
}
