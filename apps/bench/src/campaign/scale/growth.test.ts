import { expect, it } from "vitest";
import { growthOf } from "./growth.js";

const load = (times: number) => ({ wallSeconds: times, statements: 100 * times, workerMs: 600 * times, postgresMs: 400 * times });

it("takes ten times the work for ten times the records for linear, however long it took on the wall", () => {
  const lines: string[] = [];
  const many = { records: 5_000, load: { ...load(10), wallSeconds: 90 } };
  expect(growthOf("planning", { records: 500, load: load(1) }, many, 1.3, (line) => lines.push(line))).toEqual([]);
  expect(lines).toEqual(["planning, a record of 5000 against one of 500: 1.00 of the statements, 1.00 of the processor time, 9.00 of the time on the wall"]);
});

it("names what grew faster than the number of records", () => {
  const many = { records: 5_000, load: { ...load(10), postgresMs: 400 * 25 } };
  expect(growthOf("planning", { records: 500, load: load(1) }, many, 1.3, () => undefined)).toEqual(["planning is not linear: processor time a record grew by 1.60, at most 1.3"]);
});
