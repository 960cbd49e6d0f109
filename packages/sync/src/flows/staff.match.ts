import { ledgerRate, newId, normalizeName, sameDecimal, type LedgerPerson } from "@tieout/domain";
import { saveLinks, staffForSync, wakeTimeOfStaff, type ChangeRow, type FirmSession, type MirrorRow, type NewLink, type SyncStaffMember } from "@tieout/store";
import { defineFlow, type DraftProblem, type PlanFacts, type RecordPlan } from "../engine/flow.js";

/**
 * Finds out who a staff member is in the ledger: the employee with the same name and the same e-mail address (R66), or whom a person
 * chose, employee or vendor. A rate that differs is reported (R67).
 * Direction: neither; it only links.
 * Timing: before `time-entry.push`, for everybody not linked yet.
 * Never: links by name or e-mail address alone, links a vendor by itself, creates employees.
 */
export const staffMatch = defineFlow<SyncStaffMember, null>({
  name: "staff.match",
  kind: "staff-member",
  ledgerKind: "employee",
  source: { from: "hub", kind: "staff-member" },
  isOn: (settings) => settings.timeEntries,
  references: async () => null,
  load: staffForSync,
  plan: planStaff,
  applyHere,
});

/** Pure: who one staff member is. */
export function planStaff(staff: SyncStaffMember, facts: PlanFacts<null>): RecordPlan | null {
  if (staff.isSetAside) return null;
  const plan = { recordId: staff.id, label: staff.displayName };
  const person = staff.link ? staff.people[0] : findEmployee(staff);
  if (!person) return plan;
  const problems = rateProblem(staff, person);
  if (staff.link || facts.planned.ofLedger("employee", person.ledgerId)) return { ...plan, problems };
  return {
    ...plan,
    problems,
    changes: [
      {
        id: newId(), side: "link", operation: "link", recordId: staff.id, ledgerKind: person.kind, ledgerId: person.ledgerId, label: staff.displayName, fields: [], write: null,
        candidates: [{ id: person.ledgerId, name: person.name, email: person.document.email, phone: null, score: 1, evidence: ["same name", "same e-mail address"] }],
        baseVersion: null, baseToken: person.token, state: "planned",
      },
    ],
  };
}

function findEmployee(staff: SyncStaffMember): (MirrorRow & { document: LedgerPerson }) | undefined {
  const employees = staff.people.filter((person) => person.kind === "employee" && normalizeName(person.document.displayName) === normalizeName(staff.displayName));
  return employees.length === 1 ? employees[0] : undefined;
}

function rateProblem(staff: SyncStaffMember, { document }: { document: LedgerPerson }): DraftProblem[] {
  const theirs = ledgerRate(document.billRate);
  if (staff.rate === null || theirs === null || sameDecimal(staff.rate, theirs)) return [];
  return [{ kind: "staff-rate-differs", causeKey: `staff-rate:${staff.id}`, facts: { label: staff.displayName, staffId: staff.id, rate: staff.rate, ledgerRate: theirs } }];
}

async function applyHere(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], by: { actor: string }): Promise<void> {
  const links = changes.flatMap(({ recordId, ledgerKind, ledgerId, baseToken, decision }): NewLink[] =>
    recordId === null || ledgerId === null
      ? []
      : [{ id: newId(), kind: "staff-member", recordId, ledgerKind, ledgerId, token: baseToken ?? "", agreed: {}, hubAgreed: {}, origin: decision ? "linked-by-user" : "matched-by-rule", linkedBy: by.actor, isSent: false }],
  );
  await saveLinks(session, connectionId, links);
  await wakeTimeOfStaff(session, connectionId, links.map(({ recordId }) => recordId));
}
