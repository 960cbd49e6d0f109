import { describeNotification, type NotificationKind, type ProblemFacts } from "@tieout/domain";

export interface Mail {
  subject: string;
  text: string;
}

/** A notification as a mail: what happened, what happens meanwhile, where to go. Nothing of a client, no amount, no secret. */
export function composeMail({ kind, facts }: { kind: NotificationKind; facts: ProblemFacts }, firm: { name: string; timeZone: string }, publicUrl: string): Mail {
  const { title, text } = describeNotification(kind, facts, firm.timeZone);
  const place = kind === "sign-in-expiring" || kind === "connection-broken" ? "/connections/reconnect" : kind === "test" ? "/settings/notifications" : "/";
  return {
    subject: `${firm.name}: ${title}`.replaceAll(/[\r\n]+/g, " "),
    text: [`${title}.`, "", text, "", `${publicUrl}${place}`, "", "--", `Tieout tells you this for ${firm.name}. Who is told: ${publicUrl}/settings/notifications`, ""].join("\n"),
  };
}
