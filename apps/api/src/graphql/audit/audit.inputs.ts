import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { DateScalar } from "../shared/scalars.js";

@InputType("AuditFilter", { description: "Which lines of the audit trail to list." })
export class AuditFilterInput {
  @Field(() => ID, { nullable: true, description: "Only of this client, site, staff member, invoice or time entry." })
  recordId?: string | null;
  @Field(() => String, { nullable: true, description: "Words in who did it, what was done or the kind of record." })
  search?: string | null;
  @Field(() => DateScalar, { nullable: true, description: "From this day of the firm's calendar." })
  from?: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Through this day of the firm's calendar." })
  to?: string | null;
}

@ArgsType()
export class AuditEventsArgs extends PageArgs {
  @Field(() => AuditFilterInput, { nullable: true, description: "Which lines; all when left out." })
  filter?: AuditFilterInput | null;
}

@ArgsType()
export class AuditProofArgs {
  @Field(() => Int, { nullable: true, description: "The number of a line whose hash was kept elsewhere." })
  number?: number | null;
  @Field(() => String, { nullable: true, description: "That hash." })
  hash?: string | null;
}
