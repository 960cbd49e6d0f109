import { insertRecordEvent, notificationSettings, saveSilentHours as keep } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";

const Input = z.object({ silentHours: z.int("Give whole hours from 1 to 720, or 0 for never.").min(0, "Give whole hours from 1 to 720, or 0 for never.").max(720, "Give whole hours from 1 to 720, or 0 for never.") });

/** After how many hours without a sync people are told; 0 never. */
export async function saveSilentHours({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<void> {
  const { silentHours } = checkInput(Input, input);
  await store.withFirm(actor.firmId, async (session) => {
    const before = (await notificationSettings(session)).silentHours;
    if (before === silentHours) return;
    await keep(session, silentHours);
    await insertRecordEvent(session, actor, { kind: "firm", recordId: actor.firmId, action: "notifications-changed", changes: [{ path: "silentHours", before, after: silentHours }] });
  });
}
