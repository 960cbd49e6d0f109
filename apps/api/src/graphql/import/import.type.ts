import { Field, Float, ID, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar, JsonScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

const ImportKindEnum = enumType("ImportKind", ["time", "clients"]);
const ImportStateEnum = enumType("ImportState", ["reading", "preview", "committing", "committed", "failed", "discarded"]);
export const ImportVerdictEnum = enumType("ImportVerdict", ["new", "matched", "already-imported", "needs-mapping", "refused", "imported", "skipped"]);
export const ImportFieldEnum = enumType("ImportField", ["client", "category", "staff"]);

@View("ImportCount")
export class ImportCountType {
  @Field(() => ImportVerdictEnum)
  verdict: string;
  @Field(() => Int)
  count: number;
}

@View("ImportRow")
export class ImportRowType {
  @Field(() => Int)
  line: number;
  @Field(() => ImportVerdictEnum)
  verdict: string;
  @Field(() => JsonScalar)
  content: unknown;
}

export const ImportRowConnectionType = connectionType(ImportRowType, "ImportRow");

@View("ImportProposal")
export class ImportProposalType {
  @Field(() => ID, { description: "The id to send with the decision." })
  targetId: string;
  @Field(() => String)
  label: string;
  @Field(() => Float)
  score: number;
}

@View("ImportValue", { description: "A value of the file that stands for one of our records." })
export class ImportValueType {
  @Field(() => ImportFieldEnum)
  field: string;
  @Field(() => String)
  value: string;
  @Field(() => Int)
  rows: number;
  @Field(() => Int)
  minutes: number;
  @Field(() => ID, { nullable: true, description: "The record it stands for." })
  targetId: string | null;
  @Field(() => String, { nullable: true })
  targetLabel: string | null;
  @Field(() => Boolean)
  isSkipped: boolean;
  @Field(() => Boolean, { description: "By a person, now or in an earlier upload; otherwise it is equal and counts once committed, or it is open." })
  isDecided: boolean;
  @Field(() => [ImportProposalType])
  proposals: ImportProposalType[];
}

@View("Import", { implements: NodeType })
export class ImportType {
  @GlobalId()
  id: string;
  @Field(() => ImportKindEnum)
  kind: string;
  @Field(() => String, { description: "The product the file came from, recognised by its columns." })
  source: string;
  @Field(() => String)
  fileName: string;
  @Field(() => ImportStateEnum)
  state: string;
  @Field(() => Int)
  rowsRead: number;
  @Field(() => Int)
  rowsDone: number;
  @Field(() => String, { nullable: true })
  failure: string | null;
  @Field(() => String)
  createdBy: string;
  @Field(() => DateTimeScalar)
  createdAt: string;
  @Field(() => DateTimeScalar, { nullable: true })
  committedAt: string | null;
}

export const ImportConnectionType = connectionType(ImportType, "Import", { hasTotal: false });

@View("ImportPayload")
export class ImportPayload extends Payload {
  @Field(() => ImportType, { nullable: true })
  import?: object | null;
}
