import { calendarDate, fieldChanges, fieldWord, HubError, isSameValue, takenOfTime, TimeEntry, type FieldChange, type LedgerCustomer } from "@tieout/domain";
import { clientPairs, insertRecordEvents, invoicesToProve, mappingTargets, renameMappingTarget, setAgreed, setStaffRate, takeLedgerTax, timeEntriesForSync, updatePulledClients, writeAsEngine, type FirmSession, type ProvenInvoice } from "@tieout/store";
import { taxProblems } from "../engine/proof-problems.js";
import { clientWithFields, fieldsOfClient, fieldsOfCustomer } from "../resolve/client-fields.js";
import { clientNotices, toldOf, tookTheirs } from "../resolve/client-notices.js";
import { agreedOfInvoice } from "../resolve/invoice-agreement.js";
import { agreedOnPushingAgain } from "../resolve/push-again.js";
import { editsOfTime } from "../resolve/time-agreement.js";
import { takeInvoice, voidGone } from "../resolve/take-invoice.js";
import { factText, remedied, type Remedy, type RemedyContext } from "./remedy.js";

/** What differs gets the ledger's values. */
export const acceptTheirs: Remedy = (context) => {
  const { kind } = context.problem;
  if (kind === "both-sides-changed") return settleClash(context, "theirs");
  if (kind === "staff-rate-differs") return takeRate(context);
  if (kind === "record-gone") return voidWhatIsGone(context);
  if (kind === "time-differs") return takeTime(context);
  return isTaxProblem(context.problem) ? takeTax(context) : takeInvoices(context);
};

/** The invoices become here what they are there. */
async function takeInvoices(context: RemedyContext): ReturnType<Remedy> {
  const { connection, actor, inFirm } = context;
  await inFirm(async (session) => {
    await writeAsEngine(session);
    const targets = await mappingTargets(session, connection.id);
    for (const proven of await invoicesOf(session, context)) await insertRecordEvents(session, actor, await takeInvoice(session, connection.id, proven, targets));
  });
  return { release: [], isSettled: true, resolution: "took what QuickBooks has", run: null };
}

/** Somebody deleted the invoices there, and meant it. QuickBooks is asked once more first: void here, their time is billed again. */
async function voidWhatIsGone(context: RemedyContext): ReturnType<Remedy> {
  const { connection, actor, inFirm } = context;
  const invoices = await inFirm((session) => invoicesOf(session, context));
  for (const { ledgerId, label } of invoices) {
    if (await context.readRecord("invoice", ledgerId)) throw new HubError("CONFLICT", `QuickBooks has invoice ${label} after all. Nothing was changed: the next sync looks at it again.`);
  }
  await inFirm(async (session) => {
    await writeAsEngine(session);
    for (const { id } of invoices) await insertRecordEvents(session, actor, await voidGone(session, connection.id, id));
  });
  return { release: [], isSettled: true, resolution: "voided here, too", run: null };
}

/** Day, length and note become here what they are there; whom time is for was approved, and what is on an invoice stands. */
async function takeTime({ connection, records, actor, inFirm }: RemedyContext): ReturnType<Remedy> {
  await inFirm(async (session) => {
    await writeAsEngine(session);
    for (const { id, link, ledger } of await timeEntriesForSync(session, connection.id, records.map(({ recordId }) => recordId))) {
      if (!link || !ledger || ledger.isDeleted) throw new HubError("CONFLICT", "This time is not in QuickBooks any more.");
      const [other] = editsOfTime(link.agreed, ledger.document).filter((path) => !takenOfTime.includes(path));
      if (other) throw new HubError("CONFLICT", `In QuickBooks this time has another ${fieldWord(other).toLowerCase()}, which was approved here. Send ours again, or change the time here.`);
      const entry = await session.em.findOneOrFail(TimeEntry, { id });
      const before = { ...entry };
      const { day, minutes, description } = ledger.document;
      entry.edit({ day: calendarDate(day), minutes, note: description ?? "" });
      await session.em.flush();
      await insertRecordEvents(session, actor, [{ kind: "time-entry", recordId: id, action: "updated-from-ledger", changes: fieldChanges(before, entry) }]);
      await setAgreed(session, connection.id, "time-entry", id, { agreed: { ...link.agreed, day, minutes, description }, hubAgreed: {} });
    }
  });
  return { release: records, isSettled: true, resolution: "took what QuickBooks has", run: "records" };
}

/** The invoices that a problem of theirs is about, beside their mirror. */
async function invoicesOf(session: FirmSession, { connection, problem, records }: RemedyContext): Promise<ProvenInvoice[]> {
  const ids = new Set(records.map(({ recordId }) => recordId));
  const ledgerId = factText(problem.facts, "ledgerId");
  return (await invoicesToProve(session, connection.id, ledgerId === null ? null : [ledgerId])).filter(({ id }) => ids.has(id));
}

/** What differs is sent with our values. */
export const keepOurs: Remedy = (context) => {
  const { kind } = context.problem;
  if (kind === "both-sides-changed") return settleClash(context, "ours");
  return isOneOf(clientNotices, kind) ? takeBack(context) : pushAgain(context);
};

/** The client is here what it was before the ledger's edit was taken over, and the next sync sends that. */
async function takeBack({ connection, problem, records, actor, inFirm }: RemedyContext): ReturnType<Remedy> {
  const differences = toldOf(problem.facts);
  await inFirm(async (session) => {
    for (const { client } of await clientPairs(session, connection.id, records.map(({ recordId }) => recordId))) {
      const now = fieldsOfClient(client);
      if (differences.some(({ path, after }) => !isSameValue(path, now[path], after))) throw new HubError("CONFLICT", "This client was edited here since. Nothing was changed: the next sync sends what it holds now.");
      // A person whose name became a company's is a person again.
      const kind = (factText(problem.facts, "previousKind") ?? client.kind) as typeof client.kind;
      const restored = clientWithFields({ ...client, kind }, Object.fromEntries(differences.map(({ path, before }) => [path, before])));
      await updatePulledClients(session, [restored]);
      await insertRecordEvents(session, actor, [{ kind: "client", recordId: client.id, action: "updated", changes: fieldChanges(client, restored) }]);
    }
  });
  return { release: records, isSettled: true, resolution: "sends ours again", run: "everything" };
}

/** The next sync sends the invoice or time once more as it is here, over whatever it became there. */
async function pushAgain(context: RemedyContext): ReturnType<Remedy> {
  const { connection, records, inFirm } = context;
  await inFirm(async (session) => {
    for (const { id, agreed } of await invoicesOf(session, context)) await setAgreed(session, connection.id, "invoice", id, agreedOnPushingAgain(agreed));
    const times = await timeEntriesForSync(session, connection.id, records.flatMap(({ kind, recordId }) => (kind === "time-entry" ? [recordId] : [])));
    for (const { id, link } of times) if (link) await setAgreed(session, connection.id, "time-entry", id, agreedOnPushingAgain(link.agreed));
  });
  return { release: context.records, isSettled: true, resolution: "sends ours again", run: "records" };
}

/** Whoever loses is taken for unchanged: the next comparison then sees one side changed, and that side wins. */
async function settleClash({ connection, problem, records, inFirm }: RemedyContext, winner: "ours" | "theirs"): ReturnType<Remedy> {
  const fields = problem.facts["fields"];
  const paths: string[] = Array.isArray(fields) ? fields : [];
  const decided = new Map<string, FieldChange[]>();
  await inFirm(async (session) => {
    for (const pair of await clientPairs(session, connection.id, records.map(({ recordId }) => recordId))) {
      if (!pair.link || !pair.ledger) continue;
      const ours = fieldsOfClient(pair.client);
      const theirs = fieldsOfCustomer(pair.ledger.document as LedgerCustomer, pair.client.isTaxable);
      const [winning, loser] = winner === "ours" ? [ours, theirs] : [theirs, ours];
      const agreed = { ...pair.link.agreed, ...Object.fromEntries(paths.map((path) => [path, loser[path] ?? null])) };
      const hubAgreed = Object.fromEntries(Object.entries(pair.link.hubAgreed).filter(([path]) => !paths.includes(path)));
      await setAgreed(session, connection.id, "client", pair.client.id, { agreed, hubAgreed });
      decided.set(pair.client.id, paths.map((path) => ({ path, before: loser[path] ?? null, after: winning[path] ?? null, side: winner === "ours" ? "ledger" : "hub" })));
    }
  });
  return { release: records, isSettled: true, resolution: winner === "ours" ? "kept ours" : tookTheirs, decided, run: "everything" };
}

async function takeRate({ problem, actor, inFirm }: RemedyContext): ReturnType<Remedy> {
  const staffId = factText(problem.facts, "staffId");
  const rate = factText(problem.facts, "ledgerRate");
  if (!staffId || !rate) throw new HubError("CONFLICT", "This problem names no rate.");
  await inFirm(async (session) => insertRecordEvents(session, actor, remedied("staff-member", await setStaffRate(session, staffId, rate))));
  return { release: [], isSettled: true, resolution: "took the rate of QuickBooks", run: null };
}

/** QuickBooks' tax becomes ours, and with it the total: both sides say what the client owes. */
async function takeTax(context: RemedyContext): ReturnType<Remedy> {
  const outcome = await acceptFigures(context);
  await context.inFirm(async (session) => {
    await writeAsEngine(session);
    await insertRecordEvents(session, context.actor, remedied("invoice", await takeLedgerTax(session, context.records.map(({ recordId }) => recordId))));
  });
  return outcome;
}

/** From now on an invoice ties out when it is as it is there now. A problem of the tax accepts the tax, an edit of the total whatever made it. */
export async function acceptFigures(context: RemedyContext): ReturnType<Remedy> {
  const { connection, problem, inFirm } = context;
  const fields = problem.facts["fields"];
  const isAboutTax = isTaxProblem(problem) || (Array.isArray(fields) && fields.includes("total"));
  await inFirm(async (session) => {
    for (const { id, document, agreed } of await invoicesOf(session, context)) {
      const accepted = { acceptedSubtotal: document.subtotal, ...(isAboutTax && { acceptedTax: document.tax ?? "0.00" }) };
      await setAgreed(session, connection.id, "invoice", id, { agreed: { ...agreed, ...agreedOfInvoice(document).agreed, ...accepted }, hubAgreed: {} });
    }
  });
  return { release: [], isSettled: true, resolution: "accepted what QuickBooks has", run: null };
}

function isTaxProblem({ kind }: RemedyContext["problem"]): boolean {
  return isOneOf(taxProblems, kind);
}

function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}

/** Notices about something that stands as it is, seen or not. */
const onlyTold = ["service-renamed", "account-renamed", "staff-rate-differs", ...clientNotices];

/** Seen. The mapping shows what a renamed service is called. A difference in an invoice counts as accepted; it comes back when the ledger's figures change again. */
export const dismiss: Remedy = async (context) => {
  const { connection, problem: { kind, facts }, inFirm } = context;
  if (!isOneOf(onlyTold, kind)) return acceptFigures(context);
  const [itemId, name] = [factText(facts, "ledgerId"), factText(facts, "name")];
  if (kind === "service-renamed" && itemId && name) await inFirm((session) => renameMappingTarget(session, connection.id, itemId, name));
  return { release: [], isSettled: true, resolution: "seen", run: null };
};
