import { HubError, newId, StaffMember } from "@tieout/domain";
import { closeProblems, endLinks, insertRecordEvent, linkOfLedgerRecord, mirrorRecords, openProblems, saveLinks, setRecordStates, wakeTimeOfStaff } from "@tieout/store";
import { z } from "zod";
import { liveConnection } from "../connection/live-connection.js";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";

const Input = z.object({
  id,
  /** Null ends the link. */
  person: z.object({ ledgerKind: z.enum(["employee", "vendor"]), ledgerId: z.string().min(1) }).nullable(),
});

/**
 * Says which employee or vendor of QuickBooks a staff member is (R66), or that the present link is wrong. What waited for it is
 * sent by the next sync.
 * @throws HubError `NOT_FOUND` for a person QuickBooks did not list, `CONFLICT` for one that is somebody else here or is inactive.
 */
export async function linkStaffMember(context: PracticeContext, input: z.input<typeof Input>): Promise<void> {
  const { id: staffId, person } = checkInput(Input, input);
  await operate(context, async (session) => {
    await findRecord(session, StaffMember, staffId, "staff member");
    const connection = await liveConnection(session);
    const { actor } = context;
    if (!person) {
      await endLinks(session, connection.id, "staff-member", [staffId]);
      await setRecordStates(session, connection.id, [{ kind: "staff-member", recordId: staffId, state: "never-sent", reason: null }]);
      await insertRecordEvent(session, actor, { kind: "staff-member", recordId: staffId, action: "unlinked" });
      return;
    }
    const [record] = await mirrorRecords(session, connection.id, person.ledgerKind, [person.ledgerId]);
    if (!record || record.isDeleted) throw new HubError("NOT_FOUND", `QuickBooks lists no such ${person.ledgerKind}. Sync, then choose again.`, ["ledgerId"]);
    if (!record.isActive) throw new HubError("CONFLICT", `${record.name} is inactive in QuickBooks. Make the ${person.ledgerKind} active there, or choose another one.`, ["ledgerId"]);
    const holder = await linkOfLedgerRecord(session, connection.id, person.ledgerKind, person.ledgerId);
    if (holder && holder.recordId !== staffId) throw new HubError("CONFLICT", `${record.name} is linked to another staff member. Remove that link first.`, ["ledgerId"]);

    await endLinks(session, connection.id, "staff-member", [staffId]);
    await saveLinks(session, connection.id, [
      { id: newId(), kind: "staff-member", recordId: staffId, ledgerKind: person.ledgerKind, ledgerId: person.ledgerId, token: record.token, agreed: {}, hubAgreed: {}, origin: "linked-by-user", linkedBy: actor.name, isSent: false },
    ]);
    await setRecordStates(session, connection.id, [{ kind: "staff-member", recordId: staffId, state: "synced", reason: null }]);
    const solved = (await openProblems(session, { connectionId: connection.id, kinds: ["staff-not-linked"] })).filter(({ facts }) => facts["staffId"] === staffId);
    await closeProblems(session, solved.map((problem) => problem.id), { actor: actor.name, resolution: `linked to ${record.name}` });
    await wakeTimeOfStaff(session, connection.id, [staffId]);
    await insertRecordEvent(session, actor, { kind: "staff-member", recordId: staffId, action: "linked", changes: [{ path: "quickBooks", before: null, after: record.name }] });
  });
}
