import { Field } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar, JsonScalar } from "../shared/scalars.js";
import { View } from "../shared/view.js";

@View("FieldDifference", { description: "One field, before and after; agreed is the value both sides last had in common." })
export class FieldDifferenceType {
  @Field(() => String)
  path: string;
  @Field(() => JsonScalar, { nullable: true })
  before: unknown;
  @Field(() => JsonScalar, { nullable: true })
  after: unknown;
  @Field(() => JsonScalar, { nullable: true })
  agreed: unknown;
}

@View("RecordEvent")
export class RecordEventType {
  @GlobalId()
  id: string;
  @Field(() => DateTimeScalar)
  at: string;
  @Field(() => String)
  actorKind: string;
  @Field(() => String)
  actor: string;
  @Field(() => String)
  action: string;
  @GlobalId("Run", { nullable: true })
  runId: string | null;
  @GlobalId("LedgerCall", { nullable: true })
  callId: string | null;
  @Field(() => [FieldDifferenceType])
  changes: FieldDifferenceType[];
}

export const RecordEventConnectionType = connectionType(RecordEventType, "RecordEvent", { hasTotal: false });
