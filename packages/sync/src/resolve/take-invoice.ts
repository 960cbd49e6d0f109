import { HubError, Invoice, InvoiceLine, fieldChanges, lineAmount, TimeEntry, type FieldChange, type InvoiceLineDetails, type LedgerInvoiceLine, type RecordEvent } from "@tieout/domain";
import { endLinks, setAgreed, setRecordStates, type FirmSession, type MappingTarget, type ProvenInvoice } from "@tieout/store";
import { agreedOfInvoice, type AgreedLine } from "./invoice-agreement.js";

/**
 * An invoice that somebody edited or voided in the ledger becomes the same here: number, days, lines and figures, or void with its time
 * unlocked. Afterwards both sides say the same and tie out without an exception. Its client is not changed: time stands behind it.
 * Returns what became of which record. Throws `CONFLICT` where `whyNotTaken` says why not. The session writes as the engine.
 */
export async function takeInvoice(session: FirmSession, connectionId: string, proven: ProvenInvoice, targets: readonly MappingTarget[]): Promise<RecordEvent[]> {
  const refusal = await whyNotTaken(session, proven);
  if (refusal !== null) throw new HubError("CONFLICT", refusal);
  const events = proven.document.isVoid ? await voidHere(session, proven) : await takeValues(session, proven, targets);
  await session.em.flush();
  await setAgreed(session, connectionId, "invoice", proven.id, agreedOfInvoice(proven.document));
  return events;
}

/** Why an invoice cannot become here what it is in the ledger, in a sentence; null when it can. */
export async function whyNotTaken(session: FirmSession, { id, document, agreed, label }: ProvenInvoice): Promise<string | null> {
  if (document.isVoid) return null;
  if (agreed["customerId"] !== document.customerId) return `In QuickBooks ${label} belongs to another customer now. The client of an invoice cannot be changed here: send our values again, or void it and write another.`;
  if (document.number !== null && (await session.em.count(Invoice, { number: document.number, id: { $ne: id } })) > 0) {
    return `Another invoice here has the number ${document.number}, which ${label} has in QuickBooks now. Send our values again, or give one of them another number in QuickBooks.`;
  }
  return null;
}

/** An invoice that was deleted in the ledger becomes void here, its time unlocked, and is linked to nothing. The session writes as the engine. */
export async function voidGone(session: FirmSession, connectionId: string, id: string): Promise<RecordEvent[]> {
  const events = await voidHere(session, { id, isGone: true });
  await session.em.flush();
  await endLinks(session, connectionId, "invoice", [id]);
  await setRecordStates(session, connectionId, [{ kind: "invoice", recordId: id, state: "never-sent", reason: null }]);
  return events;
}

async function voidHere(session: FirmSession, { id, isGone }: Pick<ProvenInvoice, "id" | "isGone">): Promise<RecordEvent[]> {
  const invoice = await session.em.findOneOrFail(Invoice, { id });
  const before = { ...invoice };
  if (isGone) invoice.leaveLedger();
  invoice.void(new Date());
  const entries = await session.em.find(TimeEntry, { invoiceId: id });
  const unlocked = entries.map((entry): RecordEvent => {
    const was = { ...entry };
    entry.unlock();
    return { kind: "time-entry", recordId: entry.id, action: "unlocked", changes: fieldChanges(was, entry) };
  });
  return [{ kind: "invoice", recordId: id, action: "voided", changes: fieldChanges(before, invoice) }, ...unlocked];
}

async function takeValues(session: FirmSession, { id, document, agreed }: ProvenInvoice, targets: readonly MappingTarget[]): Promise<RecordEvent[]> {
  const invoice = await session.em.findOneOrFail(Invoice, { id });
  const before = { ...invoice };
  const { number, issuedOn, dueOn, subtotal, tax, total } = document;
  invoice.takeFromLedger({ number: number ?? invoice.number, issuedOn, dueOn, subtotal: subtotal ?? "0.00", tax: tax ?? "0.00", total: total ?? "0.00" });
  const changes = [...fieldChanges(before, invoice), ...(await takeLines(session, invoice, document.lines, agreed["lines"] as readonly AgreedLine[] | undefined, targets))];
  return changes.length === 0 ? [] : [{ kind: "invoice", recordId: id, action: "updated-from-ledger", changes }];
}

/** Line by line in their order: what is behind a line stays behind it, one that is gone there goes here, a new one comes by hand. */
async function takeLines(session: FirmSession, invoice: Invoice, theirs: readonly LedgerInvoiceLine[], agreed: readonly AgreedLine[] | undefined, targets: readonly MappingTarget[]): Promise<FieldChange[]> {
  const ours = await session.em.find(InvoiceLine, { invoiceId: invoice.id }, { orderBy: { position: "asc" } });
  const before = ours.map(shown);
  const after = theirs.map((line, index) => {
    const mine = ours[index];
    const details = detailsOf(line, mine, agreed?.[index]?.itemId === line.itemId ? undefined : line.itemId, targets, invoice.currency);
    if (mine) mine.write(details, invoice.currency);
    const kept = mine ?? new InvoiceLine(invoice, (ours.at(-1)?.position ?? -1) + 1 + index, details);
    session.em.persist<object>(kept);
    return shown(kept);
  });
  for (const gone of ours.slice(theirs.length)) session.em.remove<object>(gone);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path: "lines", before, after }];
}

/** @param itemId the service the line has there now, when it is another than was agreed */
function detailsOf(line: LedgerInvoiceLine, mine: InvoiceLine | undefined, itemId: string | null | undefined, targets: readonly MappingTarget[], currency: string): InvoiceLineDetails {
  const codes = itemId === undefined ? [] : targets.filter(({ targetId }) => targetId === itemId);
  const [only] = codes.length === 1 ? codes : [];
  // Several codes, or none, go to that service: which one is meant nobody knows, and the line keeps its own.
  const code = only?.sourceKind === "billable-category" ? { categoryId: only.sourceId, typeId: null } : { categoryId: mine?.categoryId ?? null, typeId: mine?.typeId ?? null };
  return {
    ...code,
    ...moneyOf(line, currency),
    description: line.description ?? "",
    isTaxable: line.taxCodeId === null ? (mine?.isTaxable ?? false) : line.taxCodeId !== "NON",
    serviceDate: line.serviceDate,
  };
}

/** Quantity and price only where they come to the amount, as everywhere here; QuickBooks allows a little more. */
function moneyOf({ quantity, unitPrice, amount }: LedgerInvoiceLine, currency: string): Pick<InvoiceLineDetails, "quantity" | "unitPrice" | "amount"> {
  try {
    return lineAmount({ quantity, unitPrice, amount }, currency);
  } catch {
    return { quantity: null, unitPrice: null, amount };
  }
}

function shown({ description, quantity, unitPrice, amount }: InvoiceLine): object {
  return { description, code: null, quantity, unitPrice, amount };
}
