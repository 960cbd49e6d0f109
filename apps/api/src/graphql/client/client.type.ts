import { View } from "../shared/view.js";
import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { SyncRecordType } from "../sync-record/sync-record.type.js";

export const ClientKindEnum = enumType("ClientKind", ["individual", "couple", "business"]);

@View("Client", { implements: [NodeType, SyncRecordType] })
export class ClientType {
  @GlobalId()
  id: string;
  @Field(() => ClientKindEnum)
  kind: string;
  @Field(() => String)
  displayName: string;
  @Field(() => String, { nullable: true })
  firstName: string | null;
  @Field(() => String, { nullable: true })
  lastName: string | null;
  @Field(() => String, { nullable: true })
  suffix: string | null;
  @Field(() => String, { nullable: true })
  partnerFirstName: string | null;
  @Field(() => String, { nullable: true })
  partnerLastName: string | null;
  @Field(() => String, { nullable: true })
  partnerSuffix: string | null;
  @Field(() => String, { nullable: true })
  businessName: string | null;
  @Field(() => String, { nullable: true })
  email: string | null;
  @Field(() => String, { nullable: true })
  phone: string | null;
  @Field(() => String)
  currency: string;
  @Field(() => Int, { nullable: true })
  termsDays: number | null;
  @Field(() => Boolean)
  isTaxable: boolean;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => String, { nullable: true })
  notes: string | null;
  @Field(() => Int)
  version: number;
  @Field(() => DateTimeScalar)
  createdAt: string;
  @Field(() => DateTimeScalar)
  updatedAt: string;
}

export const ClientConnectionType = connectionType(ClientType, "Client");

@View("ClientPayload")
export class ClientPayload extends Payload {
  @Field(() => ClientType, { nullable: true })
  client?: object | null;
}
