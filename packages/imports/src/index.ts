export { ImportFileError, type ImportFileFacts, type ImportFileProblem } from "./import-file-error.js";
export { detectLayout, layouts } from "./layouts/detect-layout.js";
export type { Layout } from "./layouts/layout.js";
export { type DistinctValue, type DistinctValues, distinctValues, valueTally } from "./mapping/distinct-values.js";
export {
  type MappingCandidate,
  type MappingProposal,
  type ScoreBand,
  proposeMapping,
  scoreBand,
} from "./mapping/propose-mapping.js";
export { type Inspection, type ReadOptions, inspectFile, readRows } from "./read-rows.js";
export type * from "./rows/imported-row.js";
export { type Sniff, sniff, sniffBytes } from "./sniff.js";
export type { FileEncoding } from "./text/encoding.js";
export type { Delimiter } from "./text/parse-records.js";
export { type DateFindings, type DateFormat, inspectDates } from "./values/date.js";
