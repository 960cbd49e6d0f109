import { hasInvoiceRules, type LedgerKind, type RecordKind } from "@tieout/domain";
import { clearMatchedMoves, clientsNeeded, closedPeriodProblems, invoicesForSync, markDirty, movedInvoices, movedServices, staffToMatch, unlinkedSubCustomers, wakeByMoves, wakeRecordsOfCauses } from "@tieout/store";
import { clientPull, clientPush, invoicePush, listPulls, siteOnboarding, staffMatch, timeEntryPush } from "../flows/index.js";
import { isChosen, plannedKind } from "./approval.js";
import type { WorkKind } from "./engine-types.js";
import type { Flow } from "./flow.js";
import { settleMappingHealth } from "./mapping-health.js";
import type { FlowShare } from "./plan.js";
import { read, underLease, type RunContext } from "./run-context.js";
import { ruleOnEdits } from "../resolve/invoice-rules.js";
import { isSweepDue, type SenseOrder } from "./sense.js";

/** What a piece of work looks at in the ledger. */
export function senseOrder(run: RunContext): SenseOrder {
  const { kind, scope, work } = run;
  const isPerson = work.trigger === "user" || work.trigger === "api";
  const swept: LedgerKind[] = listPulls.flatMap((pull) => (pull.timing === "daily" ? [pull.kind] : []));
  const looksAtTime = run.settings.timeEntries && (kind === "timesheets" || kind === "everything" || work.trigger === "schedule") && run.hasSentTime && isSweepDue(run, "time-activity");
  return {
    kinds: ["customer", ...listPulls.map((pull) => pull.kind), "invoice"],
    movedKinds: ["customer", "invoice", "time-activity", ...listPulls.flatMap((pull) => (pull.isWatched ? [pull.kind] : []))],
    // Chosen documents go at once; what is known is enough for them. A person who asks for everything, or for clients, gets the newest.
    company: "daily",
    singles: [],
    feed: isChosen(scope) ? "never" : isPerson && (kind === "everything" || kind === "clients") ? "always" : "when-stale",
    sweeps: isChosen(scope) ? [] : [...swept, ...(looksAtTime ? (["time-activity"] as const) : [])],
    forwardOnly: ["invoice"],
  };
}

/** Which kinds may hold something to plan for work of a kind. */
export function waitingKinds(run: Pick<RunContext, "kind" | "settings">): { records: RecordKind[]; ledger: LedgerKind[] } {
  const on = flowsOf(run.kind).filter((flow) => flow.isOn(run.settings));
  return {
    records: on.flatMap((flow) => (flow.source.from === "hub" ? [flow.source.kind] : [])),
    ledger: [...on.flatMap((flow) => (flow.source.from === "ledger" ? [flow.source.kind] : [])), "invoice", "item", "account", "time-activity", ...(on.includes(staffMatch) ? (["employee", "vendor"] as const) : [])],
  };
}

function flowsOf(kind: WorkKind): readonly Flow[] {
  switch (kind) {
    case "clients":
      return [clientPull, clientPush];
    case "invoices":
      return [invoicePush];
    case "timesheets":
      return [staffMatch, timeEntryPush];
    case "import":
      return [clientPull, siteOnboarding, clientPush, staffMatch, invoicePush, timeEntryPush];
    case "everything":
      return [clientPull, clientPush, staffMatch, invoicePush, timeEntryPush];
    case "undo":
    case "plan":
    case "tie-out":
      return [];
  }
}

/** Which flow plans what, in order: everything that waits, or the chosen records and whom they need. */
export async function flowShares(run: RunContext): Promise<FlowShare[]> {
  await underLease(run, async (session) => {
    const moved = await movedServices(session, run.connectionId);
    if (moved.length > 0) await settleMappingHealth(session, run.connectionId, { moved, runId: run.runId });
    await wakeByMoves(session, run.connectionId);
  });
  await wakeOpenedPeriods(run);
  if (hasInvoiceRules(run.settings.policies)) await wakeEditedInvoices(run);
  const shares: FlowShare[] = [];
  const { clientIds, invoiceIds, timeEntryIds } = run.scope;
  for (const flow of flowsOf(plannedKind(run))) {
    if (!flow.isOn(run.settings)) continue;
    if (flow === siteOnboarding) shares.push({ flow, ids: parentsFirst(await read(run, (session) => unlinkedSubCustomers(session, run.connectionId))) });
    else if (flow === staffMatch) shares.push({ flow, ids: await read(run, (session) => staffToMatch(session, run.connectionId)) });
    else if (flow === invoicePush) shares.push(...(await withClients(run, flow, "invoice", invoiceIds ?? null)));
    else if (flow === timeEntryPush) shares.push(...(await withClients(run, flow, "time-entry", timeEntryIds ?? null)));
    else if (flow === clientPush) shares.push({ flow, ids: clientIds ?? null });
    else if (clientIds === undefined) shares.push({ flow, ids: null });
  }
  return shares;
}

/** A document's client that is not in the ledger yet goes first, in the same plan. */
async function withClients(run: RunContext, flow: Flow, kind: "invoice" | "time-entry", ids: readonly string[] | null): Promise<FlowShare[]> {
  const clients = await read(run, (session) => clientsNeeded(session, run.connectionId, kind, ids));
  return [...(clients.length > 0 ? [{ flow: clientPush, ids: clients }] : []), { flow, ids }];
}

/** A site is named with the one above it, so parents are planned before their children. */
function parentsFirst(rows: readonly { ledgerId: string; parentId: string }[]): string[] {
  const open = new Map(rows.map((row) => [row.ledgerId, row]));
  const ordered = new Set<string>();
  const visit = (row: { ledgerId: string; parentId: string } | undefined): void => {
    if (!row || !open.delete(row.ledgerId)) return;
    visit(open.get(row.parentId));
    ordered.add(row.ledgerId);
  };
  for (const row of rows) visit(row);
  return [...ordered];
}

/** An invoice edited in the ledger of which a rule says what becomes of it is planned; every other edit is asked about when it is proven. */
async function wakeEditedInvoices(run: RunContext): Promise<void> {
  const moved = await read(run, (session) => movedInvoices(session, run.connectionId));
  for (let from = 0; from < moved.length; from += run.config.chunkSize) {
    await underLease(run, async (session) => {
      const invoices = await invoicesForSync(session, run.connectionId, moved.slice(from, from + run.config.chunkSize));
      await markDirty(session, "invoice", invoices.filter((invoice) => ruleOnEdits(invoice, run) !== null).map(({ id }) => id));
    });
  }
}

/** The books were opened, or closed further: whoever waits for that is planned again. */
async function wakeOpenedPeriods(run: RunContext): Promise<void> {
  await underLease(run, async (session) => {
    const problems = await closedPeriodProblems(session, run.connectionId);
    const over = problems.filter(({ closedThrough }) => closedThrough !== run.company.closedThrough && /^\d/.test(closedThrough ?? ""));
    await wakeRecordsOfCauses(session, run.connectionId, over.map(({ causeKey }) => causeKey));
  });
}

/** After planning: moves that no flow takes off the list by itself. */
export async function clearSettledMoves(run: RunContext): Promise<void> {
  if (flowsOf(plannedKind(run)).includes(staffMatch) || !staffMatch.isOn(run.settings)) await underLease(run, (session) => clearMatchedMoves(session, run.connectionId));
}
