import { describe, expect, test } from "vitest";
import { readRows } from "./index.js";

const header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\r\n";

/** Pieces that end anywhere in a line, as a network delivers them. */
async function* generated(rows: number): AsyncGenerator<Uint8Array> {
  let pending = header;
  for (let row = 0; row < rows; row += 1) {
    const [hour, day] = [String(row % 24).padStart(2, "0"), String((row % 28) + 1).padStart(2, "0")];
    const note = `entry ${row}, "${"lorem ipsum ".repeat(20)}"`.replaceAll('"', '""');
    pending += `Mara Voss,mara@firm.test,Client ${row % 240},Project,Task,"${note}",Yes,2024-03-${day},${hour}:00:00,,,00:2${row % 10}:30,"a, b"\r\n`;
    if (pending.length < 50_000) continue;
    const bytes = Buffer.from(pending);
    pending = "";
    yield bytes.subarray(0, 31_337);
    yield bytes.subarray(31_337);
  }
  yield Buffer.from(pending);
}

describe("a file of 60,000 rows", () => {
  test("is read in flat memory", async () => {
    const used = () => {
      const { heapUsed, external } = process.memoryUsage();
      return (heapUsed + external) / 1024 / 1024;
    };
    let rows = 0;
    let minutes = 0;
    let before = 0;
    let most = 0;
    const seen = new Set<string>();
    for await (const row of readRows(generated(60_000))) {
      if (row.kind !== "time") throw new Error(`line ${row.line} refused`);
      rows += 1;
      minutes += row.minutes;
      if (rows % 1000 === 0) seen.add(row.fingerprint);
      if (rows === 5_000) before = used();
      if (rows > 5_000 && rows % 500 === 0) most = Math.max(most, used());
    }
    expect(rows).toBe(60_000);
    expect(seen.size).toBe(60);
    // 20:30 to 29:30, half a minute up.
    expect(minutes).toBe(60_000 * 25.5);
    // The file is 21 MB and its rows would be some 60 MB; the fingerprints of all of them are 7 MB.
    expect(most - before).toBeLessThan(60);
  });
});
