import type { lookup } from "node:dns";
import { expect, test } from "vitest";
import { guardedLookup } from "./webhook-sender.js";

/** A resolver that gives these addresses for any name. */
const gives = (...addresses: string[]) => ((_name: string, _options: object, callback: (error: null, all: { address: string; family: number }[]) => void) => callback(null, addresses.map((address) => ({ address, family: 4 })))) as unknown as typeof lookup;
const ask = (allowsPrivate: boolean, resolver: typeof lookup, all: boolean) =>
  new Promise((resolve) => guardedLookup(allowsPrivate, resolver)("hooks.example.com", { all }, (error, address) => resolve(error?.message ?? address)));

test("a name leads where it says, unless any of its addresses is private", async () => {
  expect(await ask(false, gives("8.8.8.8"), false)).toBe("8.8.8.8");
  expect(await ask(false, gives("8.8.8.8"), true)).toEqual([{ address: "8.8.8.8", family: 4 }]);
  expect(await ask(false, gives("8.8.8.8", "10.0.0.7"), true)).toContain("private network");
  expect(await ask(false, gives(), true)).toContain("private network");
  expect(await ask(true, gives("10.0.0.7"), false)).toBe("10.0.0.7");
});
