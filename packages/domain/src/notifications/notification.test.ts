import { expect, test } from "vitest";
import { describeNotification, notificationCatalog, type NotificationKind } from "./notification.js";

test("instants are written where the firm is, days and counts as everywhere", () => {
  expect(describeNotification("syncing-again", { happenedAt: "2026-11-22T17:30:00.000Z", since: "2026-11-20T04:05:00.000Z" }, "America/New_York").text).toBe(
    "Syncing again since Nov 22, 12:30 PM EST. Nothing had gone through since Nov 19, 11:05 PM EST; what waited is sent.",
  );
  expect(describeNotification("sign-in-expiring", { endsOn: "2026-12-21", days: 30 }, "UTC").title).toBe("The QuickBooks sign-in ends on Dec 21, 2026");
});

test("QuickBooks is never abbreviated, and every kind has an event of its own", () => {
  const kinds = Object.keys(notificationCatalog) as NotificationKind[];
  for (const kind of kinds) expect(`${notificationCatalog[kind].title} ${notificationCatalog[kind].text}`).not.toMatch(/\bQBO?\b/);
  expect(new Set(kinds.map((kind) => notificationCatalog[kind].event)).size).toBe(kinds.length);
});
