import { redactSentence } from "./redact-sentence.js";

/** Names of members whose text says nothing of a person: ids, dates, amounts, words of a closed list. Everything else that is text goes. */
const plainMembers = new Set([
  "Id", "SyncToken", "TxnId", "TxnType", "LineNum", "DetailType", "domain", "GlobalTaxCalculation", "PrintStatus", "EmailStatus", "TxnDate", "DueDate", "ShipDate", "NameOf", "BillableStatus",
  "Amount", "TotalAmt", "Balance", "UnitPrice", "Qty", "HourlyRate", "Taxable", "TotalTax", "TaxPercent", "ExchangeRate", "Type", "bId", "operation", "optionsData",
  "AccountType", "AccountSubType", "Classification", "TaxCodeType", "CreateTime", "LastUpdatedTime", "StartTime", "EndTime", "time", "type", "status", "ids", "deleted",
  "id", "kind", "state", "side", "flow", "code", "faultCode", "element", "traceId", "requestId", "retry", "ledgerId", "ledgerKind", "otherKind", "otherId", "recordId", "changeId", "currency", "expected", "severity",
  "amount", "total", "subtotal", "tax", "hubSubtotal", "ledgerSubtotal", "rate", "unitPrice", "quantity", "issuedOn", "dueOn", "day", "closedThrough", "endsOn", "month", "key", "result", "path", "salesTaxCodeId", "country",
]);
/** What the ledger says of a fault: a sentence, of which the words stay that every such sentence has. */
const faultMembers = new Set(["Message", "Detail", "message", "detail", "faultMessage", "faultDetail"]);
/** Members whose members are all words of closed lists, whatever these are called. */
const plainGroups = new Set(["policies"]);
/** The text of a reference: an id of the ledger, a currency, or whether a line is taxed. */
const referenceValue = /^(\d{1,20}|[A-Z]{3})$/;
/** No blank, no @: not even under a plain name is a sentence let through. */
const plainText = /^[\w.:+-]{1,60}$/;
/** What redaction leaves; it stays as it is when it is redacted once more. */
const redacted = /^\[text of \d+\]$/;

/**
 * Anything as JSON, fit to be shown to a stranger: the shape, numbers, yes and no stay; text stays only under names that never hold
 * anything of a person, and then only a word. What goes leaves its length. A field difference keeps its values by the field's own name.
 */
export function redact(value: unknown, name = "", isPlainGroup = false): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, name, isPlainGroup));
  if (typeof value === "object" && value !== null) {
    const path = (value as { path?: unknown }).path;
    const field = typeof path === "string" ? (path.split(".").at(-1) ?? "") : null;
    const isDifference = field !== null && ("before" in value || "after" in value);
    const isGroup = isPlainGroup || plainGroups.has(name);
    return Object.fromEntries(Object.entries(value).map(([member, item]) => [member, redact(item, isDifference && ["before", "after", "agreed"].includes(member) ? field : member, isGroup)]));
  }
  if (typeof value !== "string") return value ?? null;
  if (redacted.test(value)) return value;
  if (faultMembers.has(name)) return redactSentence(value);
  const isPlain = name === "value" ? referenceValue.test(value) : (isPlainGroup || plainMembers.has(name)) && plainText.test(value);
  return isPlain ? value : `[text of ${value.length}]`;
}

/** The path of a call without what it asks for: a query may name a client. */
export function redactPath(path: string): string {
  return path.replace(/\?.*$/s, "?…");
}
