import type { ProblemFacts } from "../problems/problem-catalog.js";
import type { NotificationKind } from "./notification.js";
import { dueSignInWarning, signInWarning, type SignInEnd, type WarningDays } from "./sign-in-end.js";

/** What tells whether a connection is silent: nothing was synced for longer than the firm wants to go without. */
export interface Silence {
  state: "confirming" | "ready" | "enabled" | "paused" | "action-required" | "disconnected";
  stateSince: Date;
  /** The first plan was approved: it syncs by itself. */
  isRunning: boolean;
  lastSuccessAt: Date | null;
  /** Told after so many hours without a success; 0 never. */
  silentHours: number;
  now: Date;
}

/** What a connection is like at one moment, as far as somebody must be told. */
export interface WatchedConnection extends Silence {
  signIn: SignInEnd | null;
  /** The last warning given for this grant. */
  warnedDays: number | null;
  /** What was told and has not ended yet. */
  open: readonly { id: string; kind: "connection-broken" | "nothing-synced"; happenedAt: Date; facts: ProblemFacts }[];
}

export interface NewNotification {
  kind: NotificationKind;
  /** What happened once is told once. */
  key: string;
  facts: ProblemFacts;
}

export interface WatchVerdict {
  tell: NewNotification[];
  /** Of `open`, what is no longer so. */
  ended: string[];
  /** The sign-in's warning: given now, or null when there is time again. Undefined leaves it. */
  warnedDays?: WarningDays | null;
}

const hourMs = 60 * 60 * 1_000;

/** Since when nothing was synced, once that is too long: counted from the last success, or from when it was last switched on. */
export function silentSince({ state, stateSince, isRunning, lastSuccessAt, silentHours, now }: Silence): Date | null {
  if (state !== "enabled" || !isRunning || silentHours === 0) return null;
  const since = lastSuccessAt && lastSuccessAt > stateSince ? lastSuccessAt : stateSince;
  return now.getTime() - since.getTime() >= silentHours * hourMs ? since : null;
}

/**
 * What has to be told of a connection now. A pause is somebody's word and ends silence without a word. Recovery is told once something
 * went through again.
 */
export function watchConnection(connection: WatchedConnection): WatchVerdict {
  const { state, lastSuccessAt, now } = connection;
  const tell: NewNotification[] = [];
  const ended: string[] = [];
  for (const { id, kind, happenedAt, facts } of connection.open) {
    const works = state === "enabled" && lastSuccessAt !== null && lastSuccessAt > happenedAt;
    if (works && kind === "connection-broken") tell.push({ kind: "connection-restored", key: `restored:${id}`, facts: { happenedAt: lastSuccessAt.toISOString(), brokenAt: happenedAt.toISOString() } });
    if (works && kind === "nothing-synced") tell.push({ kind: "syncing-again", key: `again:${id}`, facts: { happenedAt: lastSuccessAt.toISOString(), since: facts["since"] ?? happenedAt.toISOString() } });
    const isOver = state === "paused" || state === "disconnected" || (kind === "nothing-synced" && state !== "enabled");
    if (works || isOver) ended.push(id);
  }
  const since = silentSince(connection);
  if (since && !connection.open.some(({ kind }) => kind === "nothing-synced")) {
    const hours = Math.floor((now.getTime() - since.getTime()) / hourMs);
    tell.push({ kind: "nothing-synced", key: `silent:${since.toISOString()}`, facts: { hours, since: since.toISOString() } });
  }
  return { tell, ended, ...signInVerdict(connection, tell) };
}

function signInVerdict({ state, signIn, warnedDays, now }: WatchedConnection, tell: NewNotification[]): Pick<WatchVerdict, "warnedDays"> {
  if (state === "disconnected") return {};
  if (warnedDays !== null && signInWarning(signIn, now) === null) return { warnedDays: null };
  const due = dueSignInWarning(signIn, now, warnedDays);
  if (due === null || !signIn) return {};
  const endsOn = signIn.at.toISOString().slice(0, 10);
  tell.push({ kind: "sign-in-expiring", key: `sign-in:${endsOn}:${due}`, facts: { endsOn, days: due, isFinal: signIn.isFinal } });
  return { warnedDays: due };
}
