import { decimal } from "../money.js";
import { fieldWord } from "../problems/field-words.js";
import { isSameValue } from "../rules/same-value.js";
import { writtenNumber } from "../written.js";
import { impossible, type PastChange, type UndoItem, type UndoWorld } from "./undo-world.js";
import { closedBooks, goneThere, leftOut } from "./undo-words.js";

/** What both sides agreed on when the invoice went out; the balance moves with payments and is judged apart. */
const agreedPaths = ["customerId", "number", "issuedOn", "dueOn", "subtotal", "tax", "total"];

/** An invoice that went out is voided while nobody has touched, received or paid it; afterwards it takes a credit memo, which is the bookkeeper's own document. */
export function undoInvoice(history: readonly PastChange[], world: UndoWorld): UndoItem[] {
  const { ledger, hub, agreed, closedThrough, figures } = world;
  if (history.at(-1)?.operation === "void") {
    const total = text(history.at(-1)?.fields.find(({ path }) => path === "total")?.before);
    return [{ verdict: "compensate", reason: `Write another invoice of ${money(total, figures)}: QuickBooks brings no voided one back.`, fields: proposal(figures) }];
  }
  if (history.at(-1)?.operation === "update" && history.at(-1)?.side === "hub") return [impossible("What the invoice had here before stands in the change. The firm's rule took over what QuickBooks has: edit it there, and that is taken over, too.")];
  if (history.at(-1)?.operation === "update") return [impossible("What the invoice had in QuickBooks before stands in the change; it can be entered there again by hand.")];
  if (ledger === null || hub === null) return [impossible(goneThere)];
  if (ledger["isVoid"] === true) return [impossible("It is void in QuickBooks already.")];
  const changed = agreedPaths.filter((path) => path in agreed && !isSameValue(path, agreed[path], ledger[path]));
  if (changed.length > 0) return [impossible(`Somebody changed it in QuickBooks since: ${changed.map(fieldWord).join(", ")}.`)];
  const day = text(ledger["issuedOn"]);
  if (closedThrough !== null && day <= closedThrough) return [impossible(closedBooks(closedThrough, day))];

  const total = text(ledger["total"]);
  const received = decimal(total).minus(decimal(text(ledger["balance"]) || total));
  const happened = !received.eq(0)
    ? `${writtenNumber(received.toFixed(2))} of it was paid, and money that was received or deposited cannot be taken back from here.`
    : ledger["isEmailed"] === true
      ? "it was e-mailed from QuickBooks, so your client has it."
      : null;
  if (happened) {
    const parts = `subtotal ${writtenNumber(text(ledger["subtotal"]) || total)}, tax ${writtenNumber(text(ledger["tax"]) || "0.00")}`;
    return [{ verdict: "compensate", reason: `Write a credit memo of ${money(total, figures)} for ${text(figures?.["client"])} in QuickBooks (${parts}): ${happened}`, fields: proposal(figures) }];
  }
  const fields = [{ path: "status", before: "open", after: "void" }, { path: "total", before: total, after: "0.00" }];
  return [{ verdict: "revert", step: { side: "ledger", operation: "void", fields, leavesOut: true }, note: leftOut }];
}

function proposal(figures: UndoWorld["figures"]): { path: string; before: null; after: unknown }[] {
  return Object.entries(figures ?? {}).flatMap(([path, after]) => (after === null ? [] : [{ path, before: null, after }]));
}

function money(amount: string, figures: UndoWorld["figures"]): string {
  return `${writtenNumber(amount)} ${text(figures?.["currency"])}`.trim();
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
