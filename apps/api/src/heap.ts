/**
 * Flags of Node that keep this process small; given when it is started, for V8 sizes its nursery then. On a machine with much memory the nursery of
 * Node 24 takes 128 MB, and the heap grows to a multiple of what lives in it: a first import of 30,000 clients took 561 MB so. With a nursery of
 * 2 x 16 MB, cleared again when it has grown by 30 percent over what was alive, 5,000 invoices take 321 MB where they took 403, at less
 * processor time (`pnpm campaign scale`).
 */
export const heapFlags: readonly string[] = ["--max-semi-space-size=16", "--heap-growing-percent=30"];
