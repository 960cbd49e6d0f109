import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { GlobalId } from "../shared/global-id.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";
import { SyncRecordType } from "../sync-record/sync-record.type.js";

@View("StaffMember", { implements: [NodeType, SyncRecordType] })
export class StaffMemberType {
  @GlobalId()
  id: string;
  @Field(() => String)
  firstName: string;
  @Field(() => String)
  lastName: string;
  @Field(() => String)
  displayName: string;
  @Field(() => String)
  email: string;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => Int)
  version: number;
}

export const StaffMemberConnectionType = connectionType(StaffMemberType, "StaffMember");

@View("StaffMemberPayload")
export class StaffMemberPayload extends Payload {
  @Field(() => StaffMemberType, { nullable: true })
  staffMember?: object | null;
}
