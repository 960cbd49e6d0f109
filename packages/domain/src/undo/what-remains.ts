import { isSameValue } from "../rules/same-value.js";
import type { PastChange, UndoField } from "./undo-world.js";

/** The history of one record, oldest first, without what was taken back within it: an undo and what it undid cancel each other. */
export function whatRemains<Change extends Pick<PastChange, "id" | "undoes">>(history: readonly Change[]): Change[] {
  const present = new Set(history.map(({ id }) => id));
  for (const { id, undoes } of history.toReversed()) {
    if (!present.has(id) || undoes.length === 0 || !undoes.every((undone) => present.has(undone))) continue;
    for (const cancelled of [id, ...undoes]) present.delete(cancelled);
  }
  return history.filter(({ id }) => present.has(id));
}

/** What some changes came to per field: from the first value to the last. Fields that ended where they began are left out. */
export function netFields(changes: readonly Pick<PastChange, "fields">[]): UndoField[] {
  const net = new Map<string, UndoField>();
  for (const { path, before, after } of changes.flatMap(({ fields }) => fields)) net.set(path, { path, before: net.has(path) ? net.get(path)?.before : before, after });
  return [...net.values()].filter(({ path, before, after }) => !isSameValue(path, before, after));
}

export function reversed({ path, before, after }: UndoField): UndoField {
  return { path, before: after, after: before };
}
