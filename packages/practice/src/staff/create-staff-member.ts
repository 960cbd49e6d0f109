import { StaffMember } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { decimalText } from "../inputs.js";
import { checkInput, operate } from "../operate.js";

export const staffFields = {
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  rate: decimalText.nullish(),
  userId: z.string().nullish(),
};
const createStaffMemberInput = z.object(staffFields);

/** Adds somebody who enters time. Throws `CONFLICT` when another has the e-mail address: it is how employees are matched (R66). */
export async function createStaffMember(context: PracticeContext, input: z.input<typeof createStaffMemberInput>): Promise<StaffMember> {
  const details = checkInput(createStaffMemberInput, input);
  return operate(context, async (session) => {
    const staff = new StaffMember(session.firmId, details);
    await session.em.persist(staff).flush();
    await keepEvents(session, context.actor, [createdEvent("staff-member", staff)]);
    return staff;
  });
}
