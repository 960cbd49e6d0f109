import { clientRule, connectionSettings, decimal, HubError, linkTargetOf, newId, sameDecimal, type LedgerKind, type LedgerRecord, type RecordKind } from "@tieout/domain";
import {
  clientPairs,
  endLinks,
  invoicesForSync,
  linkOfLedgerRecord,
  markInvoicesProcessed,
  saveLinks,
  setInvoiceStatus,
  setRecordsAside,
  setRecordStates,
  storeLedgerRecords,
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
import { decideQuestion } from "./decide-question.js";
import { factText, type Remedy, type RemedyContext } from "./remedy.js";

const ledgerKindsOf: Record<RecordKind, readonly [LedgerKind, ...LedgerKind[]]> = {
  client: ["customer"],
  site: ["customer"],
  "staff-member": ["employee", "vendor"],
  invoice: ["invoice"],
  "time-entry": ["time-activity"],
};

export interface Target {
  kind: RecordKind;
  recordId: string;
  label: string;
}

/** Takes a record of the ledger for this one: an answer to a question, or a record that is read and compared first. */
export const linkExisting: Remedy = (context) => (context.problem.kind === "possible-duplicate" ? decideQuestion(context, "link") : bind(context));

/** Binds a record to another one of the ledger than before (R30, R75). After a merge the survivor is meant unless another is named. */
export const relink: Remedy = (context) => bind(context);

/** Ends a link (R75). The next sync looks for a match and creates one if there is none. */
export const removeLink: Remedy = async (context) => {
  const { connection, inFirm } = context;
  const targets = targetsOf(context);
  await inFirm(async (session) => {
    for (const { kind, recordId } of targets) await endLinks(session, connection.id, kind, [recordId]);
    await setRecordStates(session, connection.id, targets.map(({ kind, recordId }) => ({ kind, recordId, state: "queued", reason: null })));
    await wakeDocumentsOfClients(session, connection.id, targets.flatMap(({ kind, recordId }) => (kind === "client" ? [recordId] : [])));
    await setInvoiceStatus(session, targets.flatMap(({ kind, recordId }) => (kind === "invoice" ? [recordId] : [])), "processed_externally", "new");
  });
  return { release: [...context.records, ...targets.map((target) => ({ ...target, changeId: null }))], isSettled: true, resolution: "link removed", run: "everything" };
};

async function bind(context: RemedyContext): ReturnType<Remedy> {
  const { connection, problem, values, actor, inFirm } = context;
  const targets = targetsOf(context);
  const [target] = targets;
  if (!target || targets.length > 1) throw new HubError("INVALID", "Link one record at a time.");
  const ledgerId = values["ledgerId"]?.trim() || linkTargetOf(problem.facts).proposedId;
  if (!ledgerId) throw new HubError("INVALID", "Choose the record in QuickBooks.", ["values", "ledgerId"]);
  const kinds = ledgerKindsOf[target.kind];
  const ledgerKind = kinds.find((kind) => kind === values["ledgerKind"]) ?? kinds.find((kind) => kind === problem.facts["otherKind"]) ?? kinds[0];

  const record = await context.readRecord(ledgerKind, ledgerId);
  if (!record) throw new HubError("NOT_FOUND", `QuickBooks has no ${ledgerKind} with the id ${ledgerId}.`, ["values", "ledgerId"]);
  await inFirm(async (session) => {
    const holder = await linkOfLedgerRecord(session, connection.id, ledgerKind, ledgerId);
    if (holder && holder.recordId === problem.facts["holderId"]) await letGo(session, context, holder, target);
    else if (holder && holder.recordId !== target.recordId) throw new HubError("CONFLICT", `${record.name} is linked to another ${holder.kind.replace("-", " ")} here. Remove that link, or set this record aside.`, ["values", "ledgerId"]);
    const agreement = await compare(session, connection, target, record);
    await endLinks(session, connection.id, target.kind, [target.recordId]);
    await storeLedgerRecords(session, connection.id, [mirrorRecord(record)], []);
    await saveLinks(session, connection.id, [{ id: newId(), kind: target.kind, recordId: target.recordId, ledgerKind, ledgerId, token: record.token, ...agreement, origin: "linked-by-user", linkedBy: actor.name, isSent: false }]);
    await setRecordStates(session, connection.id, [{ kind: target.kind, recordId: target.recordId, state: "synced", reason: null }]);
    await follow(session, connection.id, target, record);
  });
  const isDocument = target.kind === "invoice" || target.kind === "time-entry";
  return { release: isDocument ? [] : [...context.records, { ...target, changeId: null }], isSettled: true, resolution: `linked to ${record.name || ledgerId}`, run: isDocument ? null : "everything" };
}

/** The record of the ledger turns out to be another one's: whoever has it loses its link, and is not sent as new by itself. */
async function letGo(session: FirmSession, { connection, actor }: RemedyContext, holder: LinkRow, target: Target): Promise<void> {
  await endLinks(session, connection.id, holder.kind, [holder.recordId]);
  await setRecordsAside(session, connection.id, [{ kind: holder.kind, recordId: holder.recordId }], { actor: actor.name, reason: `its record in QuickBooks is that of ${target.label}`, state: "set-aside" });
}

/** Whom a problem is about: its records, or the client or staff member they wait for. */
export function targetsOf({ problem, records }: RemedyContext): Target[] {
  const staffId = factText(problem.facts, "staffId");
  const clientId = factText(problem.facts, "clientId");
  const label = factText(problem.facts, "label") ?? factText(problem.facts, "name") ?? "";
  if (staffId) return [{ kind: "staff-member", recordId: staffId, label }];
  if (clientId) return [{ kind: "client", recordId: clientId, label }];
  return records;
}

/** Reads both sides before anything is stored: what cannot be the same record is refused (UX-59). */
async function compare(session: FirmSession, connection: ConnectionRow, target: Target, { document, name }: LedgerRecord): Promise<Agreement> {
  if (target.kind === "client" && document.kind === "customer") {
    const [pair] = await clientPairs(session, connection.id, [target.recordId]);
    if (!pair) throw new HubError("NOT_FOUND", "The client is no longer there.");
    if (document.parentId !== null) throw new HubError("CONFLICT", `${name} is a sub-customer. A client is a customer of its own.`, ["values", "ledgerId"]);
    const [hub, ledger] = [fieldsOfClient(pair.client), fieldsOfCustomer(document, pair.client.isTaxable)];
    const { policies } = connectionSettings(connection.settings);
    return agree(hub, ledger, null, seenAtLinking(hub, ledger, (path) => clientRule(policies, path)));
  }
  if (target.kind === "invoice" && document.kind === "invoice") {
    const [invoice] = await invoicesForSync(session, connection.id, [target.recordId]);
    if (!invoice) throw new HubError("NOT_FOUND", "The invoice is no longer there.");
    const customers = [invoice.client.ledgerId, invoice.site?.ledgerId ?? null];
    if (!customers.includes(document.customerId)) throw new HubError("CONFLICT", `That invoice belongs to another customer than ${invoice.client.displayName}.`, ["values", "ledgerId"]);
    if (document.isVoid || !sameDecimal(document.subtotal ?? "0", invoice.subtotal)) {
      throw new HubError("CONFLICT", `That invoice comes to ${document.isVoid ? "nothing, it is void" : (document.subtotal ?? "0.00")} in QuickBooks, this one to ${decimal(invoice.subtotal).toFixed(2)} here, before tax. They are not the same.`, ["values", "ledgerId"]);
    }
    return agreedOfInvoice(document);
  }
  if (target.kind === "time-entry" && document.kind === "time-activity") {
    const [time] = await timeEntriesForSync(session, connection.id, [target.recordId]);
    if (!time?.entry) throw new HubError("NOT_FOUND", "The time is no longer there.");
    const { staff, client, site, day, minutes } = time.entry;
    const isSame = document.personId === staff.ledgerId && [client.ledgerId, site?.ledgerId ?? null].includes(document.customerId) && document.day === day && document.minutes === minutes;
    if (!isSame) throw new HubError("CONFLICT", "That time in QuickBooks is of another person, customer, day or length. They are not the same.", ["values", "ledgerId"]);
    return agreedOfTime(document);
  }
  return { agreed: {}, hubAgreed: {} };
}

/** What follows on our side from a link made by hand. */
async function follow(session: FirmSession, connectionId: string, target: Target, { document, id }: LedgerRecord): Promise<void> {
  if (target.kind === "client") await wakeDocumentsOfClients(session, connectionId, [target.recordId]);
  if (target.kind === "staff-member") await wakeTimeOfStaff(session, connectionId, [target.recordId]);
  if (target.kind !== "invoice" || document.kind !== "invoice") return;
  await writeAsEngine(session);
  const { number, subtotal, tax, total, balance } = document;
  await markInvoicesProcessed(session, [{ id: target.recordId, number, subtotal, tax, total, balance }]);
  await proveInvoices(session, connectionId, [id]);
}
