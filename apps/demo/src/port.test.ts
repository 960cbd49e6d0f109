import { afterEach, expect, test, vi } from "vitest";
import { portOf } from "./port.js";

afterEach(() => vi.unstubAllEnvs());

test("a port is what its variable says, or the usual one; anything else is refused in a sentence", () => {
  expect(portOf("PORT", 4000)).toBe(4000);
  vi.stubEnv("PORT", "4700");
  expect(portOf("PORT", 4000)).toBe(4700);
  for (const wrong of ["abc", "0", "70000", "40.5"]) {
    vi.stubEnv("PORT", wrong);
    expect(() => portOf("PORT", 4000)).toThrow(`PORT is "${wrong}" and must be a port, a number from 1 to 65535.`);
  }
});
