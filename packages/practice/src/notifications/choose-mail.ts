import { insertRecordEvent, saveMailChoice } from "@tieout/store";
import type { PracticeContext } from "../context.js";

/** Whether a person gets mail about the connection. Who may say so for whom is the caller's to check. */
export async function chooseMail({ store, actor }: PracticeContext, person: { userId: string; name: string }, isMailed: boolean): Promise<void> {
  await store.withFirm(actor.firmId, async (session) => {
    await saveMailChoice(session, person.userId, isMailed);
    await insertRecordEvent(session, actor, { kind: "firm", recordId: actor.firmId, action: "notifications-changed", changes: [{ path: `mail to ${person.name}`, before: !isMailed, after: isMailed }] });
  });
}
