import { describe, expect, it } from "vitest";
import { readBothWays } from "./upload-file.js";

describe("a date that can be read both ways", () => {
  it("is shown as the two days it may be", () => {
    expect(readBothWays("03/04/2026")).toEqual({ "MM/DD/YYYY": "2026-03-04", "DD/MM/YYYY": "2026-04-03" });
    expect(readBothWays("3.4.26 10:00")).toEqual({ "MM/DD/YYYY": "2026-03-04", "DD/MM/YYYY": "2026-04-03" });
  });
  it("is nothing for another text", () => {
    expect(readBothWays("2026-03-04")).toBeNull();
  });
});
