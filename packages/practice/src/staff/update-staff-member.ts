import { StaffMember } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id, version } from "../inputs.js";
import { checkInput } from "../operate.js";
import { updateRecord } from "../update-record.js";
import { staffFields } from "./create-staff-member.js";

const updateStaffMemberInput = z.object({ ...z.object(staffFields).partial().shape, id, version, isActive: z.boolean().optional() });

/** Changes what is named, leaves what is absent, clears what is null. A new rate counts for time approved from now on. */
export async function updateStaffMember(context: PracticeContext, input: z.input<typeof updateStaffMemberInput>): Promise<StaffMember> {
  return updateRecord(context, { type: StaffMember, kind: "staff-member", what: "staff member" }, checkInput(updateStaffMemberInput, input));
}
