import { setFlagsFromString } from "node:v8";

/** How far the heap may grow over what was alive in it before it is cleared again, percent. */
const growthPercent = 30;

/**
 * Keeps the memory of this process small. V8 lets the heap of a machine with much memory grow to a multiple of what lives in it: a first import of 30,000
 * clients took 561 MB so, and 372 MB this way, at the same processor time (`pnpm campaign scale`).
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
}
