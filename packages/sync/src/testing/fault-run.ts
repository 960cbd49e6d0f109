import type { Store } from "@tieout/store";
import type { FaultCell } from "./fault-matrix.js";
import { runCell, type CellResult } from "./fault-cell.js";
import { stockedFirm, type StockedFirm } from "./fault-stories.js";

/** Runs cells one after the other, on a firm of its own whenever the last one left something behind. */
export function faultRunner(store: Store): { run(cell: FaultCell): Promise<CellResult>; close(): Promise<void> } {
  let stocked: StockedFirm | null = null;
  const close = async (): Promise<void> => {
    const last = stocked;
    stocked = null;
    await last?.firm.close();
  };
  return {
    async run(cell) {
      stocked ??= await stockedFirm({ store });
      const result = await runCell(stocked, cell).catch(async (error: unknown) => {
        await close();
        throw error;
      });
      if (!result.isClean || !stocked.hasLeft()) await close();
      return result;
    },
    close,
  };
}

/** What of a cell's result breaks the pass line; empty when it passes. */
export function failuresOf({ violations, cyclesToQuiet, hasHappened }: CellResult): string[] {
  return [
    ...(hasHappened ? [] : ["the fault never happened"]),
    ...(cyclesToQuiet === null ? ["three cycles later it still writes, or something is under way"] : []),
    ...violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`),
  ];
}
