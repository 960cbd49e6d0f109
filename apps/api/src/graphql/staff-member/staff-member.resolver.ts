import { createStaffMember, updateStaffMember } from "@tieout/practice";
import { countStaff, listStaff, type StaffMemberView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Access, admins, everybody } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { money, MoneyType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { CreateStaffMemberInput, StaffArgs, UpdateStaffMemberInput } from "./staff-member.inputs.js";
import { StaffMemberConnectionType, StaffMemberPayload, StaffMemberType } from "./staff-member.type.js";

@Resolver(() => StaffMemberType)
export class StaffMemberResolver {
  @Access({ roles: everybody, scopes: ["TIME_READ"] })
  @Query(() => StaffMemberConnectionType)
  async staff(@Args(() => StaffArgs) args: StaffArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    return toConnection(await read((session) => listStaff(session, args, page)), args.after, () => read((session) => countStaff(session, args)));
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => StaffMemberPayload)
  createStaffMember(@Arg("input", () => CreateStaffMemberInput) input: CreateStaffMemberInput, @Ctx() { practice, loaders }: Context): Promise<StaffMemberPayload> {
    return answer<StaffMemberPayload>(async () => ({ staffMember: await loaders.staffMember.load((await createStaffMember(practice, { ...input })).id) }), {});
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => StaffMemberPayload)
  updateStaffMember(@Arg("input", () => UpdateStaffMemberInput) { staffId, expectedVersion, ...changes }: UpdateStaffMemberInput, @Ctx() { practice, loaders }: Context): Promise<StaffMemberPayload> {
    return answer<StaffMemberPayload>(async () => {
      const { id } = await updateStaffMember(practice, { id: keyOf("StaffMember", staffId, ["input", "staffId"]), version: expectedVersion, ...changes });
      return { staffMember: await loaders.staffMember.load(id) };
    }, {});
  }

  @FieldResolver(() => String)
  label(@Root() staff: StaffMemberView): string {
    return staff.displayName;
  }

  @FieldResolver(() => MoneyType, { nullable: true, description: "Per hour." })
  rate(@Root() staff: StaffMemberView): MoneyType | null {
    return money(staff.rate, staff.currency);
  }

  @FieldResolver(() => MoneyType, { nullable: true, description: "What QuickBooks bills an hour of this person at, when linked and known." })
  async ledgerRate(@Root() staff: StaffMemberView, @Ctx() { loaders }: Context): Promise<MoneyType | null> {
    const rate = (await loaders.link.load(`staff-member:${staff.id}`))?.document?.["billRate"];
    return typeof rate === "string" ? { amount: rate, currency: staff.currency } : null;
  }
}
