/** So many days before its end a sign-in is warned of, once each (Intuit shows its own words at 30 and 7 days; qbo-protocol 10.5). */
export const warningDays = [30, 7, 1] as const;
export type WarningDays = (typeof warningDays)[number];

const dayMs = 24 * 60 * 60 * 1_000;

/** When the sign-in at the accounting system ends unless somebody reconnects. */
export interface SignInEnd {
  at: Date;
  /** Only a new consent helps; otherwise any sync before then renews it. */
  isFinal: boolean;
}

/** The nearer of the two ends: of a refresh token that lies idle, and of the consent itself. Null when neither is known. */
export function signInEnd({ refreshExpiresAt, connectionExpiresAt }: { refreshExpiresAt: Date | null; connectionExpiresAt: Date | null }): SignInEnd | null {
  if (connectionExpiresAt && (!refreshExpiresAt || connectionExpiresAt <= refreshExpiresAt)) return { at: connectionExpiresAt, isFinal: true };
  return refreshExpiresAt && { at: refreshExpiresAt, isFinal: false };
}

/** The warning that holds now: the smallest threshold that is reached, also after the end; null while there is time. */
export function signInWarning(end: SignInEnd | null, now: Date): WarningDays | null {
  if (!end) return null;
  const left = end.at.getTime() - now.getTime();
  return warningDays.findLast((days) => left <= days * dayMs) ?? null;
}

/** The warning nobody was given yet. `warned` is the last one given for this grant. */
export function dueSignInWarning(end: SignInEnd | null, now: Date, warned: number | null): WarningDays | null {
  const warning = signInWarning(end, now);
  return warning !== null && (warned === null || warning < warned) ? warning : null;
}
