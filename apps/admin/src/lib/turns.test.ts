import { expect, test } from "vitest";
import { createTurns } from "./turns.js";

test("what is asked later begins when the answer before has come, also when that was a failure", async () => {
  const inTurn = createTurns();
  const told: string[] = [];
  const slow = inTurn(async () => {
    told.push("first asked");
    await new Promise((resolve) => setTimeout(resolve, 20));
    told.push("first answered");
    throw new Error("no");
  });
  const quick = inTurn(async () => {
    told.push("second asked");
    return 2;
  });
  await expect(slow).rejects.toThrow("no");
  expect(await quick).toBe(2);
  expect(told).toEqual(["first asked", "first answered", "second asked"]);
});
