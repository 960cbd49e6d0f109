import type { Evidence } from "./evidence.js";
import { noDuplicate } from "./inv-01-no-duplicate.js";
import { noLoss } from "./inv-02-no-loss.js";
import { centExact } from "./inv-03-cent-exact.js";
import { visible } from "./inv-04-visible.js";
import { converges } from "./inv-05-converges.js";
import { rightCompany } from "./inv-06-right-company.js";
import { noLeak } from "./inv-07-no-leak.js";
import { singleFlight } from "./inv-08-single-flight.js";
import { noResurrection } from "./inv-09-no-resurrection.js";
import { audited } from "./inv-10-audit.js";
import { manners } from "./inv-11-manners.js";
import type { Invariant, InvariantName, Violation } from "./violation.js";

const invariants: Record<InvariantName, Invariant> = {
  "INV-1": noDuplicate, "INV-2": noLoss, "INV-3": centExact, "INV-4": visible, "INV-5": converges, "INV-6": rightCompany,
  "INV-7": noLeak, "INV-8": singleFlight, "INV-9": noResurrection, "INV-10": audited, "INV-11": manners,
};

/** Holds both sides against every promise (reliability 4.2). Empty when all of them are kept. */
export function check(evidence: Evidence): Violation[] {
  return Object.values(invariants).flatMap((invariant) => invariant(evidence));
}
