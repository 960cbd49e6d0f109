import { fieldWord } from "../problems/field-words.js";
import { isSameValue } from "../rules/same-value.js";
import { impossible, type PastChange, type UndoField, type UndoItem, type UndoStep, type UndoWorld } from "./undo-world.js";
import { goneThere, leftOut, listed, linkNote } from "./undo-words.js";
import { netFields, reversed } from "./what-remains.js";

/** What of a client's changes can be taken back. Fields go back to what they were; a client that was made is switched off, for QuickBooks deletes no customer. */
export function undoClient(history: readonly PastChange[], world: UndoWorld): UndoItem[] {
  const isMade = (side: PastChange["side"]) => history.some((change) => change.side === side && change.operation === "create");
  const of = (side: PastChange["side"]) => history.filter((change) => change.side === side && (change.operation === "update" || change.operation === "deactivate"));
  return [
    ...(isMade("ledger") ? [] : undoThere(netFields(of("ledger")), world)),
    ...(isMade("hub") ? [] : undoHere(netFields(of("hub")), world)),
    ...(isMade("ledger") ? [switchOff("ledger", world.ledger, world)] : []),
    ...(isMade("hub") ? [switchOff("hub", world.hub, world)] : []),
    ...(history.some(({ side }) => side === "link") ? [impossible(linkNote)] : []),
  ];
}

/** Our edits that went out: back on both sides, or the next run would send them again. */
function undoThere(changed: readonly UndoField[], { hub, ledger }: UndoWorld): UndoItem[] {
  if (changed.length === 0) return [];
  if (ledger === null || hub === null) return [impossible(goneThere)];
  const isFree = ({ path, after }: UndoField) => isSameValue(path, ledger[path], after) && isSameValue(path, hub[path], after);
  const free = changed.filter(isFree);
  const note = noteOn(changed.filter((field) => !isFree(field)));
  if (free.length === 0) return [impossible(note ?? goneThere)];
  const plain = free.filter(({ path }) => path !== "isActive").map(reversed);
  const activity = free.filter(({ path }) => path === "isActive").map(reversed);
  const also = "Your own record goes back with it.";
  return [
    ...(plain.length > 0 ? [revert({ side: "ledger", operation: "update", fields: plain, leavesOut: false }, join(also, note))] : []),
    ...(activity.length > 0 ? [revert({ side: "ledger", operation: activity[0]?.after === true ? "reactivate" : "deactivate", fields: activity, leavesOut: false }, join(also, plain.length > 0 ? null : note))] : []),
  ];
}

/** Edits of QuickBooks that were taken over: back here only. Both values then count as agreed, until somebody edits one. */
function undoHere(changed: readonly UndoField[], { hub }: UndoWorld): UndoItem[] {
  if (changed.length === 0) return [];
  if (hub === null) return [impossible("The client is not here any more.")];
  const isFree = ({ path, after }: UndoField) => isSameValue(path, hub[path], after);
  const free = changed.filter(isFree).map(reversed);
  const note = noteOn(changed.filter((field) => !isFree(field)));
  if (free.length === 0) return [impossible(note ?? "")];
  return [revert({ side: "hub", operation: "update", fields: free, leavesOut: false }, join("QuickBooks keeps its own value; nothing travels until one of the two is edited.", note))];
}

function switchOff(side: "hub" | "ledger", record: UndoWorld["hub"], { standing }: UndoWorld): UndoItem {
  if (record === null) return impossible(side === "ledger" ? goneThere : "The client is not here any more.");
  if (record["isActive"] === false) return impossible(side === "ledger" ? "It is inactive in QuickBooks already." : "It is inactive here already.");
  if (standing.length > 0) return impossible(`${listed(standing)} ${standing.length === 1 ? "stands" : "stand"} under this client. Take that back first.`);
  return revert({ side, operation: "deactivate", fields: [{ path: "isActive", before: true, after: false }], leavesOut: true }, leftOut);
}

function revert(step: UndoStep, note: string | null): UndoItem {
  return { verdict: "revert", step, note };
}

function noteOn(changedSince: readonly UndoField[]): string | null {
  if (changedSince.length === 0) return null;
  return `Changed again since, and left as it is: ${changedSince.map(({ path }) => fieldWord(path)).join(", ")}.`;
}

function join(...notes: (string | null)[]): string | null {
  return notes.filter(Boolean).join(" ") || null;
}
