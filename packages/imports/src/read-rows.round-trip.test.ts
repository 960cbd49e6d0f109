import { array, assert, asyncProperty, boolean, constantFrom, integer, nat, record, string, uint8Array } from "fast-check";
import { describe, expect, test } from "vitest";
import { ImportFileError } from "./index.js";
import { readAll } from "./read-all.fixture.js";
import { plainCell } from "./values/plain-cell.js";

/** Any text a person may write: what a cell cannot carry (control characters, outer blanks) is taken off beforehand. */
const text = string({ unit: "binary", maxLength: 30 }).map((written) => plainCell(plainCell(written.replace(/\r\n?/g, "\n").replaceAll("\uFEFF", ""))));

const entry = record({
  name: text.filter((written) => written !== ""),
  client: text,
  note: text,
  date: record({ year: integer({ min: 1970, max: 2099 }), month: integer({ min: 1, max: 12 }), day: integer({ min: 1, max: 28 }) }),
  seconds: integer({ min: 30, max: 86_400 }),
  billable: boolean(),
});

const file = record({
  entries: array(entry, { minLength: 1, maxLength: 8 }),
  delimiter: constantFrom(",", ";", "\t"),
  lineEnd: constantFrom("\n", "\r\n"),
  mark: constantFrom("", "\uFEFF"),
  format: constantFrom("MM/DD/YYYY" as const, "DD/MM/YYYY" as const, "YYYY-MM-DD" as const),
  chunk: integer({ min: 1, max: 200 }),
});

const two = (part: number) => String(part).padStart(2, "0");
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe("whatever an export writes is read back", () => {
  test("text, dates in each order and durations, under each delimiter, line end and cut", async () => {
    await assert(
      asyncProperty(file, async ({ entries, delimiter, lineEnd, mark, format, chunk }) => {
        const lines = entries.map(({ name, client, note, date, seconds, billable }) => {
          const [month, day] = [two(date.month), two(date.day)];
          const written = { "MM/DD/YYYY": `${month}/${day}/${date.year}`, "DD/MM/YYYY": `${day}.${month}.${date.year}`, "YYYY-MM-DD": `${date.year}-${month}-${day}` };
          const duration = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
          return [name, client, note, billable ? "Yes" : "No", written[format], duration].map(quoted).join(delimiter);
        });
        const header = ["User", "Client", "Description", "Billable", "Start date", "Duration"].join(delimiter);
        const { times, refused } = await readAll(mark + [header, ...lines].join(lineEnd), { dateFormat: format }, chunk);
        expect(refused).toEqual([]);
        expect(times.map(({ staffName, client, note, date, seconds, billable }) => ({ staffName, client, note, date, seconds, billable }))).toEqual(
          entries.map(({ name, client, note, date, seconds, billable }) => ({
            staffName: name,
            client: client || undefined,
            note,
            date: `${date.year}-${two(date.month)}-${two(date.day)}`,
            seconds,
            billable,
          })),
        );
        expect(new Set(times.map((row) => row.fingerprint)).size).toBe(times.length);
      }),
      { numRuns: 300 },
    );
  });

  test("any bytes at all end in rows or in an error that says what to do", async () => {
    const header = Buffer.from("Email,Start date,Duration,Description\n");
    await assert(
      asyncProperty(uint8Array({ maxLength: 300 }), nat(60), boolean(), async (noise, chunk, hasHeader) => {
        const bytes = hasHeader ? Buffer.concat([header, noise]) : noise;
        const outcome: unknown = await readAll(bytes, { dateFormat: "YYYY-MM-DD" }, chunk + 1).catch((error: unknown) => error);
        expect(outcome instanceof ImportFileError || (outcome as { rows?: unknown }).rows).toBeTruthy();
      }),
      { numRuns: 500 },
    );
  });
});
