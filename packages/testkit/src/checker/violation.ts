import type { Evidence } from "./evidence.js";

/** The promises of reliability 4.2, by their names there. */
export type InvariantName = `INV-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11}`;

/** A promise that was broken, with the documents it was broken for. */
export interface Violation {
  invariant: InvariantName;
  /** What is wrong, in one sentence. */
  what: string;
  /** "invoice 0197...", "Customer 71", "request 0198...": whatever a reader needs to look it up. */
  documents: string[];
}

/** One promise: what of the evidence breaks it. Empty when it holds. */
export type Invariant = (evidence: Evidence) => Violation[];
