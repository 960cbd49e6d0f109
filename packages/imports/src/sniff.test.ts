import { describe, expect, test } from "vitest";
import { ImportFileError, sniff, sniffBytes } from "./index.js";

const bytes = (text: string) => Buffer.from(text);

describe("a look at a file before it is read", () => {
  test("says layout, delimiter, formats, what is missing and what is not read", () => {
    expect(
      sniff(bytes("\uFEFFProject;Description;Email;Start Date;Duration (h);Duration (decimal);Matter no.\nA;x;a@firm.test;25.03.2024;1:30;1,5;7\n")),
    ).toMatchObject({
      layout: { id: "clockify-time", kind: "time", title: "Clockify detailed report" },
      encoding: "utf-8",
      delimiter: ";",
      headers: ["Project", "Description", "Email", "Start Date", "Duration (h)", "Duration (decimal)", "Matter no."],
      headerLine: 1,
      dateFormat: "DD/MM/YYYY",
      decimalComma: true,
      missing: ["Client", "Task", "User", "Tags", "Billable", "Invoiced", "Start Time", "Billable Rate"],
      unused: ["Matter no."],
    });
  });

  test.each([
    ["2024-03-04,1", "YYYY-MM-DD", undefined],
    ["03/04/2024,1.5", "ambiguous", false],
    ["10/15/2024,\"1,5\"", "MM/DD/YYYY", true],
    ["15/10/2024,1\n16/10/2024,1.5\n17/10/2024,\"1,5\"", "DD/MM/YYYY", undefined],
  ])("%s: dates %s, decimal comma %s", (rows, dateFormat, decimalComma) => {
    expect(sniff(bytes(`date,hours\n${rows}`))).toMatchObject({ dateFormat, decimalComma });
  });

  test("an end date proves the order too, and an amount the decimal mark", () => {
    const header = "Email,Start date,End date,Duration,Amount (EUR)";
    expect(sniff(bytes(`${header}\na@firm.test,12/03/2024,13/03/2024,8:00:00,"1.000,50"\n`))).toMatchObject({ dateFormat: "DD/MM/YYYY", decimalComma: true });
  });

  test("the last record of a cut head is not judged, whatever is left of it", () => {
    const row = '2024-03-04,1.5,"a note, quoted"\n';
    const file = bytes(`date,hours,note\n${row.repeat(3000)}03/25/2024,"1,5",x\n`);
    for (const cut of [1, 13, 17, 25]) {
      expect(sniff(file.subarray(0, sniffBytes + cut))).toMatchObject({ dateFormat: "YYYY-MM-DD", decimalComma: false });
    }
  });

  test("an unknown file is explained: its headers, the closest layout and what it lacks", () => {
    const error = (() => {
      try {
        return sniff(bytes("Project,Client,Description,User,Email,Start Date,Start Time\n"));
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ImportFileError);
    expect(error).toMatchObject({
      problem: "unknown-layout",
      message:
        "No known export has these columns: Project, Client, Description, User, Email, Start Date, Start Time. It comes nearest to a Clockify detailed report, which also needs Duration (h) or Duration (decimal).",
      facts: { closest: "Clockify detailed report", missing: ["Duration (h) or Duration (decimal)"] },
    });
  });

  test("text that is not UTF-8 is told before anything else", () => {
    const file = Buffer.from("Email,Start date,Duration,Description\na@firm.test,2024-03-04,1:00:00,Caf\xE9\n", "latin1");
    expect(() => sniff(file)).toThrow("Line 2 is not UTF-8 text");
    expect(sniff(file, "windows-1252")).toMatchObject({ encoding: "windows-1252", layout: { id: "toggl-time" } });
  });
});
