import { Field, InputType, Int } from "type-graphql";
import { enumType, RollUpEnum } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DecimalScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

export const InvoiceNumberingEnum = enumType("InvoiceNumbering", ["hub", "ledger"]);

@View("Firm", { implements: NodeType })
export class FirmType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  timeZone: string;
  @Field(() => String)
  homeCurrency: string;
  @Field(() => RollUpEnum)
  rollUp: string;
  @Field(() => InvoiceNumberingEnum)
  invoiceNumbering: string;
  @Field(() => String)
  invoiceNumberPrefix: string;
  @Field(() => Int)
  nextInvoiceNumber: number;
  @Field(() => Int)
  defaultTermsDays: number;
  @Field(() => String, { nullable: true })
  defaultState: string | null;
  @Field(() => DecimalScalar)
  taxRatePercent: string;
  @Field(() => Int)
  version: number;
  @Field(() => Boolean, { description: "Nobody approves their own time." })
  needsOtherApprover: boolean;
}

@InputType("UpdateFirmInput")
export class UpdateFirmInput {
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => String, { nullable: true })
  name?: string;
  @Field(() => String, { nullable: true })
  timeZone?: string;
  @Field(() => RollUpEnum, { nullable: true })
  rollUp?: "category" | "type";
  @Field(() => InvoiceNumberingEnum, { nullable: true })
  invoiceNumbering?: "hub" | "ledger";
  @Field(() => String, { nullable: true })
  invoiceNumberPrefix?: string;
  @Field(() => Int, { nullable: true })
  nextInvoiceNumber?: number;
  @Field(() => Int, { nullable: true })
  defaultTermsDays?: number;
  @Field(() => String, { nullable: true })
  defaultState?: string | null;
  @Field(() => DecimalScalar, { nullable: true })
  taxRatePercent?: string;
  @Field(() => Boolean, { nullable: true })
  needsOtherApprover?: boolean;
}

@View("FirmPayload")
export class FirmPayload extends Payload {
  @Field(() => FirmType, { nullable: true })
  firm?: object | null;
}
