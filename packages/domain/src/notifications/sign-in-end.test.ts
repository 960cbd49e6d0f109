import { describe, expect, it } from "vitest";
import { dueSignInWarning, signInEnd, signInWarning } from "./sign-in-end.js";

const now = new Date("2026-11-22T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe("the end of a sign-in", () => {
  it("is the nearer of the idle token's and the consent's, and says whether only a new consent helps", () => {
    expect(signInEnd({ refreshExpiresAt: inDays(100), connectionExpiresAt: inDays(1800) })).toEqual({ at: inDays(100), isFinal: false });
    expect(signInEnd({ refreshExpiresAt: inDays(100), connectionExpiresAt: inDays(20) })).toEqual({ at: inDays(20), isFinal: true });
    expect(signInEnd({ refreshExpiresAt: inDays(20), connectionExpiresAt: inDays(20) })?.isFinal).toBe(true);
    expect(signInEnd({ refreshExpiresAt: inDays(20), connectionExpiresAt: null })?.isFinal).toBe(false);
    expect(signInEnd({ refreshExpiresAt: null, connectionExpiresAt: null })).toBeNull();
  });

  it.each([
    [31, null],
    [30.001, null],
    [30, 30],
    [7.001, 30],
    [7, 7],
    [1, 1],
    [0, 1],
    [-5, 1],
  ])("%s days before it the warning is %s", (days, warning) => {
    expect(signInWarning({ at: inDays(days), isFinal: true }, now)).toBe(warning);
  });

  it("is warned of once at each threshold, and not again at an earlier one", () => {
    const end = { at: inDays(6), isFinal: true };
    expect(dueSignInWarning(end, now, null)).toBe(7);
    expect(dueSignInWarning(end, now, 30)).toBe(7);
    expect(dueSignInWarning(end, now, 7)).toBeNull();
    expect(dueSignInWarning(end, now, 1)).toBeNull();
    expect(dueSignInWarning(null, now, null)).toBeNull();
  });
});
