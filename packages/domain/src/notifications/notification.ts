import { Temporal } from "temporal-polyfill";
import { fillText, type ProblemFacts } from "../problems/problem-catalog.js";

/** What people hear of by mail or webhook. One person has at most one mail an hour for each cause. */
export type NotificationCause = "connection" | "silence" | "sign-in" | "calls" | "test";

interface NotificationEntry {
  cause: NotificationCause;
  /** What a receiving program switches on (Standard Webhooks: words with dots). */
  event: string;
  title: string;
  text: string;
}

const entries = {
  "connection-broken": {
    cause: "connection",
    event: "connection.broken",
    title: "QuickBooks needs you",
    text: "{reason} Nothing is read or sent until an administrator reconnects. Records wait and nothing is lost.",
  },
  "connection-restored": {
    cause: "connection",
    event: "connection.restored",
    title: "QuickBooks is connected again",
    text: "Syncing again since {happenedAt}. It had stopped at {brokenAt}; what waited is sent.",
  },
  "nothing-synced": {
    cause: "silence",
    event: "sync.silent",
    title: "Nothing was synced for {hours} hours",
    text: "The last sync with QuickBooks that went through was at {since}. Records wait and nothing is lost.",
  },
  "syncing-again": {
    cause: "silence",
    event: "sync.resumed",
    title: "The sync works again",
    text: "Syncing again since {happenedAt}. Nothing had gone through since {since}; what waited is sent.",
  },
  "sign-in-expiring": {
    cause: "sign-in",
    event: "sign_in.expiring",
    title: "The QuickBooks sign-in ends on {endsOn}",
    text: "After that day nothing is read or sent until an administrator reconnects. Reconnecting takes a minute, and nothing is interrupted when it is done before.",
  },
  "calls-running-out": {
    cause: "calls",
    event: "calls.running_out",
    title: "{percent} % of the month's QuickBooks calls are used",
    text: "{used} of {budget} metered calls were made this month. {consequence}",
  },
  test: {
    cause: "test",
    event: "test",
    title: "A test from Tieout",
    text: "Somebody asked for this test. Nothing happened.",
  },
} satisfies Record<string, NotificationEntry>;

export type NotificationKind = keyof typeof entries;

/** Every kind of notification there is. */
export const notificationCatalog: Readonly<Record<NotificationKind, NotificationEntry>> = entries;

/** A notification in words. Instants among the facts are written in `timeZone`, days and amounts as everywhere. */
export function describeNotification(kind: NotificationKind, facts: ProblemFacts, timeZone: string): { title: string; text: string } {
  const written = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === "string" && isInstant.test(value) ? writtenInstant(value, timeZone) : value]));
  const { title, text } = notificationCatalog[kind];
  return { title: fillText(title, written), text: fillText(text, written) };
}

const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function writtenInstant(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toLocaleString("en-US", { month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" });
}
