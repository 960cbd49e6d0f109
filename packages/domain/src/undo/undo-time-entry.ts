import { fieldWord } from "../problems/field-words.js";
import { isSameValue } from "../rules/same-value.js";
import { impossible, type PastChange, type UndoField, type UndoItem, type UndoWorld } from "./undo-world.js";
import { closedBooks, goneThere, leftOut } from "./undo-words.js";
import { netFields, reversed } from "./what-remains.js";

/**
 * Time that went out is deleted there, and edits of it go back there. The approved entry here is somebody's signature and stays as it
 * is; it is left out of the sync instead.
 */
export function undoTimeEntry(history: readonly PastChange[], world: UndoWorld): UndoItem[] {
  const last = history.at(-1);
  const { ledger, hub, agreed, closedThrough } = world;
  if (last?.operation === "delete") {
    const reason = hub === null ? "It was deleted here as well. Enter it again, and it is sent." : "It lost its approval here. Approve it again, and it is sent.";
    return [{ verdict: "compensate", reason, fields: last.fields.map(reversed) }];
  }
  if (ledger === null) return [impossible(goneThere)];
  if (ledger["isBilled"] === true) return [impossible("QuickBooks has billed it on an invoice of its own.")];
  const isMade = history.some(({ operation }) => operation === "create");
  const changed = isMade ? [] : netFields(history);
  const days = [ledger["day"], ...changed.flatMap(({ path, before }) => (path === "day" ? [before] : []))].filter((day): day is string => typeof day === "string");
  const closed = days.find((day) => closedThrough !== null && day <= closedThrough);
  if (closed !== undefined && closedThrough !== null) return [impossible(closedBooks(closedThrough, closed))];

  if (isMade) {
    const edited = Object.keys(agreed).filter((path) => path in ledger && !isFilledIn(path, agreed[path]) && !isSameValue(path, agreed[path], ledger[path]));
    if (edited.length > 0) return [impossible(`Somebody changed it in QuickBooks since: ${edited.map(fieldWord).join(", ")}.`)];
    const fields = Object.keys(agreed).flatMap((path) => (ledger[path] === null || ledger[path] === undefined || path.endsWith("Id") || path === "personKind" ? [] : [{ path, before: ledger[path], after: null }]));
    return [{ verdict: "revert", step: { side: "ledger", operation: "delete", fields, leavesOut: true }, note: leftOut }];
  }
  if (changed.length === 0) return [];
  const isFree = ({ path, after }: UndoField) => isSameValue(path, ledger[path], after);
  const free = changed.filter(isFree).map(reversed);
  const stuck = changed.filter((field) => !isFree(field)).map(({ path }) => fieldWord(path));
  const note = stuck.length > 0 ? `Changed again since, and left as it is: ${stuck.join(", ")}.` : null;
  if (free.length === 0) return [impossible(note ?? goneThere)];
  return [{ verdict: "revert", step: { side: "ledger", operation: "update", fields: free, leavesOut: true }, note: [leftOut, note].filter(Boolean).join(" ") }];
}

/** What we left blank QuickBooks fills with its own: its default service, a rate of zero. That is no edit of anybody. */
function isFilledIn(path: string, sent: unknown): boolean {
  return (path === "itemId" || path === "hourlyRate") && (sent === null || sent === undefined);
}
