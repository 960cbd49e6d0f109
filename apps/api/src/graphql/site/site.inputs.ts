import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { AddressInput } from "../shared/types.js";

@ArgsType()
export class SitesArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  clientId?: string | null;
  @Field(() => String, { nullable: true })
  search?: string | null;
}

@InputType("CreateSiteInput")
export class CreateSiteInput {
  @Field(() => ID)
  clientId: string;
  @Field(() => String)
  name: string;
  @Field(() => AddressInput, { nullable: true })
  address?: AddressInput | null;
}

@InputType("UpdateSiteInput")
export class UpdateSiteInput {
  @Field(() => ID)
  siteId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => String, { nullable: true })
  name?: string;
  @Field(() => AddressInput, { nullable: true })
  address?: AddressInput | null;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}
