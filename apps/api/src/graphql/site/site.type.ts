import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { GlobalId } from "../shared/global-id.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";
import { SyncRecordType } from "../sync-record/sync-record.type.js";

@View("Site", { implements: [NodeType, SyncRecordType] })
export class SiteType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => Int)
  version: number;
}

export const SiteConnectionType = connectionType(SiteType, "Site");

@View("SitePayload")
export class SitePayload extends Payload {
  @Field(() => SiteType, { nullable: true })
  site?: object | null;
}
