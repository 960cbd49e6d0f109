import { HubError } from "../errors.js";

/** draft: being written · submitted: waits for approval · approved: goes out · locked: on an invoice */
export type TimeStatus = "draft" | "submitted" | "approved" | "locked";

/** What can be done to an entry of time. */
export type TimeAction = "edit" | "delete" | "submit" | "return" | "approve" | "unapprove" | "lock";

const ALLOWED: Readonly<Record<TimeStatus, readonly TimeAction[]>> = {
  draft: ["edit", "delete", "submit", "approve", "lock"],
  submitted: ["edit", "delete", "return", "approve", "lock"],
  // Approved time may have been sent: changing it plans an update or a delete on the other side (R65).
  approved: ["edit", "delete", "unapprove", "lock"],
  locked: [],
};

/**
 * Refuses what an entry's state does not allow, in words that say what to do. Time on an invoice is locked until the invoice
 * is voided or its line is taken out (R68); approved time can be corrected, taken back or deleted.
 */
export function checkTimeAction(status: TimeStatus, action: TimeAction, invoiceLabel: string | null): void {
  if (ALLOWED[status].includes(action)) return;
  if (status === "locked") {
    throw new HubError("CONFLICT", `This time is on invoice ${invoiceLabel ?? "(without number)"} and locked. Void the invoice, or take the line out while it is a draft.`, ["status"]);
  }
  throw new HubError("CONFLICT", REFUSALS[action] ?? `Time that is ${status} does not allow this.`, ["status"]);
}

const REFUSALS: Partial<Record<TimeAction, string>> = {
  submit: "This time is already submitted.",
  return: "Only submitted time can be returned. Take back the approval first.",
  approve: "This time is already approved.",
  unapprove: "This time is not approved.",
};
