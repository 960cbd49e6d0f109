import { HubError } from "@tieout/domain";
import { staffOfUser, timeEntriesByIds } from "@tieout/store";
import type { Context } from "../shared/context.js";

/** The staff member somebody may see and keep time for: their own for the role staff; null, which is everybody's, for all others. */
export async function ownStaffId({ caller, read }: Context): Promise<string | null> {
  if (caller?.kind !== "person" || caller.role !== "staff") return null;
  const self = await read((session) => staffOfUser(session, caller.id, caller.email));
  if (!self) throw new HubError("NOT_ALLOWED", "Your account is not linked to a staff member. Ask an administrator to give your staff entry the e-mail address of your account.");
  return self.id;
}

/** @throws HubError `NOT_ALLOWED` when somebody with the role staff reaches for another person's time, or says what an hour costs. */
export async function requireOwnTime(context: Context, of: { staffId?: string | null; entryIds?: readonly string[] | null; rate?: string | null | undefined }): Promise<void> {
  const own = await ownStaffId(context);
  if (!own) return;
  if (of.rate !== undefined && of.rate !== null) throw new HubError("NOT_ALLOWED", "With the role staff you set no rates.", ["input", "rate"]);
  const entries = of.entryIds ? await context.read((session) => timeEntriesByIds(session, of.entryIds ?? [])) : [];
  if ((of.staffId && of.staffId !== own) || entries.some((entry) => entry.staffId !== own)) throw new HubError("NOT_ALLOWED", "With the role staff you keep your own time only.");
}
