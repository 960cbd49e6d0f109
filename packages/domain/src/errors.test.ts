import { expect, it } from "vitest";
import { stackWithoutMessage } from "./errors.js";

it("says where an error happened and nothing of what it quotes, on however many lines", () => {
  const error = new Error('duplicate key value "Acme Inc"\nDETAIL: Key (name)=(Acme Inc) already exists.');
  expect(error.stack).toContain("Acme");
  expect(stackWithoutMessage(error)).toMatch(/^\s+at .*errors\.test/);
  expect(stackWithoutMessage(error)).not.toContain("Acme");
  expect(stackWithoutMessage("Acme Inc")).toBe("");
});
