import { describe, expect, test } from "vitest";
import { type DateFormat, inspectDates, readDate } from "./date.js";

describe("a date of a file", () => {
  test.each<[string, DateFormat, string]>([
    ["2024-03-04", "YYYY-MM-DD", "2024-03-04"],
    ["2024-03-04", "DD/MM/YYYY", "2024-03-04"],
    ["2024-03-04T23:50:00Z", "YYYY-MM-DD", "2024-03-04"],
    ["2024/3/4", "MM/DD/YYYY", "2024-03-04"],
    ["03/04/2024", "MM/DD/YYYY", "2024-03-04"],
    ["03/04/2024", "DD/MM/YYYY", "2024-04-03"],
    ["3/4/24", "MM/DD/YYYY", "2024-03-04"],
    ["31.12.2023", "DD/MM/YYYY", "2023-12-31"],
    ["29/02/2024 23:50", "DD/MM/YYYY", "2024-02-29"],
  ])("%s written as %s is %s", (text, format, date) => {
    expect(readDate(text, format)).toBe(date);
  });

  test.each<[string, DateFormat]>([
    ["29/02/2023", "DD/MM/YYYY"],
    ["13/04/2024", "MM/DD/YYYY"],
    ["03/04/2024", "YYYY-MM-DD"],
    ["2024-02-30", "YYYY-MM-DD"],
    ["0224-03-04", "YYYY-MM-DD"],
    ["45355", "YYYY-MM-DD"],
    ["yesterday", "MM/DD/YYYY"],
  ])("%s is no date written as %s", (text, format) => {
    expect(readDate(text, format)).toBeUndefined();
  });

  test("the order is what every date of the file allows, and asked when none or both are proved", () => {
    const formatOf = (...values: string[]) => inspectDates(values).dateFormat;
    expect(formatOf("2024-03-04", "2024-03-05")).toBe("YYYY-MM-DD");
    expect(formatOf("03/04/2024", "10/15/2024")).toBe("MM/DD/YYYY");
    expect(formatOf("03/04/2024", "15/10/2024")).toBe("DD/MM/YYYY");
    expect(formatOf("03/04/2024", "05/05/2024")).toBe("ambiguous");
    expect(formatOf("10/15/2024", "15/10/2024")).toBe("ambiguous");
    expect(formatOf("25/25/2024", "10/15/2024")).toBe("MM/DD/YYYY");
    expect(inspectDates(["2024-01-01", "03/04/2024", "10/15/2024"])).toEqual({
      dateFormat: "MM/DD/YYYY",
      dayFirst: 0,
      monthFirst: 1,
      either: 1,
      example: "03/04/2024",
    });
  });
});
