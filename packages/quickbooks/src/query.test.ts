import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeStatement, literal, statement } from "./query.js";

/** Reads a quoted literal the way Intuit describes it: a backslash takes the next character as it is. Null when it does not end. */
function readLiteral(text: string): { value: string; rest: string } | null {
  if (!text.startsWith("'")) return null;
  let value = "";
  for (let at = 1; at < text.length; at++) {
    if (text[at] === "\\") value += text[++at] ?? "";
    else if (text[at] === "'") return { value, rest: text.slice(at + 1) };
    else value += text[at];
  }
  return null;
}

describe("statements", () => {
  it("never let a value out of its quotes, whatever a client is called", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom("'", "\\", "a", " ", "%", "’", "–") })), (name) => {
        expect(readLiteral(literal(name))).toEqual({ value: name, rest: "" });
      }),
      { numRuns: 500 },
    );
  });

  it("survive the address line unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const text = statement({ entity: "Customer", where: [{ property: "DisplayName", operator: "=", value: name }] });
        const url = new URL(`https://quickbooks.example/query?query=${encodeStatement(text)}&minorversion=75`);
        expect(url.searchParams.get("query")).toBe(text);
        expect(url.searchParams.get("minorversion")).toBe("75");
      }),
    );
  });

  it("are written in the order QuickBooks parses", () => {
    expect(
      statement({
        entity: "Customer",
        where: [
          { property: "Active", operator: "in", value: [true, false] },
          { property: "DisplayName", operator: "=", value: "O'Hara \\ Sons" },
        ],
        orderBy: "MetaData.CreateTime",
        startPosition: 1001,
        maxResults: 1000,
      }),
    ).toBe(
      "select * from Customer where Active in (true, false) and DisplayName = 'O\\'Hara \\\\ Sons' orderby MetaData.CreateTime startposition 1001 maxresults 1000",
    );
  });
});
