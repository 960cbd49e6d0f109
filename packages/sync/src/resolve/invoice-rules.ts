import { decimal, invoiceRule } from "@tieout/domain";
import type { SyncInvoice } from "@tieout/store";
import type { PlanFacts } from "../engine/flow.js";
import { editsOfInvoice } from "./invoice-agreement.js";
import { isToBePushedAgain } from "./push-again.js";

/**
 * Pure: what the firm's rules make of an invoice that somebody edited in the ledger: `send` ours again, `take` theirs, or null, a person decides.
 * A document goes whole: where its edits fall under different rules, it is asked about. So it is, whatever the rules say, where somebody has paid on it, where a
 * day of it lies in a closed period, when it was voided, when a line is gone there (time may stand behind it), and when only its tax or total
 * moved; and what the ledger made of our own write without a word is no edit to be written over again and again.
 */
export function ruleOnEdits(invoice: SyncInvoice, { settings, company }: Pick<PlanFacts, "settings" | "company">): "send" | "take" | null {
  const { link, ledger } = invoice;
  if (invoice.status !== "processed_externally" || invoice.isSetAside || !link || !ledger || ledger.isDeleted || ledger.document.isVoid || isToBePushedAgain(link)) return null;
  const { document } = ledger;
  const edits = editsOfInvoice({ ...invoice, clientName: invoice.client.displayName, document, agreed: link.agreed });
  const isOfSums = edits.some(({ path }) => path === "subtotal" || path === "total") && !edits.some(({ path }) => path === "lines");
  const isPaid = decimal(document.total ?? "0").gt(document.balance ?? document.total ?? "0");
  const days = [invoice.issuedOn, document.issuedOn];
  const isClosed = days.some((day) => company.closedThrough !== null && day <= company.closedThrough);
  if (edits.length === 0 || isOfSums || isPaid || isClosed) return null;
  const [rule, ...others] = new Set(edits.map(({ path }) => invoiceRule(settings.policies, path)));
  if (others.length > 0) return null;
  if (rule === "hub") return ledger.token === link.token ? null : "send";
  if (rule !== "ledger" || invoice.isTheirNumberTaken || document.lines.length < invoice.lines.length) return null;
  return "take";
}
