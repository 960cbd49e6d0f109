import { expect, test } from "vitest";
import { bodyLimit, keptJson, keptMarkup } from "./kept-body.js";

test("a body of usual size is kept whole, redacted", () => {
  expect(keptJson({ Invoice: { Id: "12", TotalAmt: 200, CustomerMemo: { value: "For Anna" } } })).toBe('{"Invoice":{"Id":"12","TotalAmt":200,"CustomerMemo":{"value":"[text of 8]"}}}');
});

test("a body beyond the limit keeps the first items of its lists and says how many there were more; it is still JSON", () => {
  const rows = Array.from({ length: 900 }, (_, index) => ({ Id: String(index), Name: "Anna", Amount: "1.00", Line: [{ Amount: "1.00" }, { Amount: "2.00" }], Note: "x".repeat(400), SyncToken: "0", Taxable: "NON" }));
  const kept = keptJson({ rows });
  expect(kept.length).toBeLessThanOrEqual(bodyLimit);
  expect(JSON.parse(kept).rows.at(-1)).toBe("and 875 more");
  const wide = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`member${index}`, index]));
  expect(JSON.parse(keptJson(wide))).toEqual({ cut: expect.stringMatching(/^\d+ characters$/) });
});

test("a page of megabytes is kept as its first 4,000 characters at most", () => {
  const kept = keptMarkup(`<html><body>${"service unavailable ".repeat(100_000)}</body></html>`);
  expect(kept).toMatch(/^<html> <body> service unavailable/);
  expect(kept.length).toBeLessThanOrEqual(4_002);
});
