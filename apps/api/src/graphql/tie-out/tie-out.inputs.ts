import { ArgsType, Field, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";

@ArgsType()
export class TieOutsArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: false })
  isDaily: boolean;
}

@ArgsType()
export class TieOutClientsArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: false })
  isDifferent: boolean;
}

@InputType("RunTieOutInput", { description: "How to tie out." })
export class RunTieOutInput {
  @Field(() => Boolean, { defaultValue: false, description: "Also read what changed and QuickBooks' own report of what customers owe: two metered reads. Otherwise nothing is read." })
  checkReport: boolean;
}
