import { HubError } from "@tieout/domain";
import { type FirmSession, staleVersion, writeConflict } from "@tieout/store";
import type { z } from "zod";
import type { PracticeContext } from "./context.js";

/** Runs one operation in one transaction of the actor's firm. A write that lost against another one becomes a refusal in words. */
export async function operate<T>({ store, actor }: PracticeContext, work: (session: FirmSession) => Promise<T>): Promise<T> {
  try {
    return await store.withFirm(actor.firmId, async (session) => {
      const result = await work(session);
      await session.em.flush();
      return result;
    });
  } catch (error) {
    throw writeConflict(error);
  }
}

/** The input as the operation's schema has it. Throws `INVALID` with the path of the first field at fault. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const path = issue?.path.map(String) ?? [];
  throw new HubError("INVALID", `${path.length > 0 ? `${path.join(".")}: ` : ""}${issue?.message ?? "The input is not as expected."}`, path);
}

/**
 * One record of this firm. Throws `NOT_FOUND`, or `STALE_VERSION` when `version` is given and the record has moved on.
 * Also how an id from outside is checked before it is written beside another record: foreign keys see across firms.
 */
export async function findRecord<T extends { id: string; version: number }>(
  session: FirmSession,
  type: new (...args: never[]) => T,
  id: string,
  what: string,
  { version, field = ["id"] }: { version?: number | undefined; field?: readonly string[] } = {},
): Promise<T> {
  const record = (await session.em.findOne(type as new () => T, { id } as never)) as T | null;
  if (!record) throw new HubError("NOT_FOUND", `There is no such ${what}. It may have been deleted; load the list again.`, field);
  if (version !== undefined && record.version !== version) throw staleVersion();
  return record;
}
