import { Field } from "type-graphql";
import { RunType } from "../run/run.type.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

@View("LinkRecordPayload")
export class LinkRecordPayload extends Payload {
  @Field(() => String, { nullable: true, description: "What the record it is linked to now is called in QuickBooks." })
  linkedTo?: string | null;
  @Field(() => RunType, { nullable: true, description: "The run that compares a client and sends what waited for it; null for an invoice, and while nothing may be sent." })
  run?: object | null;
}

@View("RecordLinkPayload")
export class RecordLinkPayload extends Payload {}
