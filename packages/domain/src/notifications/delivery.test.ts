import { expect, test } from "vitest";
import { mailVerdict, retrySeconds } from "./delivery.js";

test("a delivery is tried again ever later, for three days, and then given up", () => {
  const waits: number[] = [];
  for (let seconds = retrySeconds(1); seconds !== null; seconds = retrySeconds(waits.length + 1)) waits.push(seconds);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400;
  expect(days).toBeGreaterThan(2.9);
  expect(days).toBeLessThan(3.1);
});

test("one mail an hour on one cause, and of several that wait only the newest", () => {
  expect(mailVerdict({ secondsSinceLast: null, hasNewer: false })).toEqual({ act: "send" });
  expect(mailVerdict({ secondsSinceLast: 3_600, hasNewer: false })).toEqual({ act: "send" });
  expect(mailVerdict({ secondsSinceLast: 3_599.5, hasNewer: false })).toEqual({ act: "wait", seconds: 1 });
  expect(mailVerdict({ secondsSinceLast: 60, hasNewer: false })).toEqual({ act: "wait", seconds: 3_540 });
  expect(mailVerdict({ secondsSinceLast: null, hasNewer: true })).toEqual({ act: "supersede" });
});
