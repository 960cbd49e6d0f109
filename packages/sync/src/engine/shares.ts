import type { LedgerKind, RecordKind } from "@tieout/domain";
import { clearMatchedMoves, clientsNeeded, closedPeriodProblems, hasSentTime, staffToMatch, unlinkedSubCustomers, wakeByMoves, wakeRecordsOfCauses } from "@tieout/store";
import { clientPull, clientPush, invoicePush, listPulls, siteOnboarding, staffMatch, timeEntryPush } from "../flows/index.js";
import type { Flow } from "./flow.js";
import type { FlowShare } from "./plan.js";
import { read, underLease, type RunContext } from "./run-context.js";
import { isSweepDue, type SenseOrder } from "./sense.js";

/** What a piece of work looks at in the ledger. */
export async function senseOrder(run: RunContext): Promise<SenseOrder> {
  const { kind, scope, work } = run;
  const isChosen = scope.clientIds !== undefined || scope.invoiceIds !== undefined || scope.timeEntryIds !== undefined;
  const isPerson = work.trigger === "user" || work.trigger === "api";
  const swept: LedgerKind[] = listPulls.flatMap((pull) => (pull.timing === "daily" ? [pull.kind] : []));
  const looksAtTime = run.settings.timeEntries && (kind === "timesheets" || kind === "everything" || work.trigger === "schedule") && isSweepDue(run, "time-activity");
  const hasTime = looksAtTime && (await read(run, (session) => hasSentTime(session, run.connectionId)));
  return {
    kinds: ["customer", ...listPulls.map((pull) => pull.kind), "invoice"],
    movedKinds: ["customer", "invoice", "time-activity", ...listPulls.flatMap((pull) => (pull.isWatched ? [pull.kind] : []))],
    // Chosen documents go at once; what is known is enough for them. A person who asks for everything, or for clients, gets the newest.
    company: "daily",
    singles: [],
    feed: isChosen ? "never" : isPerson && (kind === "everything" || kind === "clients") ? "always" : "when-stale",
    sweeps: isChosen ? [] : [...swept, ...(hasTime ? (["time-activity"] as const) : [])],
    forwardOnly: ["invoice"],
  };
}

/** Which kinds may hold something to plan for work of a kind. */
export function waitingKinds(run: Pick<RunContext, "kind" | "settings">): { records: RecordKind[]; ledger: LedgerKind[] } {
  const on = flowsOf(run).filter((flow) => flow.isOn(run.settings));
  return {
    records: on.flatMap((flow) => (flow.source.from === "hub" ? [flow.source.kind] : [])),
    ledger: [...on.flatMap((flow) => (flow.source.from === "ledger" ? [flow.source.kind] : [])), "invoice", "item", "time-activity", ...(on.includes(staffMatch) ? (["employee", "vendor"] as const) : [])],
  };
}

function flowsOf({ kind }: Pick<RunContext, "kind">): readonly Flow[] {
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
    case "plan":
    case "tie-out":
      return [];
  }
}

/** Which flow plans what, in order: everything that waits, or the chosen records and whom they need. */
export async function flowShares(run: RunContext): Promise<FlowShare[]> {
  await underLease(run, (session) => wakeByMoves(session, run.connectionId));
  await wakeOpenedPeriods(run);
  const shares: FlowShare[] = [];
  const { clientIds, invoiceIds, timeEntryIds } = run.scope;
  for (const flow of flowsOf(run)) {
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
  if (flowsOf(run).includes(staffMatch) || !staffMatch.isOn(run.settings)) await underLease(run, (session) => clearMatchedMoves(session, run.connectionId));
}
