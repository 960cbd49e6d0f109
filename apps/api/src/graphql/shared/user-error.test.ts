import "reflect-metadata";
import { LedgerError } from "@tieout/domain";
import { expect, test } from "vitest";
import { userErrorsOf } from "./user-error.js";

test("while QuickBooks wants a pause, or does not answer, whoever needs it at once is told so; other failures of QuickBooks stay masked", () => {
  const resting = new LedgerError("throttled", "codes and inside", { retry: "later", facts: { status: 0, retryAfterSeconds: 42 } });
  expect(userErrorsOf(resting)).toEqual([{ code: "LIMIT_EXCEEDED", field: [], message: "QuickBooks was asked too much and wants a pause. Try again in 42 seconds." }]);
  for (const code of ["unavailable", "no-answer"] as const) {
    expect(userErrorsOf(new LedgerError(code, "inside", { retry: "later", facts: { status: 0 } }))).toEqual([{ code: "NOT_CONNECTED", field: [], message: "QuickBooks cannot be reached right now. Nothing was changed; try again in a few minutes." }]);
  }
  expect(userErrorsOf(new LedgerError("no-answer", "inside", { retry: "never", facts: { status: 0 }, isOutcomeUnknown: true })), "a write may have been done").toMatchObject([{ code: "NOT_CONNECTED", message: expect.stringContaining("whether it was done") }]);
  expect(userErrorsOf(new LedgerError("malformed-answer", "inside", { retry: "later", facts: { status: 200 } }))).toBeNull();
});
