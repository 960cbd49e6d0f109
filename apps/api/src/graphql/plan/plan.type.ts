import { Field, Int, Float } from "type-graphql";
import { RecordKindEnum, enumType } from "../shared/enums.js";
import { connectionType } from "../shared/connection.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";
import { FieldDifferenceType } from "../record-event/record-event.type.js";
import { RunModeEnum, RunType } from "../run/run.type.js";
import { UndoSubjectType, UndoVerdictEnum } from "../undo/undo.type.js";

const PlanStateEnum = enumType("PlanState", ["computing", "open", "approved", "applying", "applied", "discarded"]);
export const ChangeStateEnum = enumType("ChangeState", ["planned", "ask", "blocked", "sending", "checking", "applied", "refused", "moved", "skipped"]);
export const ChangeSideEnum = enumType("ChangeSide", ["hub", "ledger", "link"]);
export const ChangeOperationEnum = enumType("ChangeOperation", ["create", "update", "link", "unlink", "deactivate", "delete", "void"]);
export const MatchChoiceEnum = enumType("MatchChoice", ["link", "create", "skip"]);

@View("PlanCounts")
export class PlanCountsType {
  @Field(() => Int)
  total: number;
  @Field(() => Int, { description: "Certain matches that are only linked." })
  link: number;
  @Field(() => Int)
  createInHub: number;
  @Field(() => Int)
  createInLedger: number;
  @Field(() => Int)
  updateInHub: number;
  @Field(() => Int)
  updateInLedger: number;
  @Field(() => Int)
  remove: number;
  @Field(() => Int, { description: "Possible duplicates that wait for a decision." })
  ask: number;
  @Field(() => Int)
  blocked: number;
  @Field(() => Int)
  skipped: number;
  @Field(() => Int, { description: "Of an undo: writes that take something back." })
  revert: number;
  @Field(() => Int, { description: "Of an undo: what needs a document of a person's own; nothing is written for it." })
  compensate: number;
  @Field(() => Int, { description: "Of an undo: what cannot be taken back." })
  impossible: number;
}

@View("PlanCost", { description: "What applying the plan takes, before it is applied." })
export class PlanCostType {
  @Field(() => Int)
  calls: number;
  @Field(() => Int)
  meteredCalls: number;
  @Field(() => Int)
  estimatedSeconds: number;
  @Field(() => RunModeEnum)
  mode: string;
}

@View("MatchEvidence")
export class MatchEvidenceType {
  @Field(() => String, { description: "The sentence as a word for machines: \"same-e-mail-address\"." })
  code: string;
  @Field(() => String, { description: "A sentence: \"Same e-mail address\"." })
  text: string;
}

@View("MatchCandidate", { description: "A record the other side may be, with the evidence." })
export class MatchCandidateType {
  @Field(() => String, { description: "client for a record here; customer, employee or vendor for one in QuickBooks." })
  kind: string;
  @Field(() => String, { description: "The id to send with the decision." })
  targetId: string;
  @Field(() => String)
  name: string;
  @Field(() => String, { nullable: true })
  email: string | null;
  @Field(() => String, { nullable: true })
  phone: string | null;
  @Field(() => String, { nullable: true, description: "Where it is: street and city." })
  detail: string | null;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => Float, { description: "0 to 1." })
  score: number;
  @Field(() => [MatchEvidenceType])
  evidence: MatchEvidenceType[];
}

@View("MatchDecision")
export class MatchDecisionType {
  @Field(() => MatchChoiceEnum)
  choice: string;
  @Field(() => String, { nullable: true })
  targetId: string | null;
  @Field(() => String)
  by: string;
  @Field(() => DateTimeScalar, { nullable: true })
  at: string | null;
}

@View("Change", { implements: NodeType, description: "One planned write." })
export class ChangeType {
  @GlobalId()
  id: string;
  @Field(() => Int)
  sequence: number;
  @Field(() => String)
  flow: string;
  @Field(() => RecordKindEnum, { nullable: true })
  recordKind: string | null;
  @Field(() => String)
  ledgerKind: string;
  @Field(() => String, { nullable: true })
  ledgerId: string | null;
  @Field(() => ChangeSideEnum)
  side: string;
  @Field(() => ChangeOperationEnum)
  operation: string;
  @Field(() => String)
  label: string;
  @Field(() => [FieldDifferenceType])
  fields: FieldDifferenceType[];
  @Field(() => ChangeStateEnum)
  state: string;
  @Field(() => String, { nullable: true })
  reason: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  appliedAt: string | null;
  @Field(() => UndoVerdictEnum, { nullable: true, description: "In the plan of an undo: whether it can be taken back; reason says what follows, or why not." })
  verdict: string | null;
  @Field(() => Boolean, { description: "It was taken back since." })
  isUndone: boolean;
}

export const ChangeConnectionType = connectionType(ChangeType, "Change");

@View("Plan", { implements: NodeType, description: "What would be written, on which side, field by field. Exactly this is applied." })
export class PlanType {
  @GlobalId()
  id: string;
  @Field(() => String)
  kind: string;
  @Field(() => UndoSubjectType, { nullable: true, description: "What it takes back; null for any other plan." })
  undoOf: UndoSubjectType | null;
  @Field(() => PlanStateEnum)
  state: string;
  @Field(() => DateTimeScalar)
  createdAt: string;
  @Field(() => String, { nullable: true })
  approvedBy: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  approvedAt: string | null;
}

@View("PlanPayload")
export class PlanPayload extends Payload {
  @Field(() => PlanType, { nullable: true })
  plan?: object | null;
  @Field(() => RunType, { nullable: true })
  run?: object | null;
}

@View("DecideMatchesPayload")
export class DecideMatchesPayload extends Payload {
  @Field(() => [ChangeType])
  changes: object[];
  @Field(() => PlanType, { nullable: true })
  plan?: object | null;
}
