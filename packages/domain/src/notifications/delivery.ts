/** Seconds until a delivery that failed so many times is tried again; null when it is given up: after ten attempts in three days (Standard Webhooks). */
export function retrySeconds(attempts: number): number | null {
  return ladder[attempts - 1] ?? null;
}

const minute = 60;
const hour = 60 * minute;
const ladder = [minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 18 * hour, 22 * hour];

/** A person has at most one mail on one cause in so many seconds (UX-95). */
const mailPauseSeconds = hour;

/** What becomes of a mail whose turn has come. */
export type MailVerdict = { act: "send" } | { act: "supersede" } | { act: "wait"; seconds: number };

/**
 * Keeps mails apart: of several on one cause that wait for one person only the newest goes out, and no sooner than an hour after the last.
 * @param secondsSinceLast since the person's last mail on this cause; null when there was none.
 * @param hasNewer a newer one on the same cause waits for the same person.
 */
export function mailVerdict({ secondsSinceLast, hasNewer }: { secondsSinceLast: number | null; hasNewer: boolean }): MailVerdict {
  if (hasNewer) return { act: "supersede" };
  if (secondsSinceLast === null || secondsSinceLast >= mailPauseSeconds) return { act: "send" };
  return { act: "wait", seconds: Math.ceil(mailPauseSeconds - secondsSinceLast) };
}
