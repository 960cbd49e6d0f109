import "reflect-metadata";
import { LedgerError } from "@tieout/domain";
import { expect, test } from "vitest";
import { userErrorsOf } from "./user-error.js";

test("while QuickBooks wants a pause, whoever needs it at once is told how long; other failures of QuickBooks stay masked", () => {
  const resting = new LedgerError("throttled", "codes and inside", { retry: "later", facts: { status: 0, retryAfterSeconds: 42 } });
  expect(userErrorsOf(resting)).toEqual([{ code: "LIMIT_EXCEEDED", field: [], message: "QuickBooks was asked too much and wants a pause. Try again in 42 seconds." }]);
  expect(userErrorsOf(new LedgerError("malformed-answer", "inside", { retry: "later", facts: { status: 200 } }))).toBeNull();
});
