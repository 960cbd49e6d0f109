import { decimal, HubError, ledgerRate, normalizeName, sameDecimal } from "@tieout/domain";
import { createStaffMember, linkStaffMember, updateStaffMember } from "@tieout/practice";
import { countStaff, listStaff, type StaffMatchView, type StaffMemberView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { MatchCandidateType } from "../plan/plan.type.js";
import { Access, admins, bookkeepers, everybody, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { money, MoneyType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { CreateStaffMemberInput, LinkStaffMemberInput, StaffArgs, UpdateStaffMemberInput } from "./staff-member.inputs.js";
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

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => StaffMemberPayload, { description: "Says which employee or vendor of QuickBooks a staff member is; what waited for it goes with the next sync." })
  linkStaffMember(@Arg("input", () => LinkStaffMemberInput) { staffId, ledgerKind, ledgerId }: LinkStaffMemberInput, @Ctx() { practice, loaders }: Context): Promise<StaffMemberPayload> {
    return answer<StaffMemberPayload>(async () => {
      const id = keyOf("StaffMember", staffId, ["input", "staffId"]);
      await linkStaffMember(practice, { id, person: personOf(ledgerKind, ledgerId) });
      return { staffMember: await loaders.staffMember.load(id) };
    }, {});
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @FieldResolver(() => [MatchCandidateType], { description: "The QuickBooks employees or vendors this person may be, best first; empty once linked." })
  async matches(@Root() staff: StaffMemberView, @Ctx() { loaders }: Context): Promise<MatchCandidateType[]> {
    if (await loaders.link.load(`staff-member:${staff.id}`)) return [];
    return (await loaders.staffMatches.load({ id: staff.id, normalizedName: normalizeName(staff.displayName), email: staff.email })).map(toCandidate);
  }

  @FieldResolver(() => String)
  label(@Root() staff: StaffMemberView): string {
    return staff.displayName;
  }

  @Access({ roles: readers, scopes: ["TIME_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "Per hour." })
  rate(@Root() staff: StaffMemberView): MoneyType | null {
    return money(staff.rate, staff.currency);
  }

  @Access({ roles: readers, scopes: ["TIME_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "What QuickBooks bills an hour of this person at, when linked and known." })
  ledgerRate(@Root() staff: StaffMemberView, @Ctx() context: Context): Promise<MoneyType | null> {
    return rateInLedger(staff, context);
  }

  @Access({ roles: readers, scopes: ["TIME_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "How much more an hour costs in QuickBooks than here, below zero when less; null where both agree or one has no rate." })
  async rateDifference(@Root() staff: StaffMemberView, @Ctx() context: Context): Promise<MoneyType | null> {
    const theirs = await rateInLedger(staff, context);
    if (staff.rate === null || theirs === null || sameDecimal(staff.rate, theirs.amount)) return null;
    return { amount: decimal(theirs.amount).minus(staff.rate).toFixed(2), currency: staff.currency };
  }
}

async function rateInLedger(staff: StaffMemberView, { loaders }: Context): Promise<MoneyType | null> {
  const billRate = (await loaders.link.load(`staff-member:${staff.id}`))?.document?.["billRate"];
  return money(ledgerRate(typeof billRate === "string" ? billRate : null), staff.currency);
}

function personOf(ledgerKind: string | null | undefined, ledgerId: string | null | undefined): { ledgerKind: "employee" | "vendor"; ledgerId: string } | null {
  if (!ledgerKind && !ledgerId) return null;
  if ((ledgerKind !== "employee" && ledgerKind !== "vendor") || !ledgerId) throw new HubError("INVALID", "Give ledgerKind, employee or vendor, and ledgerId together.", ["input", "ledgerKind"]);
  return { ledgerKind, ledgerId };
}

function toCandidate({ ledgerKind, ledgerId, name, email, isActive, hasSameName, hasSameEmail }: StaffMatchView): MatchCandidateType {
  const evidence = [...(hasSameName ? [{ code: "same-name", text: "same name" }] : []), ...(hasSameEmail ? [{ code: "same-e-mail-address", text: "same e-mail address" }] : [])];
  return { kind: ledgerKind, targetId: ledgerId, name, email, phone: null, detail: null, isActive, score: evidence.length === 2 ? 1 : hasSameEmail ? 0.8 : 0.7, evidence };
}
