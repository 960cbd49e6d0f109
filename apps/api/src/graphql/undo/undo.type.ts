import { undoVerdicts } from "@tieout/domain";
import { Field } from "type-graphql";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateScalar } from "../shared/scalars.js";
import { View } from "../shared/view.js";

export const UndoVerdictEnum = enumType("UndoVerdict", undoVerdicts);

@View("UndoSubject", { description: "What a plan takes back: a change, a run or a day." })
export class UndoSubjectType {
  @GlobalId("Change", { nullable: true })
  changeId?: string | null;
  @GlobalId("Run", { nullable: true })
  runId?: string | null;
  @Field(() => DateScalar, { nullable: true })
  day?: string | null;
}
