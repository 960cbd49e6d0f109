import type { DraftProblem, PlannedSoFar } from "../engine/flow.js";

export type ResolvedPerson = { personKind: "employee" | "vendor"; personId: string; dependsOn: string | null } | { problem: DraftProblem };

/** Whom time is recorded for: the linked employee or vendor, or the employee this plan links. Nobody is guessed (R66). */
export function resolvePerson(
  staff: { id: string; displayName: string; email: string; ledgerKind: "employee" | "vendor" | null; ledgerId: string | null; isLedgerActive: boolean | null },
  planned: PlannedSoFar,
): ResolvedPerson {
  const facts = { label: staff.displayName, staffId: staff.id, email: staff.email };
  if (staff.ledgerId !== null && staff.ledgerKind !== null) {
    if (staff.isLedgerActive !== false) return { personKind: staff.ledgerKind, personId: staff.ledgerId, dependsOn: null };
    return { problem: { kind: "record-inactive", causeKey: `inactive:${staff.ledgerKind}:${staff.ledgerId}`, facts: { ...facts, name: staff.displayName, ledgerKind: staff.ledgerKind, ledgerId: staff.ledgerId } } };
  }
  const ref = planned.ofRecord("staff-member", staff.id);
  if (ref?.state === "ready" && ref.ledgerId !== null) return { personKind: "employee", personId: ref.ledgerId, dependsOn: ref.changeId };
  return { problem: { kind: "staff-not-linked", causeKey: `staff:${staff.id}`, facts } };
}
