import { undoClient } from "./undo-client.js";
import { undoInvoice } from "./undo-invoice.js";
import { undoTimeEntry } from "./undo-time-entry.js";
import { impossible, type PastChange, type UndoItem, type UndoWorld } from "./undo-world.js";
import { linkNote, nothingLeft } from "./undo-words.js";
import { reversed, whatRemains } from "./what-remains.js";

/**
 * Pure: what can be taken back of what was done to one record (its applied changes, oldest first), as the world is now. Each item is a
 * write to be planned, a proposal of a document somebody must make, or one plain sentence why neither is possible. Never empty.
 */
export function judgeUndo(history: readonly PastChange[], world: UndoWorld): UndoItem[] {
  const remaining = whatRemains(history);
  const items = remaining.length === 0 ? [] : judge(remaining, world);
  return items.length === 0 ? [impossible(nothingLeft)] : items;
}

function judge(remaining: readonly PastChange[], world: UndoWorld): UndoItem[] {
  const last = remaining.at(-1);
  if (!last) return [];
  const isUndo = last.undoes.length > 0;
  if (isUndo && last.fields.some(({ path }) => path === "isSetAside")) return [impossible("Set the record aside to leave it out of the sync again.")];
  // Of a client, fields that went back left nobody out.
  const hasLeftOut = isUndo && (last.operation !== "update" || world.kind === "time-entry");
  if (hasLeftOut && world.isSetAside) return [includeAgain(last)];
  switch (world.kind) {
    case "client":
      return undoClient(remaining, world);
    case "invoice":
      return isUndo ? [impossible("It takes part in the sync again already.")] : undoInvoice(remaining, world);
    case "time-entry":
      return isUndo ? [impossible("It takes part in the sync again already.")] : undoTimeEntry(remaining, world);
    case "site":
      return [impossible("A site stays. Make it inactive on its client's page if it is not wanted.")];
    case "staff-member":
      return [impossible(linkNote)];
    case "list-entry":
      return [impossible("It was made active again on a person's word. Make it inactive in QuickBooks if it is not wanted.")];
  }
}

/** What an undo left out takes part again, and the next run sends it by the same rules as ever. */
function includeAgain({ side, fields }: PastChange): UndoItem {
  const back = side === "hub" ? fields.map(reversed) : [];
  const step = { side: "hub" as const, operation: "update" as const, fields: [{ path: "isSetAside", before: true, after: false }, ...back], leavesOut: false };
  return { verdict: "revert", step, note: "The record takes part in the sync again; the next run sends what it holds." };
}
