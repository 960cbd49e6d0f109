import { decimal, problemCatalog, sameDecimal, type ProblemFacts, type ProblemKind, type ProblemSeverity } from "@tieout/domain";
import {
  clearMoved,
  invoicesToProve,
  markInvoicesProcessed,
  movedRecords,
  plannedInvoices,
  raiseProblems,
  releaseFromProblems,
  writeAsEngine,
  type FirmSession,
  type ProvenInvoice,
} from "@tieout/store";
import { editsOfInvoice, isSameMoney, keysInEdits } from "../resolve/invoice-agreement.js";
import { ledgerNames, type LedgerNames } from "../resolve/ledger-names.js";
import { isToBePushedAgain } from "../resolve/push-again.js";
import { recordGone } from "../resolve/record-gone.js";
import { proofProblems, taxProblems } from "./proof-problems.js";
import { underLease, type RunContext } from "./run-context.js";

/** What a comparison of one invoice found. */
interface Finding {
  kind: ProblemKind;
  causeKey: string;
  facts: ProblemFacts;
  /** Where it is not the kind's own. */
  severity?: ProblemSeverity;
  /** What is at stake and what a list says of the record, where it is not the whole invoice. */
  amount?: string;
  label?: string;
}

/** Ties out invoices that moved in the ledger since the last run. Returns how many were looked at. */
export async function proveMovedInvoices(run: RunContext): Promise<number> {
  let proven = 0;
  for (;;) {
    const moved = await underLease(run, async (session) => {
      const page = await movedRecords(session, run.connectionId, "invoice", { afterId: null, limit: run.config.chunkSize });
      const ledgerIds = page.map(({ ledgerId }) => ledgerId);
      // A plan that waits for approval has what the firm's rules make of an edit: nobody need be asked about it.
      const ruled = page.length > 0 ? await plannedInvoices(session, run.connectionId, ledgerIds) : [];
      if (page.length > 0) await proveInvoices(session, run.connectionId, ledgerIds.filter((id) => !ruled.includes(id)), run.runId);
      await clearMoved(session, run.connectionId, "invoice", page);
      return page.length;
    });
    if (moved === 0) return proven;
    proven += moved;
  }
}

/**
 * Compares linked invoices with the mirror, to the cent. What the ledger computed is kept beside our own figures; a difference that
 * nobody accepted is a problem, of the run `runId` that found it, and one that is gone is resolved.
 */
export async function proveInvoices(session: FirmSession, connectionId: string, ledgerIds: readonly string[] | null, runId: string | null = null): Promise<void> {
  const invoices = await invoicesToProve(session, connectionId, ledgerIds);
  await writeAsEngine(session);
  await markInvoicesProcessed(session, invoices.filter(hasNewFigures).map(({ id, document: { number, subtotal, tax, total, balance } }) => ({ id, number, subtotal, tax, total, balance })));
  const names = await ledgerNames(session, connectionId, invoices.flatMap(keysInEdits));
  const findings = invoices.flatMap((invoice) => [compareInvoice(invoice, names), compareTax(invoice)].flatMap((finding) => (finding ? [{ invoice, finding }] : [])));
  await raiseProblems(session, connectionId, findings.map(({ invoice, finding: { severity, amount, label, ...finding } }) => ({
    ...finding,
    severity: severity ?? problemCatalog[finding.kind].severity,
    records: [{ kind: "invoice" as const, recordId: invoice.id, label: label ?? invoice.label, amount: amount ?? invoice.total, currency: invoice.currency, changeId: null }],
  })), runId);
  const by = { actor: "sync", resolution: "ties out" };
  await releaseFromProblems(session, connectionId, invoices.map(recordOf), { ...by, keepCauses: findings.map(({ finding }) => finding.causeKey), onlyKinds: [...proofProblems.filter((kind) => !taxProblems.includes(kind)), "record-gone"] });
  // Invoices share a problem of their tax: each one leaves it alone.
  for (const kind of taxProblems) {
    const found = new Set(findings.flatMap(({ invoice, finding }) => (finding.kind === kind ? [invoice.id] : [])));
    await releaseFromProblems(session, connectionId, invoices.filter(({ id }) => !found.has(id)).map(recordOf), { ...by, onlyKinds: [kind] });
  }
}

function recordOf({ id }: ProvenInvoice): { kind: "invoice"; recordId: string } {
  return { kind: "invoice", recordId: id };
}

/** Pure: whether an invoice ties out, and if not, why. One that was set aside, or waits to be sent again with our values, is asked about no more. */
export function compareInvoice(invoice: ProvenInvoice, names?: LedgerNames): Finding | null {
  if (invoice.status !== "processed_externally" || invoice.isSetAside) return null;
  const { document, agreed, label } = invoice;
  const facts = { label, ledgerKind: "invoice" as const, ledgerId: invoice.ledgerId };
  // Also while it waits to be sent again: there is nothing left to send it over.
  if (invoice.isGone) return recordGone("invoice", invoice.id, facts);
  if (isToBePushedAgain(invoice)) return null;
  const edited = { ...facts, editedHereAt: null, editedThereAt: invoice.ledgerUpdatedAt };
  if (document.isVoid) {
    if (agreed["isVoid"] === true) return null;
    const differences = [{ path: "total", before: invoice.total, after: document.total, agreed: agreed["total"] }];
    return { kind: "voided-in-ledger", causeKey: `voided:invoice:${invoice.id}`, facts: { ...edited, differences: JSON.stringify(differences) } };
  }
  const isAccepted = isSameMoney(agreed["acceptedSubtotal"], document.subtotal);
  if (!isAccepted && !isSameMoney(invoice.subtotal, document.subtotal) && isSameMoney(agreed["subtotal"], document.subtotal)) {
    return { kind: "subtotal-differs", causeKey: `subtotal:invoice:${invoice.id}`, facts: { ...facts, hubSubtotal: invoice.subtotal, ledgerSubtotal: document.subtotal } };
  }
  const differences = editsOfInvoice(invoice, names);
  if (differences.length === 0) return null;
  return { kind: "changed-in-ledger", causeKey: `changed:invoice:${invoice.id}`, facts: { ...edited, fields: differences.map(({ path }) => path), differences: JSON.stringify(differences) } };
}

/**
 * Pure: whether QuickBooks charges the tax we expect, and if not, what that is. Invoices share one problem: their cause is one rate. Where QuickBooks
 * computes the tax from addresses our rate is an estimate, none may be right, and the difference is a notice.
 */
export function compareTax({ status, document, agreed, isGone, tax, label, isTaxAutomatic }: ProvenInvoice): Finding | null {
  if (status !== "processed_externally" || isGone || document.isVoid) return null;
  const theirs = document.tax ?? "0.00";
  if (sameDecimal(tax, theirs) || isSameMoney(agreed["acceptedTax"], theirs)) return null;
  // Edited after it went through: that is a problem of its own, with the total.
  if (!isSameMoney(agreed["total"], document.total)) return null;
  const kind = sameDecimal(theirs, "0") && !isTaxAutomatic ? "tax-missing" : "tax-differs";
  return {
    kind,
    causeKey: `tax:${kind}`,
    facts: {},
    ...(isTaxAutomatic && { severity: "info" }),
    amount: decimal(theirs).minus(tax).abs().toFixed(2),
    label: `${label}: tax ${decimal(tax).toFixed(2)} here, ${decimal(theirs).toFixed(2)} in QuickBooks`,
  };
}

function hasNewFigures({ document, ledgerSubtotal, ledgerTotal, ledgerBalance, isGone }: ProvenInvoice): boolean {
  return !isGone && !(isSameMoney(ledgerSubtotal, document.subtotal) && isSameMoney(ledgerTotal, document.total) && isSameMoney(ledgerBalance, document.balance));
}
