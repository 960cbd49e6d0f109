import { Field, Int } from "type-graphql";
import { RunType } from "../run/run.type.js";
import { connectionType } from "../shared/connection.js";
import { enumType, RecordKindEnum } from "../shared/enums.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

const SetAsideStateEnum = enumType("SetAsideState", ["set-aside", "external"], "Why the sync leaves a record alone.");

@View("SetAside", { description: "A record that a person left out of the sync. includeAgain takes it back." })
export class SetAsideType {
  @Field(() => RecordKindEnum, { description: "What kind of record it is." })
  recordKind: string;
  @Field(() => String, { description: "How people name the record." })
  label: string;
  @Field(() => SetAsideStateEnum, { description: "How it was left out." })
  state: string;
  @Field(() => String, { description: "Why, in the words of who did it." })
  reason: string;
  @Field(() => String, { description: "Who left it out." })
  by: string;
  @Field(() => DateTimeScalar, { description: "When it was left out." })
  at: string;
}

export const SetAsideConnectionType = connectionType(SetAsideType, "SetAside");

@View("SetAsidePayload")
export class SetAsidePayload extends Payload {
  @Field(() => Int, { description: "Records that are left out now." })
  setAside: number;
}

@View("IncludeAgainPayload")
export class IncludeAgainPayload extends Payload {
  @Field(() => Int, { description: "Records that take part in the sync again. Those that were not left out are passed over." })
  released: number;
  @Field(() => RunType, { nullable: true, description: "The run that sends what waits; null while nothing may be sent." })
  run?: object | null;
}
