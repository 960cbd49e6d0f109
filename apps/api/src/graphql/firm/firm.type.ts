import { Field, Int } from "type-graphql";
import { enumType, RollUpEnum } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DecimalScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
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
}
