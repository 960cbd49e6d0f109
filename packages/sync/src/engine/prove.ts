import { problemCatalog, sameDecimal, type ProblemFacts, type ProblemKind } from "@tieout/domain";
import {
  clearMoved,
  invoicesToProve,
  markInvoicesProcessed,
  movedRecords,
  raiseProblems,
  releaseFromProblems,
  writeAsEngine,
  type FirmSession,
  type ProvenInvoice,
} from "@tieout/store";
import { proofProblems } from "./proof-problems.js";
import { underLease, type RunContext } from "./run-context.js";

/** What a comparison of one invoice found. */
interface Finding {
  kind: ProblemKind;
  causeKey: string;
  facts: ProblemFacts;
}

/** Ties out invoices that moved in the ledger since the last run. Returns how many were looked at. */
export async function proveMovedInvoices(run: RunContext): Promise<number> {
  let proven = 0;
  for (;;) {
    const moved = await underLease(run, async (session) => {
      const page = await movedRecords(session, run.connectionId, "invoice", { afterId: null, limit: run.config.chunkSize });
      if (page.length > 0) await proveInvoices(session, run.connectionId, page.map(({ ledgerId }) => ledgerId));
      await clearMoved(session, run.connectionId, "invoice", page);
      return page.length;
    });
    if (moved === 0) return proven;
    proven += moved;
  }
}

/**
 * Compares linked invoices with the mirror, to the cent. What the ledger computed is kept beside our own figures; a difference that
 * nobody accepted is a problem, and one that is gone is resolved.
 */
export async function proveInvoices(session: FirmSession, connectionId: string, ledgerIds: readonly string[] | null): Promise<void> {
  const invoices = await invoicesToProve(session, connectionId, ledgerIds);
  await writeAsEngine(session);
  await markInvoicesProcessed(session, invoices.filter(hasNewFigures).map(({ id, document: { number, subtotal, tax, total, balance } }) => ({ id, number, subtotal, tax, total, balance })));
  const findings = invoices.flatMap((invoice) => {
    const finding = compareInvoice(invoice);
    return finding ? [{ invoice, finding }] : [];
  });
  const ids = await raiseProblems(session, connectionId, findings.map(({ invoice, finding }) => ({
    ...finding,
    severity: problemCatalog[finding.kind].severity,
    records: [{ kind: "invoice" as const, recordId: invoice.id, label: invoice.label, amount: invoice.total, currency: invoice.currency, changeId: null }],
  })));
  await releaseFromProblems(session, connectionId, invoices.map(({ id }) => ({ kind: "invoice", recordId: id })), { actor: "sync", resolution: "ties out", except: ids, onlyKinds: [...proofProblems, "record-gone"] });
}

/** Pure: whether an invoice ties out, and if not, why. */
export function compareInvoice(invoice: ProvenInvoice): Finding | null {
  if (invoice.status !== "processed_externally") return null;
  const { document, agreed, label } = invoice;
  const facts = { label, ledgerKind: "invoice", ledgerId: invoice.ledgerId };
  if (invoice.isGone) return { kind: "record-gone", causeKey: `record-gone:invoice:${invoice.id}`, facts };
  if (document.isVoid) return agreed["isVoid"] === true ? null : { kind: "voided-in-ledger", causeKey: `voided:invoice:${invoice.id}`, facts };
  const isAsAgreed = (path: "subtotal" | "total") => isSameMoney(agreed[path], document[path]);
  const isAccepted = isSameMoney(agreed["acceptedSubtotal"], document.subtotal);
  if (!isAccepted && !isSameMoney(invoice.subtotal, document.subtotal) && isAsAgreed("subtotal")) {
    return { kind: "subtotal-differs", causeKey: `subtotal:invoice:${invoice.id}`, facts: { ...facts, hubSubtotal: invoice.subtotal, ledgerSubtotal: document.subtotal } };
  }
  const changed = [
    ...(isAsAgreed("subtotal") ? [] : ["subtotal"]),
    ...(isAsAgreed("total") ? [] : ["total"]),
    ...(["customerId", "issuedOn", "dueOn", "number"] as const).filter((path) => path in agreed && agreed[path] !== document[path]),
  ];
  if (changed.length === 0) return null;
  return { kind: "changed-in-ledger", causeKey: `changed:invoice:${invoice.id}`, facts: { ...facts, fields: changed, ledgerTotal: document.total, agreedTotal: asText(agreed["total"]) } };
}

function hasNewFigures({ document, ledgerSubtotal, ledgerTotal, ledgerBalance, isGone }: ProvenInvoice): boolean {
  return !isGone && !(isSameMoney(ledgerSubtotal, document.subtotal) && isSameMoney(ledgerTotal, document.total) && isSameMoney(ledgerBalance, document.balance));
}

function isSameMoney(a: unknown, b: unknown): boolean {
  if (typeof a !== "string" || typeof b !== "string") return a === b;
  return sameDecimal(a, b);
}

function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
