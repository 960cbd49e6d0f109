export { check } from "./check.js";
export { readEvidence, isWrite, type Evidence, type EvidenceSources, type Flight } from "./evidence.js";
export type { InvariantName, Violation } from "./violation.js";
