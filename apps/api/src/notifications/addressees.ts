import type { Role } from "@tieout/domain";
import type { Addressee, NotificationSettings } from "@tieout/store";
import type { Member } from "../auth/members.js";

/** Who may be told: whoever can do something about it. */
export const toldRoles: readonly Role[] = ["admin", "bookkeeper"];

/** Whether a person gets mail: as they or an administrator chose; of whom nothing was said, administrators do. */
export function isMailed({ userId, role }: Pick<Member, "userId" | "role">, choices: ReadonlyMap<string, boolean>): boolean {
  return toldRoles.includes(role) && (choices.get(userId) ?? role === "admin");
}

/** Where a firm's notifications go. */
export function addresseesOf(members: readonly Member[], choices: ReadonlyMap<string, boolean>, settings: Pick<NotificationSettings, "webhookUrl">, hasMail: boolean): Addressee[] {
  const people = hasMail ? members.filter((member) => isMailed(member, choices)).map(({ userId }) => ({ channel: "mail" as const, userId })) : [];
  return settings.webhookUrl === null ? people : [...people, { channel: "webhook", userId: null }];
}
