import type { LedgerTimeActivity } from "@tieout/domain";
import type { Agreement } from "../engine/flow.js";

/** What we say about an hour; the rest of a time activity is the ledger's. */
export const ownTimePaths = ["personKind", "personId", "customerId", "itemId", "day", "minutes", "description", "hourlyRate", "isBillable"] as const;

/** What sent time is compared with later. */
export function agreedOfTime(document: LedgerTimeActivity): Agreement {
  const agreed = Object.fromEntries(ownTimePaths.map((path) => [path, document[path]]));
  return { agreed, hubAgreed: {} };
}
