import { calendarDate, decimal, isSameValue, newId, sameDecimal, writtenDay, type LedgerInvoice, type LedgerRecord, type LedgerWrite } from "@tieout/domain";
import { invoicesForSync, invoicesToProve, mappingTargets, markInvoicesProcessed, type ChangeOutcome, type ChangeRow, type FieldDifference, type FirmSession, type SyncInvoice } from "@tieout/store";
import { defineFlow, type Agreement, type DraftProblem, type PlanFacts, type RecordPlan, type SettledWrite } from "../engine/flow.js";
import { proveInvoices } from "../engine/prove.js";
import { closedPeriod } from "../resolve/closed-period.js";
import { resolveCustomer } from "../resolve/customer-of-document.js";
import { agreedOfInvoice, agreedOnSending, isAsSent } from "../resolve/invoice-agreement.js";
import { ruleOnEdits } from "../resolve/invoice-rules.js";
import { isToBePushedAgain } from "../resolve/push-again.js";
import { takeInvoice, whyNotTaken } from "../resolve/take-invoice.js";
import { isWanted } from "../resolve/eligible.js";
import { markerOf } from "../resolve/marker.js";
import { recordGone } from "../resolve/record-gone.js";
import { loadItems, resolveItem, type ItemReferences } from "../resolve/service-item.js";
import { loadTaxCodes, resolveTax, type TaxReferences } from "../resolve/sales-tax.js";

export interface InvoiceReferences {
  items: ItemReferences;
  taxes: TaxReferences;
}

/**
 * Sends finished invoices to the ledger. After success they are Processed Externally and read-only here; what the ledger made of them
 * (number, tax, total, balance) is kept, and subtotal and tax are compared to the cent.
 * Direction: hub to ledger. An invoice voided here after it was sent is voided there, and shown in the plan.
 * Timing: hourly; at once for chosen ones, also for those dated before the start date, which are never sent by themselves (R14).
 * Needs: the client as a customer (sent first in the same plan if it is not there), an item for every code, a tax code for every line and, with manual sales
 * tax, for the document.
 * An edit of it there is asked about, unless the firm's rules say whose value stands: then ours goes there again, or theirs is taken over here.
 * Never: sends drafts or a part of an invoice, guesses an item or a tax, edits an invoice that is in the ledger unless a person or a rule wants ours there again.
 */
export const invoicePush = defineFlow<SyncInvoice, InvoiceReferences>({
  name: "invoice.push",
  kind: "invoice",
  ledgerKind: "invoice",
  source: { from: "hub", kind: "invoice" },
  isOn: (settings) => settings.invoices,
  references: async (session, connectionId, { defaultItemId }) => ({ items: await loadItems(session, connectionId, defaultItemId), taxes: await loadTaxCodes(session, connectionId) }),
  load: invoicesForSync,
  plan: planInvoice,
  marker: (write) => {
    if (write.operation !== "create" || write.document.kind !== "invoice") return null;
    const { number, customerId, issuedOn, marker } = write.document;
    return { kind: "invoice", number, customerId, issuedOn, marker };
  },
  isSame: isSameInvoice,
  settlement: { agreements: agreeInvoices, after: keepFigures },
  applyHere: takeHere,
});

/** Pure: what one invoice comes to in the ledger. */
export function planInvoice(invoice: SyncInvoice, facts: PlanFacts<InvoiceReferences>): RecordPlan | null {
  // One that a plan holds already is planned once.
  if (invoice.isSetAside || facts.planned.ofRecord("invoice", invoice.id)?.state === "ready") return null;
  const label = labelOf(invoice);
  const plan = { recordId: invoice.id, label, amount: invoice.total, currency: invoice.currency };
  const change = { id: newId(), side: "ledger" as const, recordId: invoice.id, ledgerKind: "invoice" as const, label, baseVersion: invoice.version };

  if (invoice.status === "void") {
    const { link, ledger } = invoice;
    // Never there, or not there any more.
    if (!link || ledger?.isDeleted) return { ...plan, ...(link && { endsLink: true }), state: { state: "never-sent", reason: null } };
    if (!ledger || ledger.document.isVoid) return null;
    const received = decimal(ledger.document.total ?? "0").minus(ledger.document.balance ?? ledger.document.total ?? "0");
    if (received.gt(0)) return { ...plan, problems: [{ kind: "void-but-paid", causeKey: `void-but-paid:${invoice.id}`, facts: { label, received: received.toFixed(2), ledgerId: link.ledgerId, ledgerKind: "invoice" } }] };
    const fields = [{ path: "status", before: "open", after: "void" }, { path: "total", before: ledger.document.total, after: "0.00" }];
    return { ...plan, changes: [{ ...change, operation: "void", ledgerId: link.ledgerId, fields, write: { operation: "void", kind: "invoice", id: link.ledgerId, token: ledger.token }, baseToken: ledger.token, state: "planned" }] };
  }
  if (invoice.status === "processed_externally" && invoice.link && invoice.ledger?.isDeleted) {
    return { ...plan, problems: [recordGone("invoice", invoice.id, { label, ledgerKind: "invoice", ledgerId: invoice.link.ledgerId })] };
  }
  const ruled = ruleOnEdits(invoice, facts);
  if (ruled === "take" && invoice.ledger) {
    const { ledgerId, token, document } = invoice.ledger;
    const fields = overwritten(invoice, document).map(({ path, before, after }) => ({ path, before: after, after: before }));
    return { ...plan, changes: [{ ...change, side: "hub", operation: "update", ledgerId, fields, write: null, baseToken: token, state: "planned" }] };
  }
  const edited = invoice.status === "processed_externally" && invoice.link && invoice.ledger && (ruled === "send" || isToBePushedAgain(invoice.link)) ? invoice.ledger : null;
  if (!edited && (invoice.status !== "new" || invoice.link || !isWanted(invoice.id, invoice.issuedOn, facts.chosen, facts.startDate))) return null;

  const customer = resolveCustomer(invoice, facts.planned);
  const tax = resolveTax(invoice, facts);
  const problems: DraftProblem[] = [...("problem" in customer ? [customer.problem] : []), ...headProblems(invoice, label, facts), ...tax.problems, ...(edited ? [] : twinProblems(invoice, label))];
  const lines: LedgerInvoice["lines"] = [];
  for (const line of invoice.lines) {
    const item = resolveItem(line, invoice.rollUp, facts.references.items, label, invoice.id);
    if ("problem" in item) {
      problems.push(item.problem);
      continue;
    }
    const { description, quantity, unitPrice, amount, serviceDate } = line;
    lines.push({ description: description || null, itemId: item.itemId, classId: null, taxCodeId: line.isTaxable ? tax.taxed : tax.untaxed, quantity, unitPrice, amount, serviceDate });
  }
  const waits = "waitsFor" in customer ? customer.waitsFor : null;
  const document: LedgerInvoice = {
    kind: "invoice",
    customerId: "customerId" in customer ? customer.customerId : "",
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    termId: null,
    billEmail: invoice.billEmail,
    currency: facts.company.isMultiCurrency ? invoice.currency : null,
    memo: invoice.memo,
    taxCodeId: tax.document,
    marker: facts.settings.tagInvoices ? markerOf(invoice.id) : null,
    lines,
    subtotal: null,
    tax: null,
    total: null,
    balance: null,
    isVoid: false,
    isEmailed: false,
  };
  const isHeld = problems.length > 0 || waits !== null;
  if (edited) {
    const write = { operation: "update" as const, id: edited.ledgerId, token: edited.token, document, fields: pushedFields.filter((path) => path !== "taxCodeId" || document.taxCodeId !== null) };
    const fields = overwritten(invoice, edited.document);
    return { ...plan, problems: onePerCause(problems), changes: [{ ...change, operation: "update", ledgerId: edited.ledgerId, fields, write: isHeld ? null : write, baseToken: edited.token, state: isHeld ? "blocked" : "planned", reason: waits }] };
  }
  return {
    ...plan,
    problems: onePerCause(problems),
    changes: [
      {
        ...change, operation: "create", ledgerId: null, fields: shownFields(invoice), write: isHeld ? null : { operation: "create", document }, baseToken: null,
        dependsOn: "dependsOn" in customer ? customer.dependsOn : null, state: isHeld ? "blocked" : "planned", reason: waits,
      },
    ],
  };
}

/** What an invoice that was edited in the ledger gets back; note, terms and mail address stay as somebody made them there. */
const pushedFields = ["customerId", "number", "issuedOn", "dueOn", "taxCodeId", "lines"] as const;

/** What the update changes there, from their values to ours. */
function overwritten(invoice: SyncInvoice, there: LedgerInvoice): FieldDifference[] {
  const theirs = { number: there.number, issuedOn: there.issuedOn, dueOn: there.dueOn, lines: there.lines.map(({ description, quantity, unitPrice, amount }) => ({ description, code: null, quantity, unitPrice, amount })), subtotal: there.subtotal };
  const ours = { number: invoice.number, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, lines: invoice.lines.map(({ description, quantity, unitPrice, amount }) => ({ description, code: null, quantity, unitPrice, amount })), subtotal: invoice.subtotal };
  const fields = Object.entries(ours).flatMap(([path, after]): FieldDifference[] => {
    const before = theirs[path as keyof typeof theirs];
    return path === "lines" ? (JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]) : isSameValue(path, before, after) ? [] : [{ path, before, after }];
  });
  return invoice.client.ledgerId === there.customerId || invoice.site?.ledgerId === there.customerId ? fields : [{ path: "client", before: null, after: invoice.client.displayName }, ...fields];
}

/** What the invoice as a whole lacks. */
function headProblems(invoice: SyncInvoice, label: string, { company, numbersInvoices }: PlanFacts<InvoiceReferences>): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (company.closedThrough !== null && invoice.issuedOn <= company.closedThrough) {
    problems.push(closedPeriod("invoice", company.closedThrough));
  }
  const expected = company.isMultiCurrency ? (invoice.client.ledgerCurrency ?? invoice.currency) : company.homeCurrency;
  if (invoice.currency !== expected) {
    problems.push({ kind: "currency-mismatch", causeKey: `currency:${invoice.currency}:${expected}`, facts: { label, currency: invoice.currency, expected } });
  }
  if (invoice.number === null && (numbersInvoices || company.usesCustomNumbers)) problems.push({ kind: "number-missing", causeKey: "number-missing", facts: {} });
  return problems;
}

/** Somebody may have entered it there by hand: an invoice with our number that is nobody's is asked about before there are two. */
function twinProblems({ id, twin }: SyncInvoice, label: string): DraftProblem[] {
  return twin ? [{ kind: "number-taken", causeKey: `number-taken:invoice:${id}`, facts: { label, otherId: twin.ledgerId, otherKind: "invoice" } }] : [];
}

function onePerCause(problems: readonly DraftProblem[]): DraftProblem[] {
  return [...new Map(problems.map((problem) => [problem.causeKey, problem])).values()];
}

function labelOf(invoice: SyncInvoice): string {
  return invoice.number ?? `${invoice.client.displayName}, ${writtenDay(calendarDate(invoice.issuedOn))}`;
}

function shownFields(invoice: SyncInvoice): { path: string; before: null; after: unknown }[] {
  const { number, issuedOn, dueOn, subtotal, tax, total, currency, billEmail } = invoice;
  const lines = invoice.lines.map(({ description, categoryCode, typeCode, quantity, unitPrice, amount }) => ({ description, code: typeCode ?? categoryCode, quantity, unitPrice, amount }));
  const shown = { client: invoice.client.displayName, site: invoice.site?.name ?? null, number, issuedOn, dueOn, billEmail, lines, subtotal, tax, total, currency };
  return Object.entries(shown).flatMap(([path, after]) => (after === null ? [] : [{ path, before: null, after }]));
}

/** Of a new one our tag decides; without it, number, customer, date and the lines' amounts must be those we sent. */
function isSameInvoice(write: LedgerWrite, record: LedgerRecord): boolean {
  if (record.document.kind !== "invoice" || (write.operation !== "create" && write.operation !== "update") || write.document.kind !== "invoice") return false;
  const sent = write.document;
  const there = record.document;
  if (there.isVoid) return false;
  if (write.operation === "update") return isAsSent(sent, there);
  if (there.marker !== null) return there.marker === sent.marker;
  const isSameMoney = sent.lines.length === there.lines.length && sent.lines.every((line, index) => sameDecimal(line.amount, there.lines[index]?.amount ?? "0"));
  return isSameMoney && there.customerId === sent.customerId && there.issuedOn === sent.issuedOn && (sent.number === null || there.number === sent.number);
}

async function agreeInvoices(_session: FirmSession, _connectionId: string, settled: readonly SettledWrite[]): Promise<Map<string, Agreement>> {
  return new Map(
    settled.flatMap(({ change, record }): [string, Agreement][] => {
      if (change.recordId === null || record?.document.kind !== "invoice") return [];
      const write = change.write as LedgerWrite | null;
      const isSending = write !== null && (write.operation === "create" || write.operation === "update") && write.document.kind === "invoice";
      return [[change.recordId, isSending ? agreedOnSending(write.document as LedgerInvoice, record.document) : agreedOfInvoice(record.document, change.operation === "void")]];
    }),
  );
}

/** Takes over what the firm's rules leave to the ledger. An invoice that cannot follow any more is left as it is: the edit is asked about. */
async function takeHere(session: FirmSession, connectionId: string, changes: readonly ChangeRow[]): Promise<ChangeOutcome[]> {
  const ledgerIds = changes.flatMap(({ ledgerId }) => ledgerId ?? []);
  const targets = await mappingTargets(session, connectionId);
  const invoices = new Map((await invoicesToProve(session, connectionId, ledgerIds)).map((invoice) => [invoice.id, invoice]));
  const left: ChangeOutcome[] = [];
  for (const { id, recordId } of changes) {
    const invoice = invoices.get(recordId ?? "");
    const reason = invoice ? await whyNotTaken(session, invoice) : "It is not linked any more.";
    if (!invoice || reason !== null) left.push({ id, state: "blocked", reason });
    else await takeInvoice(session, connectionId, invoice, targets);
  }
  await proveInvoices(session, connectionId, ledgerIds);
  return left;
}

async function keepFigures(session: FirmSession, connectionId: string, settled: readonly SettledWrite[]): Promise<void> {
  await markInvoicesProcessed(
    session,
    settled.flatMap(({ change, record }) => {
      if (change.recordId === null || record?.document.kind !== "invoice") return [];
      const { number, subtotal, tax, total, balance } = record.document;
      return [{ id: change.recordId, number, subtotal, tax, total, balance }];
    }),
  );
  await proveInvoices(session, connectionId, settled.map(({ ledgerId }) => ledgerId));
}
