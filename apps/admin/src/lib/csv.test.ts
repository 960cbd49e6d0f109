import { describe, expect, it } from "vitest";
import { csvText } from "./csv.js";

describe("a list as CSV", () => {
  it("quotes what would break a row and keeps its line ends inside", () => {
    expect(csvText([["Name", "Note"], ['Meyer, "Jo"', "two\nlines"]])).toBe('\uFEFFName,Note\r\n"Meyer, ""Jo""","two\nlines"\r\n');
  });
  it("gives a spreadsheet no formula to run", () => {
    expect(csvText([["=1+1", "-5", "@x", "+1"]])).toBe("\uFEFF'=1+1,'-5,'@x,'+1\r\n");
  });
});
