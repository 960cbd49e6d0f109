import { ArgsType, Field, InputType } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { enumType, OrderDirectionEnum, SyncStateEnum } from "../shared/enums.js";
import { ClientKindEnum } from "./client.type.js";

@InputType("ClientFilter")
export class ClientFilterInput {
  @Field(() => String, { nullable: true, description: "Words of the name or the e-mail address." })
  search?: string | null;
  @Field(() => [ClientKindEnum], { nullable: true })
  kinds?: string[] | null;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean | null;
  @Field(() => Boolean, { nullable: true })
  isLinked?: boolean | null;
  @Field(() => [SyncStateEnum], { nullable: true })
  syncStates?: string[] | null;
  @Field(() => Boolean, { nullable: true })
  hasProblem?: boolean | null;
}

const ClientOrderFieldEnum = enumType("ClientOrderField", ["name", "created-at", "updated-at"]);

@InputType("ClientOrder")
export class ClientOrderInput {
  @Field(() => ClientOrderFieldEnum)
  field: "name" | "created-at" | "updated-at";
  @Field(() => OrderDirectionEnum, { defaultValue: "asc" })
  direction: "asc" | "desc";
}

@ArgsType()
export class ClientsArgs extends PageArgs {
  @Field(() => ClientFilterInput, { nullable: true })
  filter?: ClientFilterInput | null;
  @Field(() => ClientOrderInput, { nullable: true })
  orderBy?: ClientOrderInput | null;
}
