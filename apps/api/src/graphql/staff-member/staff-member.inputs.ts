import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { DecimalScalar } from "../shared/scalars.js";

@ArgsType()
export class StaffArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  search?: string | null;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean | null;
}

@InputType("CreateStaffMemberInput")
export class CreateStaffMemberInput {
  @Field(() => String)
  firstName: string;
  @Field(() => String)
  lastName: string;
  @Field(() => String)
  email: string;
  @Field(() => DecimalScalar, { nullable: true, description: "Per hour, in the firm's home currency." })
  rate?: string | null;
}

@InputType("UpdateStaffMemberInput")
export class UpdateStaffMemberInput {
  @Field(() => ID)
  staffId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => String, { nullable: true })
  firstName?: string;
  @Field(() => String, { nullable: true })
  lastName?: string;
  @Field(() => String, { nullable: true })
  email?: string;
  @Field(() => DecimalScalar, { nullable: true })
  rate?: string | null;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType("LinkStaffMemberInput")
export class LinkStaffMemberInput {
  @Field(() => ID)
  staffId: string;
  @Field(() => String, { nullable: true, description: "employee or vendor; null together with ledgerId ends the link." })
  ledgerKind?: string | null;
  @Field(() => String, { nullable: true })
  ledgerId?: string | null;
}
