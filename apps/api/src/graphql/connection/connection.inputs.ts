import type { ApprovalPolicy, CallTier, ClashPolicy } from "@tieout/domain";
import { Field, ID, InputType, Int } from "type-graphql";
import { ApprovalPolicyEnum, ClashPolicyEnum, RecordKindEnum } from "../shared/enums.js";
import { DateScalar, DecimalScalar } from "../shared/scalars.js";
import { CallTierEnum } from "./connection.type.js";

@InputType("ConnectQuickBooksInput")
export class ConnectQuickBooksInput {
  @Field(() => String, { defaultValue: "/settings/quickbooks", description: "Where in this application to return to; a path." })
  returnPath: string;
  @Field(() => Boolean, { defaultValue: false, description: "Renews a connection that works, before its sign-in ends. Another company than now is refused." })
  isReconnect: boolean;
}

@InputType("ConfirmCompanyInput")
export class ConfirmCompanyInput {
  @Field(() => Boolean, { description: "False ends the connection again; nothing was written." })
  isRight: boolean;
}

@InputType("SwitchInput")
export class SwitchInput {
  @Field(() => String)
  key: string;
  @Field(() => Boolean)
  isOn: boolean;
}

@InputType("FieldRuleInput")
export class FieldRuleInput {
  @Field(() => RecordKindEnum)
  kind: string;
  @Field(() => String)
  field: string;
  @Field(() => ClashPolicyEnum)
  policy: ClashPolicy;
}

@InputType("SaveConnectionSettingsInput")
export class SaveConnectionSettingsInput {
  @Field(() => [SwitchInput])
  switches: SwitchInput[];
  @Field(() => DateScalar, { nullable: true, description: "Documents dated before it are not sent by themselves; null lifts the limit." })
  startDate?: string | null;
  @Field(() => Int, { nullable: true, description: "15 to 1440 minutes." })
  intervalMinutes?: number;
  @Field(() => ID, { nullable: true, description: "The sales tax of taxable work; null for the company's own." })
  salesTaxCodeId?: string | null;
  @Field(() => [FieldRuleInput], { nullable: true })
  fieldRules?: FieldRuleInput[] | null;
  @Field(() => ApprovalPolicyEnum, { nullable: true })
  approval?: ApprovalPolicy | null;
}

@InputType("SaveCallBudgetInput")
export class SaveCallBudgetInput {
  @Field(() => CallTierEnum)
  tier: CallTier;
  @Field(() => Int, { nullable: true, description: "Metered calls a month; null for the tier's allowance." })
  monthlyCalls?: number | null;
  @Field(() => DecimalScalar, { nullable: true, description: "US dollars for a thousand metered calls; null for the tier's." })
  pricePerThousand?: string | null;
}

@InputType("PauseConnectionInput")
export class PauseConnectionInput {
  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType("DisconnectQuickBooksInput")
export class DisconnectQuickBooksInput {
  @Field(() => String, { description: "The company's name, typed by the person." })
  confirmCompanyName: string;
}

@InputType("SetDefaultItemInput")
export class SetDefaultItemInput {
  @Field(() => ID, { nullable: true, description: "Null switches the default item off." })
  itemId?: string | null;
}
