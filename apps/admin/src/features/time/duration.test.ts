import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration.js";

describe("a duration as people type it", () => {
  it.each(["1:30", "1.5h", "1,5 h", "1.5", "1h30", "1h 30m", "1 hour 30 min", "90", "90m", " 90 min "])("reads %s as ninety minutes", (text) => {
    expect(parseDuration(text)).toBe(90);
  });
  it.each([["0:15", 15], [":45", 45], ["8h", 480], [".5", 30], ["24:00", 1440], ["7", 7]])("reads %s as %i", (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes);
  });
  it.each(["", "abc", "1:75", "0", "0:00", "-15", "25h", "1:30:00", "h", "1.5.5"])("takes %j for no duration", (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
