import { expect, test } from "vitest";
import { drawCells, faultMatrix, type FaultCell } from "./fault-matrix.js";

const matrix = faultMatrix();
const seeds = [1, 2, 3, 4, 5, 20_261_122];
const kinds = (cells: readonly FaultCell[], of: (cell: FaultCell) => string) => new Set(cells.map(of));

test.each(seeds)("200 cells drawn by seed %i have every fault, every operation and every moment in them, and no cell twice", (seed) => {
  const cells = drawCells(matrix, 200, seed);
  for (const of of [(cell: FaultCell) => cell.fault, (cell: FaultCell) => cell.operation, (cell: FaultCell) => cell.moment]) expect(kinds(cells, of)).toEqual(kinds(matrix, of));
  expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(200);
});

test("a seed draws the same cells each time, another seed others", () => {
  expect(drawCells(matrix, 200, 1)).toEqual(drawCells(matrix, 200, 1));
  expect(drawCells(matrix, 200, 2)).not.toEqual(drawCells(matrix, 200, 1));
});

test("all cells are drawn when that many are asked for", () => {
  const names = (cells: readonly FaultCell[]) => cells.map((cell) => JSON.stringify(cell)).toSorted();
  expect(names(drawCells(matrix, matrix.length, 7))).toEqual(names(matrix));
});
