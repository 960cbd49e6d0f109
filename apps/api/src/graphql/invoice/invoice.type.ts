import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType, RollUpEnum, SyncStateEnum } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../shared/scalars.js";
import { MoneyType, NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";
import { SyncRecordType } from "../sync-record/sync-record.type.js";

export const InvoiceStatusEnum = enumType("InvoiceStatus", ["draft", "new", "processed_externally", "void"]);

@View("Invoice", { implements: [NodeType, SyncRecordType] })
export class InvoiceType {
  @GlobalId()
  id: string;
  @Field(() => String, { nullable: true })
  number: string | null;
  @Field(() => InvoiceStatusEnum)
  status: string;
  @Field(() => DateScalar)
  issuedOn: string;
  @Field(() => DateScalar)
  dueOn: string;
  @Field(() => String, { nullable: true })
  billEmail: string | null;
  @Field(() => String, { nullable: true })
  memo: string | null;
  @Field(() => RollUpEnum)
  rollUp: string;
  @Field(() => DateTimeScalar, { nullable: true })
  finalizedAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  voidedAt: string | null;
  @Field(() => Int)
  version: number;
  @Field(() => DateTimeScalar)
  createdAt: string;
  @Field(() => DateTimeScalar)
  updatedAt: string;
}

export const InvoiceConnectionType = connectionType(InvoiceType, "Invoice");

@View("InvoiceLine")
export class InvoiceLineType {
  @GlobalId()
  id: string;
  @Field(() => Int)
  position: number;
  @Field(() => String)
  description: string;
  @Field(() => DecimalScalar, { nullable: true, description: "Hours; only where quantity times price rounds to the amount." })
  quantity: string | null;
  @Field(() => Boolean)
  isTaxable: boolean;
  @Field(() => Boolean)
  isFromTime: boolean;
  @Field(() => DateScalar, { nullable: true })
  serviceDate: string | null;
}

@View("InvoiceTotals", { description: "How many invoices of a status and state there are, and what they come to; the tabs of the page." })
export class InvoiceTotalsType {
  @Field(() => InvoiceStatusEnum)
  status: string;
  @Field(() => SyncStateEnum)
  syncState: string;
  @Field(() => Int)
  count: number;
  @Field(() => MoneyType)
  total: MoneyType;
}

@View("InvoicePayload")
export class InvoicePayload extends Payload {
  @Field(() => InvoiceType, { nullable: true })
  invoice?: object | null;
}
