import type { RecordKind } from "@tieout/domain";
import type { DraftProblem } from "../engine/flow.js";
import { recordNouns } from "../engine/record-nouns.js";

/** Documents of a kind that the closed books refuse. Each kind has a problem of its own: whoever moves invoices to an open day has said nothing about time. */
export function closedPeriod(kind: RecordKind, closedThrough: string): DraftProblem {
  return { kind: "period-closed", causeKey: `period-closed:${kind}`, facts: { closedThrough, records: recordNouns[kind][1] } };
}
