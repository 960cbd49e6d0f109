import { openStore, type Store } from "@tieout/store";
import { createTestDatabase } from "@tieout/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawCells, faultMatrix, type FaultCell } from "../testing/fault-matrix.js";
import { failuresOf, faultRunner } from "../testing/fault-run.js";

/** Cells that failed once, outside of what the seed draws: they are run for ever. */
const regressions: FaultCell[] = [
  { fault: "redirect", operation: "create time", moment: "twice in a row" },
  { fault: "deleted", operation: "delete time", moment: "the first time" },
  { fault: "deleted", operation: "void an invoice", moment: "the first time" },
  { fault: "deleted", operation: "update an invoice", moment: "the first time" },
  { fault: "merge", operation: "create time", moment: "the second time" },
  { fault: "merge", operation: "update a customer", moment: "the second time" },
  { fault: "an answer too late", operation: "renew the sign-in", moment: "until somebody mends it" },
  { fault: "done after we gave up", operation: "renew the sign-in", moment: "until somebody mends it" },
];

/** 200 of the cells, drawn by a seed; every one with `TIEOUT_CELLS=all`. */
const drawn = process.env["TIEOUT_CELLS"] === "all" ? faultMatrix() : drawCells(faultMatrix(), Number(process.env["TIEOUT_CELLS"] ?? 200), Number(process.env["TIEOUT_SEED"] ?? 20_261_122));
const isDrawn = (cell: FaultCell): boolean => drawn.some(({ fault, operation, moment }) => fault === cell.fault && operation === cell.operation && moment === cell.moment);
const cells = [...drawn, ...regressions.filter((cell) => !isDrawn(cell))];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
let runner: ReturnType<typeof faultRunner>;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url, keepsStatements: true });
  runner = faultRunner(store);
});
afterAll(async () => {
  await runner.close();
  await store.close();
  await database[Symbol.asyncDispose]();
});

test.each(cells)("$fault when we $operation, $moment: nothing twice, nothing lost, to the cent, and seen", { timeout: 120_000 }, async (cell) => {
  expect(failuresOf(await runner.run(cell))).toEqual([]);
});
