import { clientRule, connectionSettings, decimal, fieldChanges, HubError, Invoice, newId, sameDecimal, type FieldChange, type LedgerKind, type LedgerRecord } from "@tieout/domain";
import {
  clientPairs,
  endLinks,
  insertRecordEvents,
  invoicesForSync,
  linkOfLedgerRecord,
  markInvoicesProcessed,
  saveLinks,
  setRecordsAside,
  setRecordStates,
  storeLedgerRecords,
  takeBackIn,
  timeEntriesForSync,
  wakeDocumentsOfClients,
  wakeTimeOfStaff,
  writeAsEngine,
  type ConnectionRow,
  type FirmSession,
  type LinkRow,
} from "@tieout/store";
import { mirrorRecord } from "../engine/content.js";
import type { Agreement } from "../engine/flow.js";
import { proveInvoices } from "../engine/prove.js";
import { agree, seenAtLinking } from "../engine/three-way.js";
import { fieldsOfClient, fieldsOfCustomer } from "../resolve/client-fields.js";
import { agreedOfInvoice } from "../resolve/invoice-agreement.js";
import { agreedOfTime } from "../resolve/time-agreement.js";
import { endLink } from "./end-link.js";
import { endSitesElsewhere, nameOfLinked, takeInHand, type LinkContext, type Target } from "./linked-record.js";

/** The record of the ledger that is meant, and where a caller's input names it. */
export interface LinkChoice {
  ledgerKind: LedgerKind;
  ledgerId: string;
  field: readonly string[];
  /** Whoever of ours has that record gives it up: a person said whose it is. */
  takenFrom?: unknown;
}

/**
 * Binds a record to one of the ledger, which is read and compared first (UX-59); a link it had ends with that, of a client with those of sites that stand
 * elsewhere, and a record that was left out takes part again. An invoice has the other one's number from then on. `andThen` is done in the same transaction.
 * Returns what the other side is called.
 * @throws HubError `NOT_FOUND` when there is no such record, `CONFLICT` when the two cannot be the same, when another record of ours has it, or while a run
 * has a write of ours in hand.
 */
export async function linkRecord(context: LinkContext, target: Target, { ledgerKind, ledgerId, field, takenFrom }: LinkChoice, andThen?: (session: FirmSession, name: string) => Promise<void>): Promise<string> {
  const { connection, actor } = context;
  const record = await context.readRecord(ledgerKind, ledgerId);
  if (!record) throw new HubError("NOT_FOUND", `QuickBooks has no ${ledgerKind} with the id ${ledgerId}.`, field);
  const name = record.name || ledgerId;
  await context.inFirm(async (session) => {
    await takeInHand(session, context, target, `linked to ${name} by ${actor.name}`);
    const holder = await linkOfLedgerRecord(session, connection.id, ledgerKind, ledgerId);
    if (holder && holder.recordId === takenFrom) await letGo(session, context, holder, target);
    else if (holder && holder.recordId !== target.recordId) throw new HubError("CONFLICT", `${record.name} is linked to another ${holder.kind.replace("-", " ")} here. Remove that link, or set this record aside.`, field);
    const agreement = await compare(session, connection, target, record, field);
    const before = await nameOfLinked(session, connection.id, target);
    await endLinks(session, connection.id, target.kind, [target.recordId]);
    await storeLedgerRecords(session, connection.id, [mirrorRecord(record)], []);
    await saveLinks(session, connection.id, [{ id: newId(), kind: target.kind, recordId: target.recordId, ledgerKind, ledgerId, token: record.token, ...agreement, origin: "linked-by-user", linkedBy: actor.name, isSent: false }]);
    await takeBackIn(session, connection.id, [target]);
    await setRecordStates(session, connection.id, [{ kind: target.kind, recordId: target.recordId, state: "synced", reason: null }]);
    const followed = await follow(session, context, target, record);
    await insertRecordEvents(session, actor, [{ kind: target.kind, recordId: target.recordId, action: "linked", changes: [{ path: "quickBooks", before, after: name }, ...followed] }]);
    await andThen?.(session, name);
  });
  return name;
}

/** The record of the ledger turns out to be another one's: whoever has it loses its link, and is not sent as new by itself. */
async function letGo(session: FirmSession, context: LinkContext, { kind, recordId }: LinkRow, target: Target): Promise<void> {
  const { connection, actor } = context;
  await endLink(session, context, { kind, recordId });
  await setRecordsAside(session, connection.id, [{ kind, recordId }], { actor: actor.name, reason: `its record in QuickBooks is that of ${target.label}`, state: "set-aside" });
}

/** Reads both sides before anything is stored: what cannot be the same record is refused (UX-59). */
async function compare(session: FirmSession, connection: ConnectionRow, target: Target, { document, name, isActive }: LedgerRecord, field: readonly string[]): Promise<Agreement> {
  if (target.kind === "client" && document.kind === "customer") {
    const [pair] = await clientPairs(session, connection.id, [target.recordId]);
    if (!pair) throw new HubError("NOT_FOUND", "The client is no longer there.");
    if (document.parentId !== null) throw new HubError("CONFLICT", `${name} is a sub-customer. A client is a customer of its own.`, field);
    if (!isActive) throw new HubError("CONFLICT", `${name} is inactive in QuickBooks. Make the customer active there, or choose another one.`, field);
    const [hub, ledger] = [fieldsOfClient(pair.client), fieldsOfCustomer(document, pair.client.isTaxable)];
    const { policies } = connectionSettings(connection.settings);
    return agree(hub, ledger, null, seenAtLinking(hub, ledger, (path) => clientRule(policies, path)));
  }
  if (target.kind === "invoice" && document.kind === "invoice") {
    const [invoice] = await invoicesForSync(session, connection.id, [target.recordId]);
    if (!invoice) throw new HubError("NOT_FOUND", "The invoice is no longer there.");
    if (invoice.status === "draft") throw new HubError("CONFLICT", "A draft is in QuickBooks in no form. Make it final first.");
    if (invoice.status === "void") throw new HubError("CONFLICT", "This invoice is void here. Write the work on a new one, and link that.");
    const customers = [invoice.client.ledgerId, invoice.site?.ledgerId ?? null];
    if (!customers.includes(document.customerId)) throw new HubError("CONFLICT", `That invoice belongs to another customer than ${invoice.client.displayName}.`, field);
    if (document.isVoid || !sameDecimal(document.subtotal ?? "0", invoice.subtotal)) {
      throw new HubError("CONFLICT", `That invoice comes to ${document.isVoid ? "nothing, it is void" : (document.subtotal ?? "0.00")} in QuickBooks, this one to ${decimal(invoice.subtotal).toFixed(2)} here, before tax. They are not the same.`, field);
    }
    if (document.number !== null && (await session.em.count(Invoice, { number: document.number, id: { $ne: invoice.id } })) > 0) {
      throw new HubError("CONFLICT", `Another invoice here has the number ${document.number}, which that one has in QuickBooks. Give one of them another number in QuickBooks first.`, field);
    }
    return agreedOfInvoice(document);
  }
  if (target.kind === "time-entry" && document.kind === "time-activity") {
    const [time] = await timeEntriesForSync(session, connection.id, [target.recordId]);
    if (!time?.entry) throw new HubError("NOT_FOUND", "The time is no longer there.");
    const { staff, client, site, day, minutes } = time.entry;
    const isSame = document.personId === staff.ledgerId && [client.ledgerId, site?.ledgerId ?? null].includes(document.customerId) && document.day === day && document.minutes === minutes;
    if (!isSame) throw new HubError("CONFLICT", "That time in QuickBooks is of another person, customer, day or length. They are not the same.", field);
    return agreedOfTime(document);
  }
  return { agreed: {}, hubAgreed: {} };
}

/** What follows on our side from a link made by hand. Returns what changed in the record itself. */
async function follow(session: FirmSession, context: LinkContext, target: Target, { document, id }: LedgerRecord): Promise<FieldChange[]> {
  const connectionId = context.connection.id;
  if (target.kind === "client") {
    await endSitesElsewhere(session, context, target.recordId, id);
    await wakeDocumentsOfClients(session, connectionId, [target.recordId]);
  }
  if (target.kind === "staff-member") await wakeTimeOfStaff(session, connectionId, [target.recordId]);
  if (target.kind !== "invoice" || document.kind !== "invoice") return [];
  await writeAsEngine(session);
  const changes = await takeNumber(session, target.recordId, document.number);
  const { number, subtotal, tax, total, balance } = document;
  await markInvoicesProcessed(session, [{ id: target.recordId, number, subtotal, tax, total, balance }]);
  await proveInvoices(session, connectionId, [id]);
  return changes;
}

/** Both sides call the invoice the same: with its old number, sending ours again would renumber the other one. */
async function takeNumber(session: FirmSession, id: string, number: string | null): Promise<FieldChange[]> {
  const invoice = await session.em.findOneOrFail(Invoice, { id });
  const before = { ...invoice };
  invoice.number = number ?? invoice.number;
  await session.em.flush();
  return fieldChanges(before, invoice);
}
