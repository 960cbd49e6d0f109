import { describe, expect, test } from "vitest";
import { inspectFile, readRows } from "./index.js";
import { readAll, upload } from "./read-all.fixture.js";

const toggl = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags";
const togglRow = (changes: Record<string, string> = {}) => {
  const cells: Record<string, string> = { User: "Mara", Email: "mara@firm.test", "Start date": "2024-03-04", "Start time": "09:00:00", Duration: "01:00:00", Billable: "Yes", ...changes };
  return toggl.split(",").map((header) => `"${(cells[header] ?? "").replaceAll('"', '""')}"`).join(",");
};
const togglFile = (...rows: string[]) => [toggl, ...rows].join("\n");
const clockifyFile = (...dates: string[]) => ["Email,Start Date,Duration (h)", ...dates.map((date) => `mara@firm.test,${date},1:00`)].join("\n");

describe("a row that cannot be imported is refused with what to do", () => {
  test.each([
    [{ Duration: "-01:00:00" }, "duration", "duration-negative", "Correct the start and end"],
    [{ Duration: "00:00:00" }, "duration", "duration-zero", "leave the row out"],
    [{ Duration: "00:00:12" }, "duration", "duration-too-short", "Add it to another entry"],
    [{ Duration: "30:00:00" }, "duration", "duration-too-long", "Split it"],
    [{ Duration: "a while" }, "duration", "duration", "Write 1:30:00"],
    [{ Duration: "" }, "duration", "required", "Enter the time worked"],
    [{ "Start date": "2024-02-30" }, "date", "date", "Correct it"],
    [{ "Start date": "" }, "date", "required", "Write the day"],
    [{ Billable: "maybe" }, "billable", "yes-no", "Write Yes or No"],
    [{ Description: "x".repeat(4001) }, "note", "too-long", "4000 fit"],
    [{ User: "", Email: "" }, "staffEmail", "required", "Fill Email or User"],
  ])("%j", async (changes, field, code, advice) => {
    const { rows } = await readAll(togglFile(togglRow(changes)));
    expect(rows).toEqual([{ kind: "refused", line: 2, raw: togglRow(changes), cells: expect.any(Object), reasons: [{ field, code, message: expect.stringContaining(advice) }] }]);
  });

  test("all reasons at once, and the rows around it are imported", async () => {
    const { rows } = await readAll(togglFile(togglRow(), togglRow({ Duration: "0:00:00", Billable: "?" }), togglRow()));
    expect(rows.map(({ kind, line }) => [kind, line])).toEqual([["time", 2], ["refused", 3], ["time", 4]]);
    expect(rows[1]).toMatchObject({ reasons: [{ code: "duration-zero" }, { code: "yes-no" }] });
  });

  test("cells shifted by an unquoted delimiter, and a note broken over two lines without quotes", async () => {
    const { refused, times } = await readAll("Email,Start date,Duration,Description\na@firm.test,2024-03-04,1:00:00,first, second\na@firm.test,2024-03-04,1:00:00,broken\nover two lines\n");
    expect(refused.map(({ line, cells, reasons }) => [line, cells, reasons[0]?.code])).toEqual([[2, undefined, "columns"], [4, undefined, "columns"]]);
    expect(times).toMatchObject([{ line: 3, note: "broken" }]);
  });

  test.each(["-5", "10000000", "1.234567", "dear"])("the rate %s", async (rate) => {
    const { refused } = await readAll(`Email,Start Date,Duration (h),Billable Rate (USD)\na@firm.test,2024-03-04,1:00:00,${rate}`);
    expect(refused[0]?.reasons).toMatchObject([{ field: "rate", code: "number" }]);
    expect(refused[0]?.cells).toEqual({ staffEmail: "a@firm.test", date: "2024-03-04", duration: "1:00:00", rate });
  });

  test("a rate that reads two ways is not guessed", async () => {
    const header = "Email,Start Date,Duration (h),Billable Rate (USD)";
    const file = `${header}\na@firm.test,2024-03-04,1:00:00,1.250`;
    expect((await readAll(file)).refused[0]?.reasons).toMatchObject([{ field: "rate", code: "number" }]);
    expect((await readAll(file, { decimalComma: true })).times[0]?.rate).toBe("1250");
    expect((await readAll(`${file}\na@firm.test,2024-03-04,1:00:00,95.5`)).times.map(({ rate }) => rate)).toEqual(["1.250", "95.5"]);
  });
});

describe("what people and spreadsheets do to a file", () => {
  test("cells left out at the end, blank lines and lines of delimiters only", async () => {
    const { rows } = await readAll("Email,Start date,Duration,Description,Tags\n\na@firm.test,2024-03-04,1:00:00\n,,,,\n\na@firm.test,2024-03-05,1:00:00,x\n");
    expect(rows).toMatchObject([{ kind: "time", line: 3, note: "" }, { kind: "time", line: 6, note: "x" }]);
  });

  test("a quoted line break does not move the line numbers after it", async () => {
    const { rows } = await readAll(togglFile(togglRow({ Description: "one\ntwo\n\nthree" }), togglRow({ Duration: "" })));
    expect(rows).toMatchObject([{ line: 2, note: "one\ntwo\n\nthree" }, { kind: "refused", line: 6 }]);
  });

  test("a title above the header", async () => {
    const { clients } = await readAll("Customer Contact List\nThe Firm\n\nCustomer,Phone Numbers,Email\nNordlicht KG,555,\n");
    expect(clients).toMatchObject([{ name: "Nordlicht KG", line: 5 }]);
  });

  test("tabs and UTF-16, as spreadsheets save Unicode text", async () => {
    const file = Buffer.from("\uFEFFEmail\tStart date\tDuration\tDescription\nzoë@firm.test\t2024-03-04\t1,5\t🔥\n", "utf16le");
    expect((await readAll(file, undefined, 3)).times).toMatchObject([{ staffEmail: "zoë@firm.test", minutes: 90, note: "🔥" }]);
  });

  test("quotation marks inside a cell that is not quoted, or behind its end", async () => {
    const { times } = await readAll('Email,Start date,Duration,Description\na@firm.test,2024-03-04,1:00:00,5" binder\na@firm.test,2024-03-04,1:00:00,"so" to say\n');
    expect(times.map(({ note }) => note)).toEqual(['5" binder', '"so" to say']);
  });

  test("a formula in a note stays text", async () => {
    const { times } = await readAll(togglFile(togglRow({ Description: '=HYPERLINK("http://x","y")' })));
    expect(times[0]?.note).toBe('=HYPERLINK("http://x","y")');
  });

  test("Windows-1252 is read when a person says so", async () => {
    const file = Buffer.from(togglFile(togglRow({ User: "René" })), "latin1");
    await expect(readAll(file)).rejects.toMatchObject({ problem: "encoding", facts: { line: 2 } });
    expect((await readAll(file, { encoding: "windows-1252" })).times[0]?.staffName).toBe("René");
  });
});

describe("dates that read two ways", () => {
  test("are asked, not guessed, and read as answered", async () => {
    const file = clockifyFile("03/04/2024", "05/06/2024");
    await expect(readAll(file)).rejects.toMatchObject({ problem: "ambiguous-dates", facts: { example: "03/04/2024" } });
    expect((await readAll(file, { dateFormat: "DD/MM/YYYY" })).times.map(({ date }) => date)).toEqual(["2024-04-03", "2024-06-05"]);
    expect((await readAll(file, { dateFormat: "MM/DD/YYYY" })).times.map(({ date }) => date)).toEqual(["2024-03-04", "2024-05-06"]);
  });

  test("are settled by one date far down the file when the whole file is inspected", async () => {
    const file = clockifyFile(...Array.from({ length: 5000 }, () => "03/04/2024"), "25/04/2024");
    await expect(readAll(file)).rejects.toMatchObject({ problem: "ambiguous-dates" });
    const inspection = await inspectFile(upload(file));
    expect(inspection).toMatchObject({ dateFormat: "DD/MM/YYYY", rows: 5001, layout: { id: "clockify-time" } });
    if (inspection.dateFormat === "ambiguous") throw new Error("settled");
    const { times } = await readAll(file, { dateFormat: inspection.dateFormat });
    expect([times[0]?.date, times.at(-1)?.date]).toEqual(["2024-04-03", "2024-04-25"]);
  });

  test("a file that contradicts itself is asked, and the rows that do not fit are refused", async () => {
    const file = clockifyFile("25/04/2024", "04/25/2024");
    await expect(readAll(file)).rejects.toThrow("Some dates of this file put the day first and some the month");
    const { times, refused } = await readAll(file, { dateFormat: "DD/MM/YYYY" });
    expect([times.length, refused.length]).toEqual([1, 1]);
  });
});

describe("uploading again", () => {
  test("gives the same fingerprints, however the file is cut, ordered or extended", async () => {
    const one = togglRow({ Description: "one" });
    const two = togglRow({ Description: "two" });
    const prints = async (file: string, chunk?: number) => (await readAll(file, undefined, chunk)).times.map((row) => row.fingerprint);
    const first = await prints(togglFile(one, two));
    expect(await prints(togglFile(one, two), 7)).toEqual(first);
    expect((await prints(togglFile(togglRow(), two, one))).slice(1)).toEqual(first.toReversed());
    expect(new Set(first).size).toBe(2);
  });

  test("keeps two genuinely equal rows, each with a fingerprint of its own that comes back", async () => {
    const file = togglFile(togglRow(), togglRow(), togglRow());
    const first = (await readAll(file)).times.map((row) => row.fingerprint);
    expect(new Set(first).size).toBe(3);
    expect((await readAll(file)).times.map((row) => row.fingerprint)).toEqual(first);
  });

  test("knows an entry again after its rate, tags or billing changed, and by e-mail whatever else the export has", async () => {
    const [full] = (await readAll(togglFile(togglRow({ Tags: "a", Billable: "No", User: "Mara V." })))).times;
    const [reduced] = (await readAll("Email,Start date,Start time,Duration\nMARA@firm.test,2024-03-04,9:00 AM,1.0\n")).times;
    expect(reduced?.fingerprint).toBe(full?.fingerprint);
  });

  test.each(["User,Email", "Client", "Project", "Task", "Description", "Start date", "Start time", "Duration"])("tells entries apart by %s", async (header) => {
    const other: Record<string, string> = { "Start date": "2024-03-05", "Start time": "10:00:00", Duration: "01:00:01" };
    const changes = Object.fromEntries(header.split(",").map((name) => [name, other[name] ?? "other"]));
    const { times } = await readAll(togglFile(togglRow(), togglRow(changes)));
    expect(times[0]?.fingerprint).not.toBe(times[1]?.fingerprint);
    const again = (await readAll(togglFile(togglRow(changes)))).times[0];
    expect(again?.fingerprint).toBe(times[1]?.fingerprint);
  });
});

describe("a file that cannot be read", () => {
  test.each([
    ["", "empty", "Export it again"],
    ["\uFEFF \n", "empty", "Export it again"],
    ["PK\u0003\u0004xl/workbook.xml", "workbook", "CSV UTF-8"],
    ["colour,size\nred,1", "unknown-layout", "colour, size"],
    [`${toggl}\n${togglRow()}\nMara,"never closed,x\n${togglRow().replaceAll('"', "")}`, "quotes", "from line 3 on"],
  ])("%j", async (file, problem, advice) => {
    await expect(readAll(file)).rejects.toMatchObject({ code: "INVALID", problem, message: expect.stringContaining(advice) });
  });

  test("lets go of the upload, read to its end or not", async () => {
    let released = 0;
    async function* source(file: string) {
      try {
        yield* upload(file, 10);
      } finally {
        released += 1;
      }
    }
    for await (const _ of readRows(source(togglFile(...Array.from({ length: 2000 }, () => togglRow()))))) break;
    expect(released).toBe(1);
    await expect(readRows(source("a,b\n1,2")).next()).rejects.toMatchObject({ problem: "unknown-layout" });
    expect(released).toBe(2);
  });

  test("passes on a failure of the upload itself", async () => {
    const readEvery = async (source: AsyncIterable<Uint8Array>) => {
      for await (const row of readRows(source)) expect(row.kind).toBe("time");
    };
    async function* broken() {
      yield* upload(togglFile(...Array.from({ length: 2000 }, () => togglRow())));
      throw new Error("connection lost");
    }
    await expect(readEvery(broken())).rejects.toThrow("connection lost");
  });
});
