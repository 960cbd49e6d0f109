import { HubError, type RecordKind } from "@tieout/domain";
import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType, RecordKindEnum } from "../shared/enums.js";
import { encodeId, GlobalId, keyOf, readId, type GlobalType } from "../shared/global-id.js";
import { DateScalar, DateTimeScalar, JsonScalar } from "../shared/scalars.js";
import { MoneyType, NodeType } from "../shared/types.js";
import { View } from "../shared/view.js";

export const SeverityEnum = enumType("Severity", ["info", "warning", "error"]);
export const ProblemStateEnum = enumType("ProblemState", ["open", "resolved", "set-aside"]);
const RemedyInputTypeEnum = enumType("RemedyInputType", ["text", "date", "boolean", "ledger-item", "ledger-customer", "ledger-person", "ledger-invoice", "ledger-time-activity", "ledger-tax-code"]);

@View("OtherRecord", { description: "A record of QuickBooks as last read: one that stands in the way, or that a person may choose. What was not read is null." })
export class OtherRecordType {
  @Field(() => String, { description: "\"invoice\", \"customer\", \"time-activity\": the kind of record in QuickBooks. An open list." })
  kind: string;
  @Field(() => String, { description: "Its id in QuickBooks." })
  ledgerId: string;
  @Field(() => String, { nullable: true, description: "Its name; of an invoice its number, of time who worked and when." })
  name: string | null;
  @Field(() => String, { nullable: true, description: "Of an invoice or time, whose it is." })
  customerName: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Of an invoice or time, its date." })
  issuedOn: string | null;
  @Field(() => MoneyType, { nullable: true, description: "Of an invoice, what it comes to with tax." })
  total: MoneyType | null;
  @Field(() => Int, { nullable: true, description: "Of time, its length." })
  minutes: number | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "When it was last changed in QuickBooks." })
  changedAt: string | null;
  @Field(() => String, { nullable: true, description: "Opens the record in QuickBooks." })
  url: string | null;
}

@View("RemedyInput", { description: "A value a remedy asks for." })
export class RemedyInputType {
  @Field(() => String)
  name: string;
  @Field(() => String)
  label: string;
  @Field(() => RemedyInputTypeEnum)
  type: string;
  @Field(() => Boolean)
  isRequired: boolean;
  @Field(() => JsonScalar, { nullable: true, description: "What to propose." })
  value: unknown;
  @Field(() => Boolean, { description: "Answered with the `ledgerId` of one of the problem's `linkChoices`; else any record of its type can be meant." })
  isOneOfChoices: boolean;
}

@View("Remedy", { description: "What a person can do about a problem; the same offer to every client of the API." })
export class RemedyType {
  @Field(() => String, { description: "For machines: \"map-category\". Send it to resolveProblem. An open list." })
  kind: string;
  @Field(() => String)
  label: string;
  @Field(() => String, { description: "What it does, in one sentence." })
  consequence: string;
  @Field(() => Boolean)
  isPrimary: boolean;
  @Field(() => Boolean)
  isReversible: boolean;
  @Field(() => [RemedyInputType])
  inputs: RemedyInputType[];
}

@View("LedgerFault", { description: "The fault QuickBooks gave, for the person who must read it." })
export class LedgerFaultType {
  @Field(() => String, { nullable: true })
  code: unknown;
  @Field(() => String, { nullable: true })
  message: unknown;
  @Field(() => String, { nullable: true })
  detail: unknown;
  @Field(() => String, { nullable: true })
  element: unknown;
  @Field(() => String, { nullable: true })
  traceId: unknown;
}

@View("FieldClash", { description: "A field that both sides changed since they last agreed, to different values." })
export class FieldClashType {
  @Field(() => String)
  path: string;
  @Field(() => String, { description: "What people call the field." })
  label: string;
  @Field(() => JsonScalar, { nullable: true })
  here: unknown;
  @Field(() => JsonScalar, { nullable: true })
  inQuickBooks: unknown;
  @Field(() => JsonScalar, { nullable: true, description: "What both last agreed on." })
  agreed: unknown;
  @Field(() => DateTimeScalar, { nullable: true, description: "When the record was last edited here." })
  editedHereAt: unknown;
  @Field(() => DateTimeScalar, { nullable: true, description: "When the record was last edited in QuickBooks." })
  editedInQuickBooksAt: unknown;
}

@View("ProblemRecord")
export class ProblemRecordType {
  @Field(() => RecordKindEnum)
  recordKind: string;
  @Field(() => String)
  label: string;
  @Field(() => DateTimeScalar)
  addedAt: string;
}

export const ProblemRecordConnectionType = connectionType(ProblemRecordType, "ProblemRecord", { hasTotal: false });

@View("Problem", { implements: NodeType, description: "Something a person must decide. Records with the same cause share one." })
export class ProblemType {
  @GlobalId()
  id: string;
  @Field(() => String, { description: "Of the catalogue, for machines: \"mapping-missing\". An open list." })
  kind: string;
  @Field(() => SeverityEnum)
  severity: string;
  @Field(() => ProblemStateEnum)
  state: string;
  @Field(() => String)
  causeKey: string;
  @Field(() => JsonScalar)
  facts: unknown;
  @Field(() => Int)
  recordCount: number;
  @Field(() => [MoneyType], { description: "What the documents behind it come to, one amount a currency." })
  amounts: MoneyType[];
  @Field(() => Int)
  times: number;
  @Field(() => DateTimeScalar)
  firstSeenAt: string;
  @Field(() => DateTimeScalar)
  lastSeenAt: string;
  @Field(() => DateTimeScalar, { nullable: true })
  resolvedAt: string | null;
  @Field(() => String, { nullable: true })
  resolvedBy: string | null;
  @Field(() => String, { nullable: true })
  resolution: string | null;
}

export const ProblemConnectionType = connectionType(ProblemType, "Problem");

@View("ProblemCounts")
export class ProblemCountsType {
  @Field(() => Int)
  open: number;
  @Field(() => Int)
  errors: number;
  @Field(() => Int)
  warnings: number;
  @Field(() => Int, { description: "Records held back, each counted once however many problems hold it." })
  held: number;
}

const recordTypes: Record<RecordKind, GlobalType> = { client: "Client", site: "Site", "staff-member": "StaffMember", invoice: "Invoice", "time-entry": "TimeEntry" };

/** The global id of a record of some kind; null for a kind that has no page. */
export function recordGlobalId(kind: string | null, id: string | null): string | null {
  const type = kind === null ? undefined : (recordTypes as Record<string, GlobalType | undefined>)[kind];
  return type && id ? encodeId(type, id) : null;
}

/** The record behind a global id. @throws HubError `INVALID` for an id of something that does not travel. */
export function recordOfGlobalId(id: string, field: readonly string[]): { kind: RecordKind; recordId: string } {
  const recordId = keyOf(recordGlobalTypes, id, field);
  const type = readId(id)?.type;
  const kind = (Object.keys(recordTypes) as RecordKind[]).find((each) => recordTypes[each] === type);
  if (!kind) throw new HubError("INVALID", "This record does not travel to QuickBooks.", field);
  return { kind, recordId };
}

/** Global types whose ids name a record that travels. */
export const recordGlobalTypes: readonly GlobalType[] = Object.values(recordTypes);
