import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { enumType, OrderDirectionEnum, SyncStateEnum } from "../shared/enums.js";
import { AddressInput } from "../shared/types.js";
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

@InputType()
abstract class ClientDetails {
  @Field(() => String, { nullable: true })
  firstName?: string | null;
  @Field(() => String, { nullable: true })
  lastName?: string | null;
  @Field(() => String, { nullable: true })
  suffix?: string | null;
  @Field(() => String, { nullable: true })
  partnerFirstName?: string | null;
  @Field(() => String, { nullable: true })
  partnerLastName?: string | null;
  @Field(() => String, { nullable: true })
  partnerSuffix?: string | null;
  @Field(() => String, { nullable: true })
  businessName?: string | null;
  @Field(() => String, { nullable: true })
  email?: string | null;
  @Field(() => String, { nullable: true })
  phone?: string | null;
  @Field(() => AddressInput, { nullable: true })
  address?: AddressInput | null;
  @Field(() => Int, { nullable: true, description: "Days until an invoice is due; null takes the firm's." })
  termsDays?: number | null;
  @Field(() => Boolean, { nullable: true })
  isTaxable?: boolean;
  @Field(() => String, { nullable: true })
  notes?: string | null;
}

@InputType("CreateClientInput")
export class CreateClientInput extends ClientDetails {
  @Field(() => ClientKindEnum)
  kind: "individual" | "couple" | "business";
  @Field(() => String, { nullable: true })
  currency?: string;
}

@InputType("UpdateClientInput")
export class UpdateClientInput extends ClientDetails {
  @Field(() => ID)
  clientId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => ClientKindEnum, { nullable: true })
  kind?: "individual" | "couple" | "business";
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}
