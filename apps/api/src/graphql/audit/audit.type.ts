import { Field, ID, Int } from "type-graphql";
import { RecordEventType } from "../record-event/record-event.type.js";
import { connectionType } from "../shared/connection.js";
import { enumType } from "../shared/enums.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { View } from "../shared/view.js";

const AuditBreakKindEnum = enumType("AuditBreakKind", ["changed", "missing", "unsealed"], "In which way the audit trail is not what was sealed.");

@View("AuditEvent", { description: "A line of the audit trail: who or what did what to which record." })
export class AuditEventType extends RecordEventType {
  @Field(() => Int, { description: "Its place in the firm's trail; counts up without a gap." })
  number: number;
  @Field(() => String, { description: "SHA-256 over this line and the hash of the line before it." })
  hash: string;
  @Field(() => String, { description: "What kind of record it happened to: client, invoice, mapping, connection and so on." })
  recordKind: string;
  @Field(() => ID, { nullable: true, description: "The record, where it is one of those that sync." })
  recordId: string | null;
  @Field(() => String, { nullable: true, description: "How people name the record now." })
  label: string | null;
}

export const AuditEventConnectionType = connectionType(AuditEventType, "AuditEvent");

@View("AuditBreak", { description: "A place where the audit trail is not what was sealed." })
export class AuditBreakType {
  @Field(() => Int, { nullable: true, description: "The line, or the last one before a gap; null for a line that was never sealed." })
  number: number | null;
  @Field(() => AuditBreakKindEnum, { description: "What is wrong there." })
  what: string;
}

@View("AuditProof", { description: "Whether the audit trail is as it was written, computed anew from its first line." })
export class AuditProofType {
  @Field(() => Boolean, { description: "Every line is there and none was changed." })
  isIntact: boolean;
  @Field(() => Int, { description: "The number of the newest line." })
  number: number;
  @Field(() => String, { description: "The hash of the newest line. Kept elsewhere, it proves later that nothing before it was rewritten." })
  hash: string;
  @Field(() => [AuditBreakType], { description: "Where it is not as it was written, at most twenty places." })
  breaks: AuditBreakType[];
  @Field(() => Boolean, { nullable: true, description: "Whether the line named still has the hash named; null when none was named." })
  isKnownHashIntact: boolean | null;
  @Field(() => DateTimeScalar, { description: "When it was computed." })
  provenAt: Date;
  @Field(() => String, { description: "The whole trail as a table, from the server's root." })
  csvUrl: string;
  @Field(() => String, { description: "The whole trail as lines of JSON with what was sealed to the byte, and a signature, from the server's root." })
  jsonUrl: string;
}
