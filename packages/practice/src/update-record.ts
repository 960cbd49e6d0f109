import type { HistoryKind } from "@tieout/domain";
import type { PracticeContext } from "./context.js";
import { changeEvent, keepEvents } from "./history.js";
import { findRecord, operate } from "./operate.js";

interface Updatable<Changes> {
  readonly id: string;
  readonly version: number;
  readonly isActive: boolean;
  update(changes: Changes): void;
  deactivate(): void;
  reactivate(): void;
}

/** Finds a record, applies the changes with their history, and takes it out of the lists or back in. */
export async function updateRecord<Changes, T extends Updatable<Changes>>(
  context: PracticeContext,
  { type, kind, what }: { type: new (...args: never[]) => T; kind: HistoryKind; what: string },
  { id, version, isActive, ...changes }: Changes & { id: string; version?: number | undefined; isActive?: boolean | undefined },
): Promise<T> {
  return operate(context, async (session) => {
    const record = await findRecord(session, type, id, what, { version });
    const event = changeEvent(kind, record, "updated", () => {
      record.update(changes as Changes);
      if (isActive === true) record.reactivate();
      if (isActive === false) record.deactivate();
    });
    await keepEvents(session, context.actor, [event]);
    return record;
  });
}
