import type { LedgerInvoice } from "@tieout/domain";
import type { Agreement } from "../engine/flow.js";

/** What a sent invoice is compared with later: as the ledger answered it. */
export function agreedOfInvoice({ customerId, number, issuedOn, dueOn, subtotal, tax, total, isVoid }: LedgerInvoice, isVoided = false): Agreement {
  const agreed = { customerId, number, issuedOn, dueOn, subtotal, tax, total, isVoid: isVoid || isVoided };
  return { agreed, hubAgreed: {} };
}
