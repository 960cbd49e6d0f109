import { expect, it } from "vitest";
import { whereOf } from "./errors.js";

it("says where an error happened and its code, and nothing of what it quotes, on however many lines", () => {
  const error = Object.assign(new Error('duplicate key value "Acme Inc"\nDETAIL: Key (name)=(Acme Inc) already exists.'), { code: "23505", detail: "Key (name)=(Acme Inc) already exists." });
  expect(error.stack).toContain("Acme");
  const where = whereOf(error);
  expect(where).toMatchObject({ error: "Error", code: "23505", stack: expect.stringMatching(/^\s+at .*errors\.test/) });
  expect(JSON.stringify(where)).not.toContain("Acme");
  expect(whereOf("Acme Inc")).toEqual({ error: "thrown value", code: null, stack: "" });
});
